import type { Credential } from '../../model/user.ts'
import { type Act, changes, type Engine, type QueryBuilder, rows } from '../act.ts'
import { PASSWORD_HISTORY, type UserStore } from '../user-ports.ts'
import { inserter } from './insert-rows.ts'
import { credentialOf, credentialRow } from './user-rows.ts'

/** The steps between priorities: a later version may put something in between. */
const STEP = 10

/** What changes the credentials of a user. */
export function credentialActs(
  engine: Engine,
): Pick<UserStore, 'setCredential' | 'labelCredential' | 'moveCredential' | 'deleteCredential'> {
  const { db } = engine
  return {
    setCredential: (realmId, userId, credential, requiredActions, keptBefore = 0) =>
      engine.write(function* () {
        if (!(yield* setRequiredActions(db, realmId, userId, requiredActions))) return
        yield* replaceType(db, realmId, userId, credential, keptBefore)
      }),
    labelCredential: (realmId, userId, id, label) =>
      engine.write(function* () {
        const labelled = yield* rows(
          db
            .updateTable('credential')
            .set({ user_label: label })
            .where('realm_id', '=', realmId)
            .where('user_id', '=', userId)
            .where('id', '=', id)
            .returning('id'),
        )
        return labelled.length > 0
      }),
    moveCredential: (realmId, userId, id, behind) =>
      engine.write(() => moveCredential(db, realmId, userId, id, behind)),
    deleteCredential: (realmId, userId, id) =>
      engine.write(function* () {
        const deleted = yield* rows(
          db
            .deleteFrom('credential')
            .where('realm_id', '=', realmId)
            .where('user_id', '=', userId)
            .where('id', '=', id)
            .returning('id'),
        )
        return deleted.length > 0
      }),
  }
}

function* replaceType(
  db: QueryBuilder,
  realmId: string,
  userId: string,
  credential: Credential,
  keptBefore: number,
): Act<void> {
  const present = yield* ofUser(db, realmId, userId)
  const former = present
    .filter(({ type }) => type === credential.type || type === PASSWORD_HISTORY)
    .sort((one, other) => other.createdDateMs - one.createdDateMs)
  const types = credential.type === 'password' ? [credential.type, PASSWORD_HISTORY] : [credential.type]
  yield* changes(
    db
      .deleteFrom('credential')
      .where('realm_id', '=', realmId)
      .where('user_id', '=', userId)
      .where('type', 'in', types),
  )
  const kept = credential.type === 'password' ? former.slice(0, keptBefore) : []
  yield* inserter(
    db,
    'credential',
  )([
    credentialRow(realmId, userId, credential),
    ...kept.map((one) => credentialRow(realmId, userId, { ...one, type: PASSWORD_HISTORY })),
  ])
}

function* moveCredential(
  db: QueryBuilder,
  realmId: string,
  userId: string,
  id: string,
  behind: string | undefined,
): Act<boolean> {
  const present = yield* ofUser(db, realmId, userId)
  const moved = present.find((one) => one.id === id)
  if (moved === undefined) return false
  if (behind === id) return true
  const others = present.filter((one) => one !== moved)
  const place = behind === undefined ? 0 : others.findIndex((one) => one.id === behind) + 1
  if (behind !== undefined && place === 0) return false
  const ordered = [...others.slice(0, place), moved, ...others.slice(place)]
  for (const [index, { id: one }] of ordered.entries()) {
    yield* changes(
      db
        .updateTable('credential')
        .set({ priority: (index + 1) * STEP })
        .where('realm_id', '=', realmId)
        .where('user_id', '=', userId)
        .where('id', '=', one),
    )
  }
  return true
}

function* ofUser(db: QueryBuilder, realmId: string, userId: string): Act<readonly Credential[]> {
  const found = yield* rows(
    db
      .selectFrom('credential')
      .selectAll()
      .where('realm_id', '=', realmId)
      .where('user_id', '=', userId)
      .orderBy('priority')
      .orderBy('created_ms')
      .orderBy('id'),
  )
  return found.map(credentialOf)
}

/** @returns `false` when there is no such user. */
function* setRequiredActions(
  db: QueryBuilder,
  realmId: string,
  userId: string,
  requiredActions: readonly string[],
): Act<boolean> {
  const updated = yield* rows(
    db
      .updateTable('app_user')
      .set({ required_actions: JSON.stringify(requiredActions) })
      .where('realm_id', '=', realmId)
      .where('id', '=', userId)
      .returning('id'),
  )
  return updated.length > 0
}
