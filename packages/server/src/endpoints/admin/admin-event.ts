/** What an administrator changed, in the words of Keycloak's admin events. */
import type { Realm } from '../../model/realm.ts'
import type { Administrator } from './permissions.ts'

/** Keycloak's `ResourceType`. */
export type ResourceType =
  | 'REALM'
  | 'REALM_ROLE'
  | 'REALM_ROLE_MAPPING'
  | 'REALM_SCOPE_MAPPING'
  | 'AUTH_FLOW'
  | 'AUTH_EXECUTION_FLOW'
  | 'AUTH_EXECUTION'
  | 'AUTHENTICATOR_CONFIG'
  | 'REQUIRED_ACTION'
  | 'REQUIRED_ACTION_CONFIG'
  | 'IDENTITY_PROVIDER'
  | 'IDENTITY_PROVIDER_MAPPER'
  | 'PROTOCOL_MAPPER'
  | 'USER'
  | 'USER_LOGIN_FAILURE'
  | 'USER_SESSION'
  | 'USER_FEDERATION_PROVIDER'
  | 'USER_FEDERATION_MAPPER'
  | 'GROUP'
  | 'GROUP_MEMBERSHIP'
  | 'CLIENT'
  | 'CLIENT_INITIAL_ACCESS_MODEL'
  | 'CLIENT_ROLE'
  | 'CLIENT_ROLE_MAPPING'
  | 'CLIENT_SCOPE'
  | 'CLIENT_SCOPE_MAPPING'
  | 'CLIENT_SCOPE_CLIENT_MAPPING'
  | 'CLUSTER_NODE'
  | 'COMPONENT'
  | 'AUTHORIZATION_RESOURCE_SERVER'
  | 'AUTHORIZATION_RESOURCE'
  | 'AUTHORIZATION_SCOPE'
  | 'AUTHORIZATION_POLICY'
  | 'USER_PROFILE'
  | 'ORGANIZATION'
  | 'ORGANIZATION_MEMBERSHIP'

export type AdminOperation = 'CREATE' | 'UPDATE' | 'DELETE' | 'ACTION'

/** One change, as it is told. */
export interface AdminChange {
  readonly operation: AdminOperation
  readonly resource: ResourceType
  /** Below the realm: `users/UUID/role-mappings/realm`. */
  readonly path: string
  /** What was sent or made; secrets are taken out before it is stored. */
  readonly representation?: unknown
}

/** Where changes are told, when they are done and before their caller hears of it. */
export interface AdminEventSink {
  record(
    by: Pick<Administrator, 'realm' | 'client' | 'user'> & { readonly ipAddress: string },
    realm: Realm,
    changes: readonly AdminChange[],
  ): Promise<void>
}
