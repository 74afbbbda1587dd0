import type { SelectQueryBuilder } from 'kysely'
import type { RoleRecord } from '../../representations/realm-aggregate.ts'
import type { GraphRole } from '../../representations/realm-model.ts'
import { type Act, changes, type QueryBuilder, rows } from '../act.ts'
import type { RoleQuery } from '../role-ports.ts'
import type { RoleCompositeRow, RoleRow, Tables } from '../tables.ts'
import { grouped } from './grouped.ts'
import { inLists } from './in-lists.ts'
import { contains } from './matching.ts'

type StoredRole = Omit<RoleRow, 'realm_id'>
/** A query of roles' ids. */
type RoleIds = SelectQueryBuilder<Tables, 'role', { readonly id: string }>

/** Roles of a realm and of its clients; part of the realm's aggregate. */
export function roleRow(realmId: string, role: RoleRecord): RoleRow {
  return {
    realm_id: realmId,
    id: role.id,
    client_uuid: role.clientUuid ?? '',
    name: role.name,
    document: JSON.stringify(role.representation),
  }
}

export function compositeRows(realmId: string, role: Pick<RoleRecord, 'id' | 'composites'>): RoleCompositeRow[] {
  return role.composites.map((childId) => ({ realm_id: realmId, role_id: role.id, child_id: childId }))
}

/** What a realm's role graph is made of: tens of thousands of rows in master, so nothing that the graph doesn't need. */
export function* graphRolesOf(db: QueryBuilder, realmId: string): Act<readonly GraphRole[]> {
  const clients = yield* rows(db.selectFrom('client').select(['id', 'client_id']).where('realm_id', '=', realmId))
  const clientIds = new Map(clients.map((client) => [client.id, client.client_id]))
  const found = yield* rows(
    db
      .selectFrom('role')
      .select(['id', 'client_uuid', 'name'])
      .where('realm_id', '=', realmId)
      .orderBy('client_uuid')
      .orderBy('name'),
  )
  const children = yield* allComposites(db, realmId)
  return found.map(({ id, client_uuid, name }) => ({
    id,
    name,
    clientUuid: client_uuid === '' ? undefined : client_uuid,
    clientId: clientIds.get(client_uuid),
    composites: children.get(id) ?? NONE,
  }))
}

/** All roles of a realm and of its clients, as they are stored. */
export function* rolesOfRealm(db: QueryBuilder, realmId: string): Act<readonly RoleRecord[]> {
  const found = yield* rows(storedRoles(db, realmId).orderBy('client_uuid').orderBy('name'))
  const children = yield* allComposites(db, realmId)
  return found.map((row) => ({
    id: row.id,
    name: row.name,
    clientUuid: row.client_uuid === '' ? undefined : row.client_uuid,
    composites: children.get(row.id) ?? NONE,
    representation: JSON.parse(row.document),
  }))
}

const NONE: readonly string[] = []

/** Ids of the roles that roles stand for. */
function* allComposites(db: QueryBuilder, realmId: string): Act<ReadonlyMap<string, readonly string[]>> {
  return grouped(
    yield* rows(
      db
        .selectFrom('role_composite')
        .select(['role_id', 'child_id'])
        .where('realm_id', '=', realmId)
        .orderBy('role_id')
        .orderBy('child_id'),
    ),
    (row) => row.role_id,
    (row) => row.child_id,
  )
}

/** Roles of a realm with their composites, in the order of the name. */
export function* findRoles(
  db: QueryBuilder,
  realmId: string,
  { owner, heldBy, search, id, name, first, max }: RoleQuery & { readonly id?: string; readonly name?: string },
): Act<readonly RoleRecord[]> {
  let select = storedRoles(db, realmId).orderBy('name').orderBy('id')
  if (owner !== undefined) select = select.where('client_uuid', '=', owner.clientUuid ?? '')
  if (heldBy !== undefined) select = select.where('id', 'in', idsHeldBy(db, realmId, heldBy))
  if (id !== undefined) select = select.where('id', '=', id)
  if (name !== undefined) select = select.where('name', '=', name)
  if (search !== undefined) select = select.where((role) => contains(role, 'name', search))
  if (first !== undefined || max !== undefined) {
    select = select.limit(max ?? Number.MAX_SAFE_INTEGER).offset(first ?? 0)
  }
  return yield* withComposites(db, realmId, yield* rows(select))
}

/** Those of the roles that are there, in the order of the name. */
export function* findRolesById(db: QueryBuilder, realmId: string, ids: readonly string[]): Act<readonly RoleRecord[]> {
  const found: StoredRole[] = []
  for (const some of inLists(ids)) found.push(...(yield* rows(storedRoles(db, realmId).where('id', 'in', some))))
  const inOrder = found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  return yield* withComposites(db, realmId, inOrder)
}

function storedRoles(db: QueryBuilder, realmId: string) {
  return db.selectFrom('role').select(['id', 'client_uuid', 'name', 'document']).where('realm_id', '=', realmId)
}

function idsHeldBy(db: QueryBuilder, realmId: string, { kind, id }: NonNullable<RoleQuery['heldBy']>) {
  switch (kind) {
    case 'role':
      return db
        .selectFrom('role_composite')
        .select('child_id as id')
        .where('realm_id', '=', realmId)
        .where('role_id', '=', id)
    case 'user':
      return db
        .selectFrom('user_role')
        .select('role_id as id')
        .where('realm_id', '=', realmId)
        .where('user_id', '=', id)
    case 'group':
      return db
        .selectFrom('group_role')
        .select('role_id as id')
        .where('realm_id', '=', realmId)
        .where('group_id', '=', id)
  }
}

function* withComposites(db: QueryBuilder, realmId: string, stored: readonly StoredRole[]): Act<readonly RoleRecord[]> {
  const ids = stored.map(({ id }) => id)
  const children = yield* compositesOf(db, realmId, ids)
  return stored.map((row) => ({
    id: row.id,
    name: row.name,
    clientUuid: row.client_uuid === '' ? undefined : row.client_uuid,
    composites: children.get(row.id) ?? [],
    representation: JSON.parse(row.document),
  }))
}

function* compositesOf(
  db: QueryBuilder,
  realmId: string,
  roleIds: readonly string[],
): Act<ReadonlyMap<string, readonly string[]>> {
  const found: RoleCompositeRow[] = []
  for (const some of inLists(roleIds)) {
    found.push(
      ...(yield* rows(
        db
          .selectFrom('role_composite')
          .selectAll()
          .where('realm_id', '=', realmId)
          .where('role_id', 'in', some)
          .orderBy('role_id')
          .orderBy('child_id'),
      )),
    )
  }
  return grouped(
    found,
    (row) => row.role_id,
    (row) => row.child_id,
  )
}

/**
 * Deletes roles, and every place that names them.
 * @param chosen - which of the realm's.
 * @returns how many there were.
 */
export function* deleteRoles(db: QueryBuilder, realmId: string, chosen: (roles: RoleIds) => RoleIds): Act<number> {
  const roleIds = chosen(db.selectFrom('role').select('id').where('realm_id', '=', realmId))
  for (const table of ['user_role', 'group_role', 'scope_mapping'] as const) {
    yield* changes(db.deleteFrom(table).where('realm_id', '=', realmId).where('role_id', 'in', roleIds))
  }
  yield* changes(
    db
      .deleteFrom('role_composite')
      .where('realm_id', '=', realmId)
      .where((either) => either.or([either('role_id', 'in', roleIds), either('child_id', 'in', roleIds)])),
  )
  return yield* changes(db.deleteFrom('role').where('realm_id', '=', realmId).where('id', 'in', roleIds))
}
