import { type Act, changes, firstRow, type QueryBuilder } from '../act.ts'
import type { RealmMerge } from '../ports.ts'
import { clientScopeRow } from './client-scopes.ts'
import { clientRow, deleteClient, scopeMappingRows } from './clients.ts'
import { deleteGroup } from './group-tree.ts'
import { groupRoleRows, groupRow } from './groups.ts'
import { inLists } from './in-lists.ts'
import { inserter } from './insert-rows.ts'
import { changeRealm } from './realm-document.ts'
import { compositeRows, deleteRoles, roleRow } from './roles.ts'
import { deleteUser, type UserEngine, userInserter } from './user-writes.ts'

/** Puts things into a realm whose configuration is still that of a revision. */
export function realmMerger(
  engine: UserEngine,
): (realmId: string, revision: number, merge: RealmMerge) => Act<boolean> {
  const { db } = engine
  const insertScopes = inserter(db, 'client_scope')
  const insertClients = inserter(db, 'client')
  const insertMappings = inserter(db, 'scope_mapping')
  const insertRoles = inserter(db, 'role')
  const insertComposites = inserter(db, 'role_composite')
  const insertGroups = inserter(db, 'realm_group')
  const insertGroupRoles = inserter(db, 'group_role')
  const insertUsers = userInserter(engine)
  return function* (realmId, revision, { clients, roles, groups, users, change, clientScopes = [], removed }) {
    const realm = yield* firstRow(
      db
        .updateTable('realm')
        .set({ revision: revision + 1 })
        .where('realm_id', '=', realmId)
        .where('revision', '=', revision)
        .returning('duplicate_emails'),
    )
    if (!realm) return false
    if (removed) yield* remove(engine, realmId, removed)
    if (change) yield* changeRealm(db, realmId, change)
    yield* deleteConfiguration(db, realmId, { clients, roles, groups, clientScopes })
    yield* insertScopes(clientScopes.map((scope) => clientScopeRow(realmId, scope)))
    yield* insertMappings(clientScopes.flatMap((scope) => scopeMappingRows(realmId, scope.id, scope.roleIds)))
    yield* insertClients(clients.map((client) => clientRow(realmId, client)))
    yield* insertMappings(clients.flatMap((client) => scopeMappingRows(realmId, client.id, client.scopeRoleIds)))
    yield* insertRoles(roles.map((role) => roleRow(realmId, role)))
    yield* insertComposites(roles.flatMap((role) => compositeRows(realmId, role)))
    yield* insertGroups(groups.map((group) => groupRow(realmId, group)))
    yield* insertGroupRoles(groups.flatMap((group) => groupRoleRows(realmId, group)))
    for (const { id } of users.filter((user) => user.replaces)) yield* deleteUser(engine, realmId, id)
    yield* insertUsers(realmId, users, realm.duplicate_emails === 1)
    return true
  }
}

/** Things with all that points at them. Their names in the realm's document are left to `change`. */
function* remove(
  engine: UserEngine,
  realmId: string,
  { clients, clientScopes, roles, groups }: NonNullable<RealmMerge['removed']>,
): Act<void> {
  const { db } = engine
  for (const id of clients) yield* deleteClient(engine, realmId, id)
  for (const ids of inLists(roles)) yield* deleteRoles(db, realmId, (all) => all.where('id', 'in', ids))
  for (const id of groups) yield* deleteGroup(db, realmId, id)
  for (const ids of inLists(clientScopes)) {
    yield* changes(db.deleteFrom('client_scope').where('realm_id', '=', realmId).where('id', 'in', ids))
    yield* changes(db.deleteFrom('scope_mapping').where('realm_id', '=', realmId).where('holder_id', 'in', ids))
  }
}

/** The rows of these things, as far as there are any. */
function* deleteConfiguration(
  db: QueryBuilder,
  realmId: string,
  { clients, roles, groups, clientScopes }: Required<Pick<RealmMerge, 'clients' | 'roles' | 'groups' | 'clientScopes'>>,
): Act<void> {
  for (const ids of inLists(clientScopes.map(({ id }) => id))) {
    yield* changes(db.deleteFrom('client_scope').where('realm_id', '=', realmId).where('id', 'in', ids))
    yield* changes(db.deleteFrom('scope_mapping').where('realm_id', '=', realmId).where('holder_id', 'in', ids))
  }
  for (const ids of inLists(clients.map(({ id }) => id))) {
    yield* changes(db.deleteFrom('client').where('realm_id', '=', realmId).where('id', 'in', ids))
    yield* changes(db.deleteFrom('scope_mapping').where('realm_id', '=', realmId).where('holder_id', 'in', ids))
  }
  for (const ids of inLists(roles.map(({ id }) => id))) {
    yield* changes(db.deleteFrom('role').where('realm_id', '=', realmId).where('id', 'in', ids))
    yield* changes(db.deleteFrom('role_composite').where('realm_id', '=', realmId).where('role_id', 'in', ids))
  }
  for (const ids of inLists(groups.map(({ id }) => id))) {
    yield* changes(db.deleteFrom('realm_group').where('realm_id', '=', realmId).where('id', 'in', ids))
    yield* changes(db.deleteFrom('group_role').where('realm_id', '=', realmId).where('group_id', 'in', ids))
  }
}
