import type { ProtocolMapperConfig } from './client-scope.ts'
import type { EpochSeconds } from './time.ts'

/** An OAuth client of a realm. `id` is its UUID, `clientId` its public name: keep them apart. */
export interface Client {
  readonly id: string
  readonly clientId: string
  readonly name: string | undefined
  readonly enabled: boolean
  readonly protocol: string
  readonly publicClient: boolean
  readonly bearerOnly: boolean
  readonly consentRequired: boolean
  readonly standardFlowEnabled: boolean
  readonly implicitFlowEnabled: boolean
  readonly directAccessGrantsEnabled: boolean
  readonly serviceAccountsEnabled: boolean
  readonly frontchannelLogout: boolean
  readonly fullScopeAllowed: boolean
  /** Keycloak's provider id: `client-secret`, `client-jwt`… */
  readonly clientAuthenticatorType: string
  readonly secret: string | undefined
  readonly rootUrl: string | undefined
  readonly baseUrl: string | undefined
  readonly redirectUris: readonly string[]
  readonly webOrigins: readonly string[]
  readonly notBefore: EpochSeconds
  readonly attributes: Readonly<Record<string, string>>
  readonly protocolMappers: readonly ProtocolMapperConfig[]
  /** Names of client scopes: always applied, and applied when asked for. */
  readonly defaultClientScopes: readonly string[]
  readonly optionalClientScopes: readonly string[]
  /** Ids of the roles that may pass into this client's tokens when `fullScopeAllowed` is off. */
  readonly scopeRoleIds: readonly string[]
  /** `authenticationFlowBindingOverrides`: flow ids by binding (`browser`, `direct_grant`). */
  readonly flowOverrides: Readonly<Record<string, string>>
}
