/**
 * The `scope` parameter (RFC 6749 §3.3): which client scopes a request gets, and what the tokens say about it. Default
 * scopes apply always, optional ones when asked for; `openid` is a word, not a client scope.
 */
import type { Client } from '../model/client.ts'
import type { ClientScope } from '../model/client-scope.ts'
import type { Realm } from '../model/realm.ts'
import type { Role } from '../model/role.ts'
import { invalidScope, OAuthError } from './oauth-error.ts'
import { scopeApplies } from './roles.ts'

/** What a request's `scope` comes to. */
export interface AppliedScopes {
  /** Default ones first, each in the client's order. */
  readonly scopes: readonly ClientScope[]
  /** Whether `openid` was asked for: then there is an ID token and userinfo answers (OpenID Connect Core §3.1.2.1). */
  readonly openid: boolean
  /** For the access token and the answer: `openid` and the scopes that want to be named. */
  readonly tokenScope: string
  /** For the refresh token: `openid` and every applied scope. */
  readonly grantedScope: string
}

/** At a refresh the ID token follows what was granted, not what this request asks for. */
export interface RefreshedScopes extends AppliedScopes {
  /** Whether the refreshed session has an ID token. */
  readonly idToken: boolean
}

const OPENID = 'openid'
const OFFLINE_ACCESS = 'offline_access'

/** Characters. Enough for any real request; Keycloak stops reading at the same order of size. */
const LONGEST_SCOPE = 4_000
/** What a word may consist of (RFC 6749 §3.3, `scope-token`). */
const SCOPE_TOKEN = /^[\x21\x23-\x5b\x5d-\x7e]+$/
/** A scope that speaks of the user's organizations says nothing while a realm has none. */
const ORGANIZATION_MAPPER = 'oidc-organization-membership-mapper'

/**
 * The scopes of a new request, before it is known who the user is: see {@link permittedScopes}.
 *
 * @param requested - the `scope` parameter as it came; `undefined` or only spaces asks for the defaults.
 * @throws {OAuthError} `invalid_scope` when a name is not one of this client's scopes or the parameter is no list of
 *   names parted by single spaces. Names may come twice; spaces at the end are passed over, as in Keycloak.
 * @see RFC 6749 §3.3
 */
export function scopesFor(client: Client, realm: Realm, requested: string | undefined): AppliedScopes {
  return applied(client, realm, judged(client, realm, requested))
}

/**
 * Without the scopes that role mappings keep from this user: name, mappers and audience are absent then, in silence.
 * `offline_access` is one of these.
 *
 * @param effective - the user's roles, expanded.
 */
export function permittedScopes(
  granted: AppliedScopes,
  effective: ReadonlyMap<string, Role>,
  realm: Realm,
): AppliedScopes {
  const scopes = granted.scopes.filter((scope) => scopeApplies(scope, effective, realm.roles))
  return scopes.length === granted.scopes.length ? granted : described(scopes, granted.openid)
}

/**
 * Refuses an offline token to whom `offline_access` does not apply: unlike other scopes it can't just be absent, because
 * the client would take the online token for a lasting one. Judged at every refresh too, so that taking the role away
 * ends old offline tokens.
 *
 * @param requested - before, @param permitted - after {@link permittedScopes}.
 * @throws {OAuthError} `not_allowed`, Keycloak's own word.
 */
export function requireOfflineAccess(requested: AppliedScopes, permitted: AppliedScopes): void {
  if (!hasOfflineAccess(requested) || hasOfflineAccess(permitted)) return
  throw new OAuthError('not_allowed', 'Offline tokens not allowed for the user or client', {
    kind: 'offline_access_not_allowed',
    expected: "one of the roles of the client scope's role mappings",
  })
}

/** Whether the tokens outlive the browser session. */
export function hasOfflineAccess({ scopes }: AppliedScopes): boolean {
  return scopes.some((scope) => scope.name === OFFLINE_ACCESS)
}

