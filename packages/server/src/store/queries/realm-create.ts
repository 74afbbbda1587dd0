import { flagOf } from '../../representations/fields.ts'
import type { RealmAggregate } from '../../representations/realm-aggregate.ts'
import { type Act, changes, type QueryBuilder } from '../act.ts'
import type { RealmAdditions } from '../ports.ts'
import { bumpRevision } from '../revisions.ts'
import type { RealmRow } from '../tables.ts'
import { clientScopeRow } from './client-scopes.ts'
import { clientRow, scopeMappingRows } from './clients.ts'
import { groupRoleRows, groupRow } from './groups.ts'
import { inserter } from './insert-rows.ts'
import { documentColumns } from './realm-columns.ts'
import { compositeRows, roleRow } from './roles.ts'
import { type UserEngine, userInserter } from './user-writes.ts'

/** Inserts a realm with all it holds. */
export function aggregateInserter(engine: UserEngine): (aggregate: RealmAggregate, revision: number) => Act<void> {
  const { db } = engine
  const insertRealm = inserter(db, 'realm')
  const insertScopes = inserter(db, 'client_scope')
  const insertClients = inserter(db, 'client')
  const insertMappings = inserter(db, 'scope_mapping')
  const insertRoles = inserter(db, 'role')
  const insertComposites = inserter(db, 'role_composite')
  const insertGroups = inserter(db, 'realm_group')
  const insertGroupRoles = inserter(db, 'group_role')
  const insertUsers = userInserter(engine)
  return function* (aggregate, revision) {
    const { realm, clientScopes, clients, roles, groups, users } = aggregate
    const { id } = realm
    yield* insertRealm([realmRow(aggregate, revision)])
    yield* insertScopes(clientScopes.map((scope) => clientScopeRow(id, scope)))
    yield* insertClients(clients.map((client) => clientRow(id, client)))
    yield* insertMappings([
      ...clientScopes.flatMap((scope) => scopeMappingRows(id, scope.id, scope.roleIds)),
      ...clients.flatMap((client) => scopeMappingRows(id, client.id, client.scopeRoleIds)),
    ])
    yield* insertRoles(roles.map((role) => roleRow(id, role)))
    yield* insertComposites(roles.flatMap((role) => compositeRows(id, role)))
    yield* insertGroups(groups.map((group) => groupRow(id, group)))
    yield* insertGroupRoles(groups.flatMap((group) => groupRoleRows(id, group)))
    yield* insertUsers(id, users, flagOf(realm.duplicateEmailsAllowed, false))
  }
}

/** Adds to the configuration of a realm that exists; composites that a role has already stay as they are. */
export function* addToRealm(db: QueryBuilder, additions: RealmAdditions): Act<void> {
  const { realmId, clients, roles, composites } = additions
  yield* bumpRevision(db, realmId)
  yield* inserter(db, 'client')(clients.map((client) => clientRow(realmId, client)))
  yield* inserter(
    db,
    'scope_mapping',
  )(clients.flatMap((client) => scopeMappingRows(realmId, client.id, client.scopeRoleIds)))
  yield* inserter(db, 'role')(roles.map((role) => roleRow(realmId, role)))
  yield* inserter(db, 'role_composite')(roles.flatMap((role) => compositeRows(realmId, role)))
  for (const row of composites.flatMap((one) => compositeRows(realmId, { ...one, id: one.roleId }))) {
    yield* changes(
      db
        .insertInto('role_composite')
        .values(row)
        .onConflict((conflict) => conflict.doNothing()),
    )
  }
}

function realmRow({ realm, defaultRoleId }: RealmAggregate, revision: number): RealmRow {
  return {
    realm_id: realm.id,
    name: realm.realm,
    revision,
    default_role_id: defaultRoleId ?? null,
    duplicate_emails: flagOf(realm.duplicateEmailsAllowed, false) ? 1 : 0,
    ...documentColumns(realm),
  }
}
