import type { AccessTokenClaims, OidcClient } from './client.ts'
import { discover } from './discover.ts'
import { invalidToken, type VerifiedJwt, verifyJwt } from './jwt.ts'
import { observed } from './observe.ts'

export interface AccessTokenOptions {
  /** Overrides the client's. */
  readonly audience?: string | false
  /** The one `typ` header to accept: `at+jwt` with servers that follow RFC 9068. `JWT`, `at+jwt` or none unless told. */
  readonly typ?: string
  /** Clients that may have asked for the token (`azp`, else `client_id`). Any, unless told. */
  readonly authorizedParties?: readonly string[]
  /**
   * Whether a token that is bound to a key (`cnf`) is accepted: say so only after checking its holder's proof (RFC 9449
   * §7.1). Otherwise only tokens bound to this client's own DPoP key are.
   */
  readonly proofChecked?: boolean
}

/**
 * Validates an access token that is a JWT: signature by the issuer's published keys, algorithm, `iss`, `exp`, `nbf`, the
 * kind of token, audience and, if asked, who obtained it. Nothing is asked of the server but its keys, so a token that was
 * revoked passes until it expires; `introspect` knows better.
 *
 * Audience: by option or client setting it must be in `aud`. When neither names one, it is the client's own id, found in
 * `aud` or in `azp`; the latter because Keycloak puts `account` into `aud` and leaves out the client that asked.
 *
 * An ID token, refresh token or logout token is refused: by its `typ` header, by Keycloak's claim `typ` (only `Bearer` and
 * `DPoP` are access tokens), and by the claims that only they have. An ID token of a server that marks nothing at all looks
 * like an access token; with such a server name an audience of your own, or set `typ`.
 *
 * @throws {RelyingPartyError} `token_expired`; `invalid_token`; `server_unreachable` or `discovery_failed` when the keys
 *   can't be had.
 * @see RFC 9068 §4, RFC 8725 §3
 */
export async function validateAccessToken(
  client: OidcClient,
  token: string,
  options: AccessTokenOptions = {},
): Promise<AccessTokenClaims> {
  return observed(client, 'token_validation', async () => {
    const metadata = await discover(client)
    const verified = await verifyJwt(client, metadata, token, {
      name: 'access token',
      types: options.typ === undefined ? ['jwt', 'at+jwt'] : [normalType(options.typ)],
      requiredClaims: ['iss', 'exp'],
    })
    const audience = options.audience ?? client.options.audience
    const claims = checkAccessToken(verified, client.options.clientId, {
      ...options,
      ...(audience !== undefined && { audience }),
    })
    if (claims['cnf'] !== undefined && options.proofChecked !== true) await checkOwnKey(client, claims['cnf'])
    return claims
  })
}

/**
 * The rules beyond signature, issuer and expiry.
 *
 * @param options - `audience` already taken from the client's settings.
 * @throws {RelyingPartyError} `invalid_token`
 */
function checkAccessToken(
  { header, claims }: VerifiedJwt,
  clientId: string,
  { audience, typ, authorizedParties }: AccessTokenOptions,
): AccessTokenClaims {
  if (typ !== undefined && header.typ === undefined) {
    throw invalidToken(`The access token has no typ header, and ${normalType(typ)} is wanted.`, 'typ', 'missing')
  }
  checkKind(claims)
  checkAudience(claims, clientId, audience)
  const party = claims['azp'] ?? claims['client_id']
  if (authorizedParties && !(typeof party === 'string' && authorizedParties.includes(party)))
    throw wrong('azp', 'is a client that is not allowed')
  return checkShape(claims)
}

const ACCESS_TOKEN_KINDS: readonly unknown[] = ['Bearer', 'DPoP']
/** Hashes that tie an ID token to what it came with (OpenID Connect Core §3.1.3.6), and what a logout token is about. */
const FOREIGN_CLAIMS = ['at_hash', 'c_hash', 's_hash', 'events']

function checkKind(claims: VerifiedJwt['claims']): void {
  if (claims['typ'] !== undefined && !ACCESS_TOKEN_KINDS.includes(claims['typ'])) {
    throw wrong('typ', 'says that it is another kind of token')
  }
  const foreign = FOREIGN_CLAIMS.find((claim) => claims[claim] !== undefined)
  if (foreign !== undefined) throw wrong(foreign, 'has no place in an access token: it is an ID token or logout token')
}

function checkAudience(claims: VerifiedJwt['claims'], clientId: string, audience: string | false | undefined): void {
  if (audience === false) return
  const audiences = Array.isArray(claims.aud) ? claims.aud : [claims.aud]
  if (audiences.includes(audience ?? clientId)) return
  if (audience === undefined && claims['azp'] === clientId) return
  throw wrong('aud', `does not contain ${JSON.stringify(audience ?? clientId)}`)
}

/** What {@link AccessTokenClaims} promises. */
function checkShape(claims: VerifiedJwt['claims']): AccessTokenClaims {
  for (const claim of ['sub', 'azp', 'scope']) {
    if (claims[claim] !== undefined && typeof claims[claim] !== 'string') throw wrong(claim, 'is not a text')
  }
  const access = claims['resource_access']
  if (!isRoles(claims['realm_access'])) throw wrong('realm_access', 'is not a list of roles')
  if (access !== undefined && !(isObject(access) && Object.values(access).every(isRoles)))
    throw wrong('resource_access', 'is not a list of roles per client')
  return claims as AccessTokenClaims
}

function isRoles(value: unknown): boolean {
  if (value === undefined) return true
  const roles = isObject(value) ? (value['roles'] ?? []) : undefined
  return Array.isArray(roles) && roles.every((role) => typeof role === 'string')
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Ways to bind a token that are not a DPoP key (RFC 7800 §3, RFC 8705 §3.1). Keycloak's own note beside `jkt` is none. */
const OTHER_BINDINGS = ['jwk', 'jwe', 'jku', 'kid', 'x5t#S256']

/** A stolen token that is bound to a key must not be usable without that key. */
async function checkOwnKey(client: OidcClient, confirmation: unknown): Promise<void> {
  const bound = isObject(confirmation) ? confirmation : {}
  const own = await client.dpop?.thumbprint()
  if (own !== undefined && bound['jkt'] === own && !OTHER_BINDINGS.some((name) => Object.hasOwn(bound, name))) return
  throw wrong('cnf', 'binds it to a key, and no proof of that key was checked (proofChecked)')
}

function normalType(typ: string): string {
  return typ.toLowerCase().replace(/^application\//, '')
}

function wrong(claim: string, sentence: string): Error {
  return invalidToken(`The access token's ${claim} ${sentence}.`, claim, 'check_failed')
}
