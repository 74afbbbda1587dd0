import type { EpochSeconds } from './time.ts'

export interface User {
  readonly id: string
  readonly username: string
  readonly email: string | undefined
  readonly emailVerified: boolean
  readonly firstName: string | undefined
  readonly lastName: string | undefined
  readonly enabled: boolean
  readonly createdTimestampMs: number
  readonly attributes: Readonly<Record<string, readonly string[]>>
  /** Keycloak's aliases of what the user must do at the next login. */
  readonly requiredActions: readonly string[]
  readonly notBefore: EpochSeconds
  /** UUID of the client whose service account this is. Such a user has no password and never logs in by a form. */
  readonly serviceAccountClientUuid: string | undefined
}

export interface Group {
  readonly id: string
  readonly name: string
  /** `/staff/engineering` */
  readonly path: string
  readonly parentId: string | undefined
  readonly attributes: Readonly<Record<string, readonly string[]>>
  readonly roleIds: readonly string[]
}

/** What a user holds directly; `protocol/roles.ts` expands it. */
export interface Membership {
  readonly roleIds: readonly string[]
  /** The groups the user is in. */
  readonly groups: readonly Group[]
  /** Those groups' ancestors: their roles and attributes pass down. */
  readonly ancestors: readonly Group[]
}

/** A credential as Keycloak stores it; the two JSON texts are Keycloak's own. */
export interface Credential {
  readonly id: string
  readonly type: string
  readonly userLabel: string | undefined
  readonly createdDateMs: number
  readonly priority: number
  /** JSON: `{ value, salt, additionalParameters }` for a password. Never leaves the process. */
  readonly secretData: string
  /** JSON: `{ hashIterations, algorithm, additionalParameters }` for a password. */
  readonly credentialData: string
  /** What a realm file said of it beyond that, to be exported again. */
  readonly more?: Readonly<Record<string, unknown>>
}

/** An account elsewhere that a user signs in with. */
export interface FederatedIdentity {
  /** Alias of the identity provider. */
  readonly identityProvider: string
  /** What the provider calls the person: an id, and a name to show. */
  readonly userId: string
  readonly userName?: string
}

/** Wrong passwords of a user, until the right one. */
export interface LoginFailures {
  readonly failures: number
  readonly secondaryFailures: number
  readonly temporaryLockouts: number
  readonly lastFailureMs: number
  readonly lastIp: string
  /** No log-in before this second; {@link Number.MAX_SAFE_INTEGER} when an administrator must enable the user again. */
  readonly lockedUntil: EpochSeconds
}
