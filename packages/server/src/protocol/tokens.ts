/**
 * What this server's tokens and answers consist of: registered claims here, what is told about the user from `claims/`.
 * Names and order are Keycloak's. Mapped claims are spread over the registered ones last: `protected-claims.ts` keeps
 * them from replacing any but those that mappers are meant to set, and each of these keeps its place.
 */
import { createHash } from 'node:crypto'
import type { Client } from '../model/client.ts'
import type { EpochSeconds } from '../model/time.ts'
import type { ClaimsInput } from './claims/claims.ts'
import { mapClaims } from './claims/map-claims.ts'

export type TokenClaims = Readonly<Record<string, unknown>>

/** Two letters per grant in the `jti` of access tokens; `na` for an example that no grant made. */
export type GrantShortcut = 'ac' | 'rt' | 'ro' | 'cc' | 'na'

/** When and under which id a token is issued. */
export interface Issue {
  /** A fresh UUID per token. */
  readonly id: string
  readonly now: EpochSeconds
  readonly expiresAt: EpochSeconds
}

/** Keycloak's client setting "Use lightweight access token". */
function usesLightweightTokens(client: Client): boolean {
  return client.attributes['client.use.lightweight.access.token.enabled'] === 'true'
}

/**
 * Claims of an access token (RFC 9068 §2.2, with Keycloak's `typ` and `azp`).
 *
 * @param issue.grant - with the kinds of session and token it makes the first six letters of `jti`, by which this server
 *   and Keycloak's tools know a token's kind.
 * @param issue.scope - as `AppliedScopes.tokenScope`.
 */
export function accessTokenClaims(
  input: ClaimsInput,
  issue: Issue & { readonly grant: GrantShortcut; readonly scope: string },
): TokenClaims {
  const lightweight = usesLightweightTokens(input.client)
  const mapped = mapClaims(input, lightweight ? 'lightweight' : 'access')
  return compact({
    exp: issue.expiresAt,
    iat: issue.now,
    auth_time: mapped.claims['auth_time'],
    jti: `${sessionKind(input)}${lightweight ? 'lt' : 'rt'}${issue.grant}:${issue.id}`,
    iss: input.issuer,
    aud: singleOrList(mapped.audience),
    sub: mapped.claims['sub'],
    typ: 'Bearer',
    azp: input.client.clientId,
    client_id: input.client.clientId,
    nonce: mapped.claims['nonce'],
    sid: input.session?.user.id,
    acr: mapped.claims['acr'],
    'allowed-origins': mapped.claims['allowed-origins'],
    realm_access: mapped.claims['realm_access'],
    resource_access: mapped.claims['resource_access'],
    scope: issue.scope,
    ...mapped.claims,
  })
}

/** Claims of an ID token (OpenID Connect Core §2). @param issue.atHash - as {@link atHash}. */
export function idTokenClaims(input: ClaimsInput, issue: Issue & { readonly atHash: string | undefined }): TokenClaims {
  const mapped = mapClaims(input, 'id')
  const { clientId } = input.client
  return compact({
    exp: issue.expiresAt,
    iat: issue.now,
    auth_time: mapped.claims['auth_time'],
    jti: issue.id,
    iss: input.issuer,
    aud: singleOrList([clientId, ...mapped.audience.filter((audience) => audience !== clientId)]),
    sub: mapped.claims['sub'] ?? input.user.id,
    typ: 'ID',
    azp: clientId,
    nonce: input.nonce,
    sid: input.session?.user.id,
    at_hash: issue.atHash,
    acr: mapped.claims['acr'],
    ...mapped.claims,
  })
}

/** What mappers put into the token endpoint's answer beside the tokens; never a member of the answer's own. */
export function responseClaims(input: ClaimsInput): TokenClaims {
  return mapClaims(input, 'response').claims
}

/**
 * Claims of a refresh token. It is read by this server only; `aud_x` remembers the access token's audience.
 *
 * @param access - the access token issued with it.
 * @param issue.scope - as `AppliedScopes.grantedScope` at first, then what the refresh token before it had.
 * @param issue.expiresAt - `undefined` for an offline token without end.
 * @param issue.family - `jti` of the first token of its rotating family; the first itself has none.
 */
export function refreshTokenClaims(
  access: TokenClaims,
  issue: {
    readonly id: string
    readonly family?: string | undefined
    readonly now: EpochSeconds
    readonly expiresAt: EpochSeconds | undefined
    readonly scope: string
    readonly offline: boolean
  },
): TokenClaims {
  return compact({
    exp: issue.expiresAt,
    iat: issue.now,
    jti: issue.id,
    iss: access['iss'],
    aud: access['iss'],
    sub: access['sub'],
    typ: issue.offline ? 'Offline' : 'Refresh',
    azp: access['azp'],
    sid: access['sid'],
    scope: issue.scope,
    aud_x: access['aud'],
    prov: 'default',
    fam: issue.family,
  })
}

/** The answer of the userinfo endpoint (OpenID Connect Core §5.3.2). */
export function userInfoClaims(input: ClaimsInput): TokenClaims {
  const { claims } = mapClaims(input, 'userinfo')
  return { ...claims, sub: claims['sub'] ?? input.user.id }
}

/**
 * The answer of the introspection endpoint for a living access token (RFC 7662 §2.2): the token's own registered claims
 * and, whatever the token itself carries, the claims that mappers tell to introspection.
 *
 * @param token - claims of the verified token.
 */
export function introspectionClaims(input: ClaimsInput, token: TokenClaims): TokenClaims {
  const mapped = mapClaims(input, 'introspection')
  const registered = ['exp', 'iat', 'jti', 'iss', 'typ', 'azp', 'sid', 'scope'].map((name) => [name, token[name]])
  return compact({
    ...mapped.claims,
    ...Object.fromEntries(registered),
    aud: singleOrList(mapped.audience),
    client_id: input.client.clientId,
    username: input.user.username,
    token_type: 'Bearer',
    active: true,
  })
}

/**
 * Binds an ID token to the access token issued with it (OpenID Connect Core §3.1.3.6).
 *
 * @param algorithm - of the ID token's signature; its hash is taken, SHA-512 for EdDSA.
 * @returns the left half of the hash, base64url.
 */
export function atHash(accessToken: string, algorithm: string): string {
  const bits = /(256|384|512)$/.exec(algorithm)?.[1] ?? '512'
  const digest = createHash(`sha${bits}`).update(accessToken, 'ascii').digest()
  return digest.subarray(0, digest.length / 2).toString('base64url')
}

/** Online, offline, or of no session at all ("transient"). */
function sessionKind({ session }: ClaimsInput): 'on' | 'of' | 'tr' {
  if (session === undefined) return 'tr'
  return session.user.offline ? 'of' : 'on'
}

function singleOrList(audience: readonly string[]): string | readonly string[] | undefined {
  return audience.length > 1 ? audience : audience[0]
}

function compact(claims: Record<string, unknown>): TokenClaims {
  for (const name of Object.keys(claims)) if (claims[name] === undefined) delete claims[name]
  return claims
}
