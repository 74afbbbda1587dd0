import type { GroupRecord } from '../../representations/realm-aggregate.ts'
import { type Act, type Engine, firstRow, type Parameter, prepared, type QueryBuilder, rows } from '../act.ts'
import type { GroupStore, PlacedGroup } from '../group-ports.ts'
import type { Revisions } from '../revisions.ts'
import { countGroups, findGroupIds } from './group-search.ts'
import { deleteGroup, moveGroup, roleIdsWithin, updateGroup } from './group-tree.ts'
import { groupRoleRows, groupRow, groupsOf, lineUpFrom, recordsOf } from './groups.ts'
import { inLists } from './in-lists.ts'
import { inserter } from './insert-rows.ts'
import { isThere } from './is-there.ts'

export function groupStore(engine: Engine, revisions: Revisions): GroupStore {
  const { db } = engine
  const insertGroup = inserter(db, 'realm_group')
  const insertRoles = inserter(db, 'group_role')
  const lineOfGroup = prepared((the: Parameter<{ realmId: string; id: string }>) =>
    lineUpFrom(
      db,
      the('realmId'),
      db.selectFrom('realm_group').select('id').where('realm_id', '=', the('realmId')).where('id', '=', the('id')),
    ),
  )

  /** An act that may change which groups new users get, which the realm's document says. */
  async function change<Result>(realmId: string, act: () => Act<Result>): Promise<Result> {
    const result = await engine.write(act)
    revisions.changed(realmId)
    return result
  }

  return {
    find: (realmId, id) =>
      engine.read(function* () {
        return groupsOf(yield* lineOfGroup({ realmId, id })).get(id)
      }),
    findPlaced: (realmId, id) =>
      engine.snapshot(function* () {
        return (yield* placed(db, realmId, [id])).find((group) => group.id === id)
      }),
    findByPath: (realmId, path) =>
      engine.snapshot(function* () {
        const id = yield* idAtPath(db, realmId, path)
        return id === undefined ? undefined : (yield* placed(db, realmId, [id])).find((group) => group.id === id)
      }),
    list: (realmId, query) =>
      engine.snapshot(function* () {
        const ids = yield* findGroupIds(db, realmId, query)
        const byId = new Map((yield* placed(db, realmId, ids)).map((group) => [group.id, group]))
        return ids.flatMap((id) => byId.get(id) ?? [])
      }),
    withAncestors: (realmId, ids) => engine.snapshot(() => placed(db, realmId, ids)),
    count: (realmId, query) => engine.read(() => countGroups(db, realmId, query)),
    create: (realmId, group) =>
      engine.write(function* () {
        if (!(yield* hasParent(db, realmId, group))) return false
        yield* insertGroup([groupRow(realmId, group)])
        yield* insertRoles(groupRoleRows(realmId, group))
        return true
      }),
    replace: (realmId, group) => change(realmId, () => updateGroup(db, realmId, group)),
    move: (realmId, id, parentId) => change(realmId, () => moveGroup(db, realmId, id, parentId)),
    roleIdsWithin: (realmId, id) => engine.snapshot(() => roleIdsWithin(db, realmId, id)),
    delete: (realmId, id) => change(realmId, () => deleteGroup(db, realmId, id)),
  }
}

/** The groups and all that are above them, each with its path and the number of its children. */
function* placed(db: QueryBuilder, realmId: string, ids: readonly string[]): Act<readonly PlacedGroup[]> {
  const found = new Map<string, GroupRecord & { readonly path: string }>()
  for (const some of inLists(ids)) {
    const start = db.selectFrom('realm_group').select('id').where('realm_id', '=', realmId).where('id', 'in', some)
    for (const [id, group] of recordsOf(yield* rows(lineUpFrom(db, realmId, start)))) found.set(id, group)
  }
  const childCounts = new Map<string, number>()
  for (const some of inLists([...found.keys()])) {
    const counted = yield* rows(
      db
        .selectFrom('realm_group')
        .select((group) => ['parent_id', group.fn.countAll<number>().as('count')])
        .where('realm_id', '=', realmId)
        .where('parent_id', 'in', some)
        .groupBy('parent_id'),
    )
    for (const { parent_id, count } of counted) childCounts.set(parent_id, Number(count))
  }
  return [...found.values()].map((group) => ({ ...group, subGroupCount: childCounts.get(group.id) ?? 0 }))
}

/** The realm itself stands for the parent of those at the top. */
function* hasParent(db: QueryBuilder, realmId: string, { parentId }: GroupRecord): Act<boolean> {
  if (parentId !== undefined) return yield* isThere(db, 'realm_group', realmId, parentId)
  const realm = yield* firstRow(db.selectFrom('realm').select('realm_id').where('realm_id', '=', realmId))
  return realm !== undefined
}

/** How many names a path may have. */
const DEEPEST = 100

function* idAtPath(db: QueryBuilder, realmId: string, path: string): Act<string | undefined> {
  const trimmed = path.replace(/^\//, '').replace(/\/$/, '')
  const escaped = trimmed.split(/(?<!~)\//).map((name) => name.replaceAll('~/', '/'))
  const plain = trimmed.split('/')
  if (plain.length > DEEPEST) return undefined
  return (yield* idBelow(db, realmId, '', escaped)) ?? (yield* idBelow(db, realmId, '', plain))
}

/** A name may contain slashes itself: it may be one part of the path or several. */
function* idBelow(
  db: QueryBuilder,
  realmId: string,
  parentId: string,
  parts: readonly string[],
): Act<string | undefined> {
  for (let length = 1; length <= parts.length; length++) {
    const child = yield* firstRow(
      db
        .selectFrom('realm_group')
        .select('id')
        .where('realm_id', '=', realmId)
        .where('parent_id', '=', parentId)
        .where('name', '=', parts.slice(0, length).join('/')),
    )
    if (child === undefined) continue
    if (length === parts.length) return child.id
    const found = yield* idBelow(db, realmId, child.id, parts.slice(length))
    if (found !== undefined) return found
  }
  return undefined
}
