import type { Credential } from '../../model/user.ts'
import type { UserRecord } from '../../representations/realm-aggregate.ts'
import { type Act, type QueryBuilder, rows } from '../act.ts'
import type { CredentialRow, UserRow } from '../tables.ts'
import { grouped } from './grouped.ts'
import { federatedIdentityOf } from './user-parts.ts'

/** What a user holds in tables of their own. */
type Holdings = Pick<UserRecord, 'roleIds' | 'groupIds' | 'credentials'>

const NO_HOLDINGS: Holdings = { roleIds: [], groupIds: [], credentials: [] }

/** @param sharedEmails - whether the realm lets users share an address (`duplicateEmailsAllowed`). */
export function userRow(realmId: string, user: UserRecord, sharedEmails: boolean): UserRow {
  const { requiredActions, federatedIdentities, ...document } = user.representation
  return {
    realm_id: realmId,
    id: user.id,
    username: user.username.toLowerCase(),
    email: user.email ?? null,
    email_key: user.email?.toLowerCase() ?? null,
    email_slot: sharedEmails ? user.id : '',
    first_name_key: user.representation.firstName?.toLowerCase() ?? null,
    last_name_key: user.representation.lastName?.toLowerCase() ?? null,
    enabled: user.enabled ? 1 : 0,
    email_verified: user.representation.emailVerified === true ? 1 : 0,
    text_key: null,
    created_ms: user.createdTimestampMs,
    service_account_client_uuid: user.serviceAccountClientUuid ?? null,
    required_actions: requiredActions ? JSON.stringify(requiredActions) : null,
    document: JSON.stringify(document),
  }
}

/** The columns that make a user: the others are for look-up and search. Each one read costs. */
export const USER_COLUMNS = [
  'id',
  'username',
  'email',
  'enabled',
  'created_ms',
  'service_account_client_uuid',
  'required_actions',
  'document',
] as const satisfies readonly (keyof UserRow)[]

export type StoredUser = Pick<UserRow, (typeof USER_COLUMNS)[number]>

export function userRecord(row: StoredUser, holdings: Holdings = NO_HOLDINGS): UserRecord {
  const representation = JSON.parse(row.document)
  if (row.required_actions !== null) representation.requiredActions = JSON.parse(row.required_actions)
  return {
    id: row.id,
    username: row.username,
    email: row.email ?? undefined,
    enabled: row.enabled === 1,
    createdTimestampMs: row.created_ms,
    serviceAccountClientUuid: row.service_account_client_uuid ?? undefined,
    representation,
    ...holdings,
  }
}

const NOTHING_MORE = '{}'

export function credentialRow(realmId: string, userId: string, credential: Credential): CredentialRow {
  return {
    realm_id: realmId,
    user_id: userId,
    id: credential.id,
    type: credential.type,
    user_label: credential.userLabel ?? null,
    created_ms: credential.createdDateMs,
    priority: credential.priority,
    secret_data: credential.secretData,
    credential_data: credential.credentialData,
    more: credential.more === undefined ? NOTHING_MORE : JSON.stringify(credential.more),
  }
}

export function credentialOf(row: CredentialRow): Credential {
  return {
    id: row.id,
    type: row.type,
    userLabel: row.user_label ?? undefined,
    createdDateMs: row.created_ms,
    priority: row.priority,
    secretData: row.secret_data,
    credentialData: row.credential_data,
    ...(row.more !== NOTHING_MORE && { more: JSON.parse(row.more) }),
  }
}

/** One user or, without `userId`, all of the realm, with all they hold, in the order of the user name. */
export function* loadUsers(db: QueryBuilder, realmId: string, userId?: string): Act<readonly UserRecord[]> {
  let users = db.selectFrom('app_user').select(USER_COLUMNS).where('realm_id', '=', realmId).orderBy('username')
  let credentials = db
    .selectFrom('credential')
    .selectAll()
    .where('realm_id', '=', realmId)
    .orderBy('user_id')
    .orderBy('priority')
    .orderBy('created_ms')
    .orderBy('id')
  let roles = db.selectFrom('user_role').selectAll().where('realm_id', '=', realmId).orderBy('role_id')
  let groups = db.selectFrom('user_group').selectAll().where('realm_id', '=', realmId).orderBy('group_id')
  let links = db
    .selectFrom('federated_identity')
    .selectAll()
    .where('realm_id', '=', realmId)
    .orderBy('identity_provider')
  if (userId !== undefined) {
    users = users.where('id', '=', userId)
    credentials = credentials.where('user_id', '=', userId)
    roles = roles.where('user_id', '=', userId)
    groups = groups.where('user_id', '=', userId)
    links = links.where('user_id', '=', userId)
  }
  const userRows = yield* rows(users)
  if (userRows.length === 0) return []
  const userIdOf = (row: { readonly user_id: string }) => row.user_id
  const credentialsOf = grouped(yield* rows(credentials), userIdOf, credentialOf)
  const rolesOf = grouped(yield* rows(roles), userIdOf, (row) => row.role_id)
  const groupsOf = grouped(yield* rows(groups), userIdOf, (row) => row.group_id)
  const linksOf = grouped(yield* rows(links), userIdOf, federatedIdentityOf)
  return userRows.map((row) => {
    const record = userRecord(row, {
      credentials: credentialsOf.get(row.id) ?? [],
      roleIds: rolesOf.get(row.id) ?? [],
      groupIds: groupsOf.get(row.id) ?? [],
    })
    const federatedIdentities = linksOf.get(row.id)
    if (federatedIdentities === undefined) return record
    return { ...record, representation: { ...record.representation, federatedIdentities } }
  })
}