/**
 * The scopes of a refreshed token: what was granted and is still the client's, narrowed to what is asked for. A scope
 * that was not granted is left out without a word, as Keycloak does; the client's default scopes always apply.
 *
 * @param granted - the refresh token's `scope`.
 * @param requested - the `scope` parameter; `undefined` asks for all that was granted. The next refresh token keeps
 *   `granted` whatever is asked.
 * @throws {OAuthError} `invalid_scope` as {@link scopesFor}.
 * @see RFC 6749 §6
 */
export function refreshScopes(
  client: Client,
  realm: Realm,
  granted: string,
  requested: string | undefined,
): RefreshedScopes {
  const held = new Set(granted.split(' '))
  const names =
    requested === undefined ? held : new Set([...judged(client, realm, requested)].filter((name) => held.has(name)))
  return { ...applied(client, realm, names), idToken: held.has(OPENID) }
}

/** @returns the names asked for, each once. */
function judged(client: Client, realm: Realm, requested: string | undefined): ReadonlySet<string> {
  if (requested === undefined) return NOTHING
  if (requested.length > LONGEST_SCOPE) {
    throw invalidScope('Invalid scopes', {
      kind: 'invalid_scope',
      came: `${requested.length} characters`,
      expected: `at most ${LONGEST_SCOPE} characters`,
    })
  }
  if (requested !== '' && /^ +$/.test(requested)) return NOTHING
  const names = new Set(withoutSpacesBehind(requested).split(' '))
  const unknown = [...names].filter((name) => !isKnown(client, realm, name))
  if (unknown.length === 0) return names
  throw invalidScope(`Invalid scopes: ${printable(requested)}`, {
    kind: 'invalid_scope',
    came: unknown.slice(0, 10).map(printable).join(' '),
    expected: [OPENID, ...client.defaultClientScopes, ...client.optionalClientScopes],
  })
}

/** A pattern would try at each space of a long line of them, and nobody had to sign in for that. */
function withoutSpacesBehind(text: string): string {
  let end = text.length
  while (text[end - 1] === ' ') end -= 1
  return text.slice(0, end)
}

const NOTHING: ReadonlySet<string> = new Set()

function isKnown(client: Client, realm: Realm, asked: string): boolean {
  if (asked === OPENID) return true
  if (!SCOPE_TOKEN.test(asked)) return false
  // `organization:*` and `organization:acme` ask the scope `organization` about all or one of them
  const [beforeColon = ''] = asked.split(':', 1)
  const scope = realm.clientScopes.get(beforeColon)
  const name = isOpenIdConnect(scope) && speaksOfOrganizations(scope) ? beforeColon : asked
  if (!client.defaultClientScopes.includes(name) && !client.optionalClientScopes.includes(name)) return false
  return isOpenIdConnect(realm.clientScopes.get(name))
}

/** What came, without what may not stand in an error description or break a log line. */
function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '')
}

function applied(client: Client, realm: Realm, names: ReadonlySet<string>): AppliedScopes {
  const scopes: ClientScope[] = []
  for (const name of client.defaultClientScopes) addScope(scopes, realm, name)
  for (const name of client.optionalClientScopes) if (names.has(name)) addScope(scopes, realm, name)
  return described(scopes, names.has(OPENID))
}

function addScope(scopes: ClientScope[], realm: Realm, name: string): void {
  const scope = realm.clientScopes.get(name)
  if (!isOpenIdConnect(scope) || scopes.includes(scope)) return
  if (speaksOfOrganizations(scope)) return
  scopes.push(scope)
}

function speaksOfOrganizations(scope: ClientScope): boolean {
  return scope.protocolMappers.some((mapper) => mapper.protocolMapper === ORGANIZATION_MAPPER)
}

function isOpenIdConnect(scope: ClientScope | undefined): scope is ClientScope {
  return scope?.protocol === 'openid-connect'
}

function described(scopes: readonly ClientScope[], openid: boolean): AppliedScopes {
  const first = openid ? [OPENID] : []
  return {
    scopes,
    openid,
    tokenScope: [...first, ...scopes.filter((scope) => scope.includeInTokenScope).map(({ name }) => name)].join(' '),
    grantedScope: [...first, ...scopes.map(({ name }) => name)].join(' '),
  }
}
