import { textsOf } from '../../representations/fields.ts'
import type { RealmRepresentation } from '../../representations/keycloak.ts'
import type { GroupRecord } from '../../representations/realm-aggregate.ts'
import { type Act, changes, firstRow, type QueryBuilder, rows } from '../act.ts'
import type { GroupStore } from '../group-ports.ts'
import { groupRow, lineUpFrom, recordsOf } from './groups.ts'
import { inLists } from './in-lists.ts'
import { changeRealm } from './realm-document.ts'

/** @returns `false` when the group is gone. */
export function* updateGroup(db: QueryBuilder, realmId: string, group: GroupRecord): Act<boolean> {
  const { name, document } = groupRow(realmId, group)
  const before = yield* pathOf(db, realmId, group.id)
  if (before === undefined) return false
  yield* changes(
    db.updateTable('realm_group').set({ name, document }).where('realm_id', '=', realmId).where('id', '=', group.id),
  )
  yield* repathDefaults(db, realmId, before, yield* plainPathOf(db, realmId, group.id))
  return true
}

export function* moveGroup(
  db: QueryBuilder,
  realmId: string,
  id: string,
  parentId: string | undefined,
): Act<Awaited<ReturnType<GroupStore['move']>>> {
  const before = yield* pathOf(db, realmId, id)
  if (before === undefined) return 'gone'
  if (parentId !== undefined) {
    const above = yield* lineOf(db, realmId, parentId)
    if (above.size === 0) return 'gone'
    if (above.has(id)) return 'below itself'
  }
  yield* changes(
    db
      .updateTable('realm_group')
      .set({ parent_id: parentId ?? '' })
      .where('realm_id', '=', realmId)
      .where('id', '=', id),
  )
  yield* repathDefaults(db, realmId, before, yield* plainPathOf(db, realmId, id))
  return 'moved'
}

export function* deleteGroup(db: QueryBuilder, realmId: string, id: string): Act<boolean> {
  const path = yield* pathOf(db, realmId, id)
  if (path === undefined) return false
  for (const some of inLists(yield* idsFrom(db, realmId, id))) {
    for (const table of ['user_group', 'group_role'] as const) {
      yield* changes(db.deleteFrom(table).where('realm_id', '=', realmId).where('group_id', 'in', some))
    }
    yield* changes(db.deleteFrom('realm_group').where('realm_id', '=', realmId).where('id', 'in', some))
  }
  yield* repathDefaults(db, realmId, path, undefined)
  return true
}

/** Ids of the roles that the group and all below it give. */
export function* roleIdsWithin(db: QueryBuilder, realmId: string, id: string): Act<readonly string[]> {
  const found = new Set<string>()
  for (const some of inLists(yield* idsFrom(db, realmId, id))) {
    const given = yield* rows(
      db
        .selectFrom('group_role')
        .select('role_id')
        .distinct()
        .where('realm_id', '=', realmId)
        .where('group_id', 'in', some),
    )
    for (const { role_id } of given) found.add(role_id)
  }
  return [...found]
}

/** The group and all below it; each once, for an import may have made a circle. */
function* idsFrom(db: QueryBuilder, realmId: string, id: string): Act<readonly string[]> {
  const found = yield* rows(
    db
      .withRecursive('below', (query) =>
        query
          .selectFrom('realm_group')
          .select('id')
          .where('realm_id', '=', realmId)
          .where('id', '=', id)
          .union(
            query
              .selectFrom('below')
              .innerJoin('realm_group', 'realm_group.parent_id', 'below.id')
              .select('realm_group.id')
              .where('realm_group.realm_id', '=', realmId),
          ),
      )
      .selectFrom('below')
      .select('below.id'),
  )
  return found.map((row) => row.id)
}

function* lineOf(db: QueryBuilder, realmId: string, id: string) {
  const start = db.selectFrom('realm_group').select('id').where('realm_id', '=', realmId).where('id', '=', id)
  return recordsOf(yield* rows(lineUpFrom(db, realmId, start)))
}

function* pathOf(db: QueryBuilder, realmId: string, id: string): Act<string | undefined> {
  return (yield* lineOf(db, realmId, id)).get(id)?.path
}

/** @returns `undefined` where a name has a slash within: such a path may lead to another group. */
function* plainPathOf(db: QueryBuilder, realmId: string, id: string): Act<string | undefined> {
  const line = yield* lineOf(db, realmId, id)
  return [...line.values()].some(({ name }) => name.includes('/')) ? undefined : line.get(id)?.path
}

/**
 * The realm's document names default groups by path, as Keycloak's does: a group that goes elsewhere takes its entry and
 * those below it along, one that is deleted, or whose path is no longer plain, takes them away.
 */
function* repathDefaults(db: QueryBuilder, realmId: string, before: string, after: string | undefined): Act<void> {
  if (before === after) return
  const realm = yield* firstRow(db.selectFrom('realm').select('document').where('realm_id', '=', realmId))
  const document: RealmRepresentation = JSON.parse(realm?.document ?? '{}')
  const isAtOrBelow = (path: string) => path === before || path.startsWith(`${before}/`)
  if (!textsOf(document['defaultGroups']).some(isAtOrBelow)) return
  yield* changeRealm(db, realmId, (current) => ({
    ...current,
    defaultGroups: textsOf(current['defaultGroups']).flatMap((path) => {
      if (!isAtOrBelow(path)) return [path]
      return after === undefined ? [] : [after + path.slice(before.length)]
    }),
  }))
}
