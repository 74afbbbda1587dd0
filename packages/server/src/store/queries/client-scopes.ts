import type { ClientRepresentation, RealmRepresentation } from '../../representations/keycloak.ts'
import type { ClientScopeRecord } from '../../representations/realm-aggregate.ts'
import { type Act, changes, type Engine, firstRow, type QueryBuilder, rows } from '../act.ts'
import type { ClientScopeStore } from '../client-scope-ports.ts'
import { bumpRevision, type Revisions } from '../revisions.ts'
import type { ClientScopeRow } from '../tables.ts'
import { scopeMappingRows, scopeRolesOf, scopeRolesOfRealm } from './clients.ts'
import { inserter } from './insert-rows.ts'

export function clientScopeStore(engine: Engine, revisions: Revisions): ClientScopeStore {
  const { db } = engine
  const insertScope = inserter(db, 'client_scope')
  const insertMappings = inserter(db, 'scope_mapping')

  function* find(realmId: string, id: string): Act<ClientScopeRecord | undefined> {
    const row = yield* firstRow(scopesOf(db, realmId).where('id', '=', id))
    return row && recordOf(row, yield* scopeRolesOf(db, realmId, id))
  }

  return {
    find: (realmId, id) => engine.snapshot(() => find(realmId, id)),
    list: (realmId) =>
      engine.snapshot(function* () {
        const found = yield* rows(scopesOf(db, realmId).orderBy('name'))
        const roleIds = yield* scopeRolesOfRealm(db, realmId)
        return found.map((row) => recordOf(row, roleIds.get(row.id) ?? []))
      }),
    async create(realmId, scope) {
      await engine.write(function* () {
        yield* bumpRevision(db, realmId)
        yield* insertScope([clientScopeRow(realmId, scope)])
        yield* insertMappings(scopeMappingRows(realmId, scope.id, scope.roleIds))
      })
      revisions.changed(realmId)
    },
    async change(realmId, id, change) {
      const changed = await engine.write(function* () {
        // Bumped first: another node's change of this realm waits for this one, and sees it.
        yield* bumpRevision(db, realmId)
        const old = yield* find(realmId, id)
        if (!old) return false
        const next = change(old)
        const { name, document } = clientScopeRow(realmId, next)
        yield* changes(
          db.updateTable('client_scope').set({ name, document }).where('realm_id', '=', realmId).where('id', '=', id),
        )
        yield* changes(db.deleteFrom('scope_mapping').where('realm_id', '=', realmId).where('holder_id', '=', id))
        yield* insertMappings(scopeMappingRows(realmId, id, next.roleIds))
        if (next.name !== old.name) yield* rename(db, realmId, old.name, next.name)
        return true
      })
      revisions.changed(realmId)
      return changed
    },
    async delete(realmId, id) {
      const deleted = await engine.write(function* () {
        const row = yield* firstRow(
          db.deleteFrom('client_scope').where('realm_id', '=', realmId).where('id', '=', id).returning('name'),
        )
        if (!row) return false
        yield* changes(db.deleteFrom('scope_mapping').where('realm_id', '=', realmId).where('holder_id', '=', id))
        yield* rename(db, realmId, row.name, undefined)
        yield* bumpRevision(db, realmId)
        return true
      })
      revisions.changed(realmId)
      return deleted
    },
  }
}

export function clientScopeRow(realmId: string, scope: ClientScopeRecord): ClientScopeRow {
  return { realm_id: realmId, id: scope.id, name: scope.name, document: JSON.stringify(scope.representation) }
}

function recordOf({ id, name, document }: Omit<ClientScopeRow, 'realm_id'>, roleIds: readonly string[]) {
  return { id, name, representation: JSON.parse(document), roleIds }
}

function scopesOf(db: QueryBuilder, realmId: string) {
  return db.selectFrom('client_scope').select(['id', 'name', 'document']).where('realm_id', '=', realmId)
}

const CLIENT_LISTS = ['defaultClientScopes', 'optionalClientScopes'] as const
const REALM_LISTS = ['defaultDefaultClientScopes', 'defaultOptionalClientScopes'] as const

/** Documents name scopes. @param to - the new name; `undefined` when the scope is gone. */
function* rename(db: QueryBuilder, realmId: string, from: string, to: string | undefined): Act<void> {
  const clients = yield* rows(db.selectFrom('client').select(['id', 'document']).where('realm_id', '=', realmId))
  for (const { id, document } of clients) {
    const old: ClientRepresentation = JSON.parse(document)
    const next = renamedIn(old, CLIENT_LISTS, from, to)
    if (next === undefined) continue
    yield* changes(
      db
        .updateTable('client')
        .set({ document: JSON.stringify(next) })
        .where('realm_id', '=', realmId)
        .where('id', '=', id),
    )
  }
  const realm = yield* firstRow(db.selectFrom('realm').select('document').where('realm_id', '=', realmId))
  const old: RealmRepresentation = JSON.parse(realm?.document ?? '{}')
  const next = renamedIn(old, REALM_LISTS, from, to)
  if (next === undefined) return
  yield* changes(
    db
      .updateTable('realm')
      .set({ document: JSON.stringify(next) })
      .where('realm_id', '=', realmId),
  )
}

/** @returns `undefined` when no list has the name. */
function renamedIn<Document extends Partial<Record<List, string[]>>, List extends string>(
  document: Document,
  lists: readonly List[],
  from: string,
  to: string | undefined,
): Document | undefined {
  const having = lists.filter((list) => document[list]?.includes(from))
  if (having.length === 0) return undefined
  const renamed = having.map((list) => [
    list,
    document[list]?.flatMap((name) => (name !== from ? name : to === undefined ? [] : to)),
  ])
  return { ...document, ...Object.fromEntries(renamed) }
}
