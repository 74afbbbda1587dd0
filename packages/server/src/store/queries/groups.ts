import type { SelectQueryBuilder } from 'kysely'
import type { Group } from '../../model/user.ts'
import type { GroupRecord } from '../../representations/realm-aggregate.ts'
import { groupOf } from '../../representations/user-model.ts'
import { type Act, type QueryBuilder, rows } from '../act.ts'
import type { GroupRoleRow, RealmGroupRow, Tables } from '../tables.ts'
import { grouped } from './grouped.ts'

/** A group in a line, once for each of its roles. */
interface LineRow extends Omit<RealmGroupRow, 'realm_id'> {
  readonly role_id: string | null
}

/** Groups and all their ancestors, with their roles. @param startIds - a query of the groups' ids. */
export function lineUpFrom(
  db: QueryBuilder,
  realmId: string,
  startIds: SelectQueryBuilder<Tables, never, { readonly id: string }>,
) {
  return db
    .withRecursive('line', (query) =>
      query
        .selectFrom('realm_group')
        .select(['id', 'parent_id', 'name', 'document'])
        .where('realm_id', '=', realmId)
        .where('id', 'in', startIds)
        .union(
          query
            .selectFrom('line')
            .innerJoin('realm_group', 'realm_group.id', 'line.parent_id')
            .select(['realm_group.id', 'realm_group.parent_id', 'realm_group.name', 'realm_group.document'])
            .where('realm_group.realm_id', '=', realmId),
        ),
    )
    .selectFrom('line')
    .leftJoin('group_role', (on) =>
      on.onRef('group_role.group_id', '=', 'line.id').on('group_role.realm_id', '=', realmId),
    )
    .select(['line.id', 'line.parent_id', 'line.name', 'line.document', 'group_role.role_id'])
    .orderBy('line.name')
    .orderBy('group_role.role_id')
}

/** The groups of a line as the protocol uses them. */
export function groupsOf(line: readonly LineRow[]): ReadonlyMap<string, Group> {
  return new Map([...recordsOf(line)].map(([id, record]) => [id, groupOf(record, record.path)]))
}

/** The groups of a line by id; each one's ancestors must be among the rows. */
export function recordsOf(line: readonly LineRow[]): ReadonlyMap<string, GroupRecord & { readonly path: string }> {
  const roleIds = grouped(
    line.filter((row) => row.role_id !== null),
    (row) => row.id,
    (row) => row.role_id ?? '',
  )
  const byId = new Map(line.map((row) => [row.id, row]))
  const pathOf = (row: LineRow): string => {
    let path = ''
    // Seen once each: an import may have made a circle, which has no top.
    const seen = new Set<LineRow>()
    for (let at: LineRow | undefined = row; at && !seen.has(at); at = byId.get(at.parent_id)) {
      seen.add(at)
      path = `/${at.name}${path}`
    }
    return path
  }
  return new Map(
    [...byId.values()].map((row) => [row.id, { ...groupRecord(row, roleIds.get(row.id) ?? []), path: pathOf(row) }]),
  )
}

export function* listGroups(db: QueryBuilder, realmId: string): Act<readonly GroupRecord[]> {
  const found = yield* rows(
    db.selectFrom('realm_group').selectAll().where('realm_id', '=', realmId).orderBy('name').orderBy('id'),
  )
  const groupRoles = grouped(
    yield* rows(
      db
        .selectFrom('group_role')
        .select(['group_id', 'role_id'])
        .where('realm_id', '=', realmId)
        .orderBy('group_id')
        .orderBy('role_id'),
    ),
    (row) => row.group_id,
    (row) => row.role_id,
  )
  return found.map((row) => groupRecord(row, groupRoles.get(row.id) ?? []))
}

export function groupRow(realmId: string, group: GroupRecord): RealmGroupRow {
  return {
    realm_id: realmId,
    id: group.id,
    parent_id: group.parentId ?? '',
    name: group.name,
    document: JSON.stringify(group.representation),
  }
}

export function groupRoleRows(realmId: string, group: GroupRecord): GroupRoleRow[] {
  return group.roleIds.map((roleId) => ({ realm_id: realmId, group_id: group.id, role_id: roleId }))
}

function groupRecord(row: Omit<RealmGroupRow, 'realm_id'>, roleIds: readonly string[]): GroupRecord {
  return {
    id: row.id,
    name: row.name,
    parentId: row.parent_id === '' ? undefined : row.parent_id,
    roleIds,
    representation: JSON.parse(row.document),
  }
}
