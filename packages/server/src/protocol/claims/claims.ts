/**
 * What tokens and answers say about a user. Claims come from the protocol mappers of the applied client scopes and of
 * the client, one pipeline for every kind of target. This folder owns names, shapes and protection of claims;
 * `tokens.ts` adds what makes a token a token.
 */
import type { Client } from '../../model/client.ts'
import type { ClientScope } from '../../model/client-scope.ts'
import type { Realm } from '../../model/realm.ts'
import type { Role } from '../../model/role.ts'
import type { SessionOfClient } from '../../model/session.ts'
import type { EpochSeconds } from '../../model/time.ts'
import type { Membership, User } from '../../model/user.ts'

/**
 * Where claims go. `lightweight` is an access token that leaves the claims to introspection; `response` is the token
 * endpoint's answer itself, beside the tokens.
 */
export type TokenKind = 'access' | 'lightweight' | 'id' | 'userinfo' | 'introspection' | 'response'

/** All that claims are made of. */
export interface ClaimsInput {
  readonly realm: Realm
  readonly client: Client
  readonly user: User
  readonly membership: Membership
  /** As `rolesInToken` gives them. */
  readonly roles: ReadonlyMap<string, Role>
  /** As `permittedScopes` gives them. */
  readonly scopes: readonly ClientScope[]
  readonly issuer: string
  /** `undefined` for tokens of no session (client_credentials). */
  readonly session: SessionOfClient | undefined
  /** Facts beside those of the session's notes (`clientHost`). */
  readonly notes: Readonly<Record<string, string>>
  /** Authentication context class (OpenID Connect Core §2). */
  readonly acr: string | undefined
  /** Authentication methods (RFC 8176). */
  readonly amr: readonly string[]
  readonly authTime: EpochSeconds | undefined
  readonly nonce: string | undefined
}

/** Why a claim is there. */
export interface Origin {
  readonly mapper: string
  /** Keycloak's provider id. */
  readonly mapperType: string
  /** The client scope it belongs to; `undefined` when it is the client's own. */
  readonly scope: string | undefined
}

/** What a mapper wanted and did not get. */
export interface Skipped {
  readonly origin: Origin
  readonly why: 'unknown_mapper' | 'protected_claim' | 'shape_conflict' | 'unusable_config'
  readonly claim: string | undefined
}

export interface ClaimSet {
  readonly claims: Readonly<Record<string, unknown>>
  /** Audiences that mappers added; the client itself is not among them unless a mapper named it. */
  readonly audience: readonly string[]
  /** Only with `explain`. The key is the claim's name, nested parts after `.`; `aud` has a key of its own per audience. */
  readonly origins: ReadonlyMap<string, Origin> | undefined
  readonly skipped: readonly Skipped[] | undefined
}
