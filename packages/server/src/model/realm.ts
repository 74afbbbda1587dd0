import type { RealmRepresentation } from '../representations/keycloak.ts'
import type { ClientScope } from './client-scope.ts'
import type { RoleGraph } from './role.ts'
import type { EpochSeconds, Seconds } from './time.ts'

/**
 * A realm's configuration as one immutable value: settings, client scopes, roles, flows, keys. Clients, groups, users
 * and sessions are unbounded and looked up one by one. Two values with the same `id` and `revision` are equal.
 */
export interface Realm {
  readonly id: string
  readonly name: string
  /** Grows with every change of the realm's configuration, a client's included; caches are keyed by it. */
  readonly revision: number
  readonly enabled: boolean
  readonly displayName: string | undefined
  readonly sslRequired: 'all' | 'external' | 'none'
  readonly notBefore: EpochSeconds
  readonly lifespans: Lifespans
  readonly refreshTokens: {
    /** `revokeRefreshToken`: each refresh token works once (plus `maxReuse` times). */
    readonly rotate: boolean
    readonly maxReuse: number
  }
  readonly login: {
    readonly rememberMe: boolean
    readonly withEmail: boolean
    readonly duplicateEmails: boolean
    readonly verifyEmail: boolean
    readonly registrationAllowed: boolean
    readonly resetPasswordAllowed: boolean
    readonly editUsernameAllowed: boolean
    readonly registrationEmailAsUsername: boolean
  }
  readonly internationalization: {
    readonly enabled: boolean
    readonly supportedLocales: readonly string[]
    readonly defaultLocale: string | undefined
  }
  readonly passwordPolicy: string | undefined
  readonly defaultSignatureAlgorithm: string
  /** The composite role that every new user gets (`default-roles-NAME`). */
  readonly defaultRoleId: string | undefined
  readonly clientScopes: ReadonlyMap<string, ClientScope>
  readonly defaultClientScopes: readonly string[]
  readonly optionalClientScopes: readonly string[]
  readonly roles: RoleGraph
  readonly flows: ReadonlyMap<string, AuthenticationFlow>
  readonly flowBindings: { readonly browser: string; readonly directGrant: string }
  /** Enabled or not, in the order in which they are asked. */
  readonly requiredActions: readonly RequiredActionSetting[]
  /** Components whose provider type is Keycloak's `KeyProvider`; `keys/` makes keys of them. */
  readonly keyProviders: readonly KeyProviderComponent[]
  readonly events: EventSettings
  readonly attributes: Readonly<Record<string, string>>
  /** What was stored, unknown fields included, without clients, users, roles, groups and scopes. */
  readonly representation: RealmRepresentation
}

/** What the realm remembers of logins and of its administrators' changes, and for how long. */
export interface EventSettings {
  /** Types of login events that are saved and told. */
  readonly types: ReadonlySet<string>
  /** Whether login events are saved. */
  readonly saved: boolean
  /** `undefined` keeps them until somebody deletes them. */
  readonly expiration: Seconds | undefined
  /** Names of listeners: `jboss-logging`, `webhook`. They are told, too, where nothing is saved. */
  readonly listeners: readonly string[]
  readonly admin: {
    readonly saved: boolean
    /** Whether an admin event also keeps what was sent. */
    readonly withRepresentation: boolean
    readonly expiration: Seconds | undefined
  }
}

/** All in seconds; 0 means "as the user session" for the client session's, as in Keycloak. */
export interface Lifespans {
  readonly accessToken: Seconds
  readonly accessTokenForImplicitFlow: Seconds
  readonly ssoSessionIdle: Seconds
  readonly ssoSessionMax: Seconds
  readonly ssoSessionIdleRememberMe: Seconds
  readonly ssoSessionMaxRememberMe: Seconds
  readonly clientSessionIdle: Seconds
  readonly clientSessionMax: Seconds
  readonly offlineSessionIdle: Seconds
  /** `undefined` when the realm does not limit it. */
  readonly offlineSessionMax: Seconds | undefined
  readonly accessCode: Seconds
  readonly accessCodeUserAction: Seconds
  readonly accessCodeLogin: Seconds
}

/** Keycloak's authentication flow: executions in order, each an authenticator or another flow. */
export interface AuthenticationFlow {
  readonly id: string
  readonly alias: string
  readonly topLevel: boolean
  readonly executions: readonly FlowExecution[]
}

export type Requirement = 'REQUIRED' | 'ALTERNATIVE' | 'CONDITIONAL' | 'DISABLED'

export interface FlowExecution {
  /** Stable within the realm; the login form carries it in `execution`. */
  readonly id: string
  readonly requirement: Requirement
  /** Keycloak's provider id (`auth-cookie`), absent when the execution is a flow. */
  readonly authenticator: string | undefined
  readonly flowAlias: string | undefined
  /** Alias of its authenticator configuration, if it has one. */
  readonly configAlias: string | undefined
}

export interface RequiredActionSetting {
  /** Keycloak's alias: `UPDATE_PASSWORD`, `VERIFY_PROFILE`… */
  readonly alias: string
  readonly name: string
  readonly enabled: boolean
  readonly defaultAction: boolean
  readonly priority: number
  /** How old the login may be of whom an application asks to do this; `undefined` when the realm doesn't say. */
  readonly maxAuthAge: Seconds | undefined
}

export interface KeyProviderComponent {
  readonly id: string
  readonly name: string
  readonly providerId: string
  readonly config: Readonly<Record<string, readonly string[]>>
}
