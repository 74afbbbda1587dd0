import type { RoleRecord } from '../../representations/realm-aggregate.ts'
import { type Act, changes, type QueryBuilder, rows } from '../act.ts'
import type { RoleCompositeRow, RoleRow } from '../tables.ts'
import { grouped } from './grouped.ts'

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

/** All roles of a realm, each with the public name of the client that owns it. */
export function* rolesOfRealm(
  db: QueryBuilder,
  realmId: string,
): Act<readonly (RoleRecord & { readonly clientId: string | undefined })[]> {
  const found = yield* rows(
    db
      .selectFrom('role')
      .leftJoin('client', (on) =>
        on.onRef('client.realm_id', '=', 'role.realm_id').onRef('client.id', '=', 'role.client_uuid'),
      )
      .select(['role.id', 'role.client_uuid', 'role.name', 'role.document', 'client.client_id'])
      .where('role.realm_id', '=', realmId)
      .orderBy('role.client_uuid')
      .orderBy('role.name'),
  )
  const composites = yield* rows(
    db
      .selectFrom('role_composite')
      .select(['role_id', 'child_id'])
      .where('realm_id', '=', realmId)
      .orderBy('role_id')
      .orderBy('child_id'),
  )
  const children = grouped(
    composites,
    (row) => row.role_id,
    (row) => row.child_id,
  )
  return found.map((row) => ({
    id: row.id,
    name: row.name,
    clientUuid: row.client_uuid === '' ? undefined : row.client_uuid,
    clientId: row.client_id ?? undefined,
    composites: children.get(row.id) ?? [],
    representation: JSON.parse(row.document),
  }))
}

/** A client's roles, and every place that names them. */
export function* deleteRolesOfClient(db: QueryBuilder, realmId: string, clientUuid: string): Act<void> {
  const roleIds = db
    .selectFrom('role')
    .select('id')
    .where('realm_id', '=', realmId)
    .where('client_uuid', '=', clientUuid)
  for (const table of ['user_role', 'group_role', 'scope_mapping'] as const) {
    yield* changes(db.deleteFrom(table).where('realm_id', '=', realmId).where('role_id', 'in', roleIds))
  }
  yield* changes(
    db
      .deleteFrom('role_composite')
      .where('realm_id', '=', realmId)
      .where((either) => either.or([either('role_id', 'in', roleIds), either('child_id', 'in', roleIds)])),
  )
  yield* changes(db.deleteFrom('role').where('realm_id', '=', realmId).where('client_uuid', '=', clientUuid))
}
