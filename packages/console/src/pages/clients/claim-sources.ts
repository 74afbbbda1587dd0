import type { Claims, EffectiveMapper } from '../../api/evaluate.ts'

/** A mapper that takes part, with its settings where they could be read. */
export interface Contributor extends EffectiveMapper {
  readonly config: Readonly<Record<string, string>>
}

/** Who makes a claim: mappers, or the server itself for what every token of the kind says. */
export interface ClaimRow {
  readonly name: string
  readonly value: unknown
  readonly made: 'mapper' | 'server' | 'unknown'
  readonly by: readonly Contributor[]
}

/** Claims of mappers that have no setting for the name. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  'oidc-full-name-mapper': ['name'],
  'oidc-address-mapper': ['address'],
  'oidc-sub-mapper': ['sub'],
  'oidc-sha256-pairwise-sub-mapper': ['sub'],
  'oidc-acr-mapper': ['acr'],
  'oidc-amr-mapper': ['amr'],
  'oidc-allowed-origins-mapper': ['allowed-origins'],
  'oidc-audience-mapper': ['aud'],
  'oidc-audience-resolve-mapper': ['aud'],
  'oidc-session-state-mapper': ['session_state'],
  'oidc-nonce-backwards-compatible-mapper': ['nonce'],
  'oidc-hardcoded-role-mapper': ['realm_access', 'resource_access'],
  'oidc-role-name-mapper': ['realm_access', 'resource_access'],
}

/** Where a mapper without a name of its own puts roles. */
const ROLES: Readonly<Record<string, string>> = {
  'oidc-usermodel-realm-role-mapper': 'realm_access',
  'oidc-usermodel-client-role-mapper': 'resource_access',
  'oidc-organization-membership-mapper': 'organization',
}

/** What a token says without any mapper (OpenID Connect Core §2, RFC 9068 §2.2). */
const OF_THE_SERVER = new Set([
  'exp',
  'iat',
  'nbf',
  'auth_time',
  'jti',
  'iss',
  'aud',
  'sub',
  'typ',
  'azp',
  'sid',
  'nonce',
  'at_hash',
  'c_hash',
  's_hash',
  'scope',
  'acr',
  'cnf',
])

/** @returns a row for every claim, in the token's order. */
export function claimRows(claims: Claims, contributors: readonly Contributor[]): readonly ClaimRow[] {
  return Object.entries(claims).map(([name, value]) => {
    const by = contributors.filter((one) => claimsOf(one).includes(name))
    const made = by.length > 0 ? 'mapper' : OF_THE_SERVER.has(name) ? 'server' : 'unknown'
    return { name, value, made, by }
  })
}

/** @returns contributors that put something into this kind of answer. */
export function takingPart(
  kind: 'access' | 'id' | 'userinfo',
  contributors: readonly Contributor[],
): readonly Contributor[] {
  const setting = { access: 'access.token.claim', id: 'id.token.claim', userinfo: 'userinfo.token.claim' }[kind]
  return contributors.filter(({ config }) => config[setting] !== 'false')
}

/** The claims at the top of the token that a mapper writes to. */
function claimsOf({ protocolMapper, config }: Contributor): readonly string[] {
  const fixed = FIXED[protocolMapper]
  if (fixed !== undefined) return fixed
  const name = config['claim.name'] ?? ROLES[protocolMapper]
  return name === undefined ? [] : [topOf(name)]
}

/** `resource_access.${client_id}.roles` writes into `resource_access`; a dot after a backslash belongs to the name. */
function topOf(name: string): string {
  const [top = ''] = name.split(/(?<!\\)\./)
  return top.replaceAll('\\.', '.')
}
