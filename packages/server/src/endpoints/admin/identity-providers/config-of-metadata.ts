import { isObject, textOf } from '../../../representations/fields.ts'

/** By Keycloak's name of the setting, that of OpenID Connect Discovery 1.0 §3 and RFC 8414 §2. */
const ENDPOINTS = {
  issuer: 'issuer',
  authorizationUrl: 'authorization_endpoint',
  tokenUrl: 'token_endpoint',
  userInfoUrl: 'userinfo_endpoint',
  tokenIntrospectionUrl: 'introspection_endpoint',
} as const
/** What only OpenID Connect has a use for. */
const OF_OPENID = { logoutUrl: 'end_session_endpoint' } as const

const OPENID_PROVIDERS: ReadonlySet<string> = new Set(['oidc', 'keycloak-oidc'])
const LONGEST_URL = 2_000

/** Whether settings of such a provider can be read from its metadata. */
export function hasMetadata(providerId: string): boolean {
  return OPENID_PROVIDERS.has(providerId) || providerId === 'oauth2'
}

/**
 * The settings of an identity provider that its metadata tell. Signatures are checked where it says by which keys: metadata
 * never turn a check off (attack case 44).
 *
 * @returns `undefined` for what is no metadata.
 */
export function configOfMetadata(
  providerId: string,
  metadata: unknown,
  url: string | undefined,
): Readonly<Record<string, string>> | undefined {
  if (!isObject(metadata)) return undefined
  const names = OPENID_PROVIDERS.has(providerId) ? { ...ENDPOINTS, ...OF_OPENID } : ENDPOINTS
  const told = Object.entries(names).flatMap(([setting, name]): [string, string][] => {
    const value = textOf(metadata[name])
    return value === undefined || value.length > LONGEST_URL ? [] : [[setting, value]]
  })
  if (told.length === 0) return undefined
  const jwksUrl = OPENID_PROVIDERS.has(providerId) ? textOf(metadata['jwks_uri']) : undefined
  return {
    ...Object.fromEntries(told),
    ...(jwksUrl !== undefined &&
      jwksUrl.length <= LONGEST_URL && { jwksUrl, useJwksUrl: 'true', validateSignature: 'true' }),
    ...(url !== undefined && { metadataDescriptorUrl: url }),
  }
}
