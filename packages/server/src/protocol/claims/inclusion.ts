/** Keycloak's six flags of a mapper, and what their absence means for each family of mappers. */
import type { TokenKind } from './claims.ts'
import type { MapperConfig } from './mapper.ts'

type Inclusion = (config: MapperConfig, kind: TokenKind) => boolean

/** Without a flag of its own, userinfo follows the ID token and introspection the access token. */
export const inTokens: Inclusion = (config, kind) => {
  switch (kind) {
    case 'access':
      return config['access.token.claim'] === 'true'
    case 'lightweight':
      return config['lightweight.claim'] === 'true'
    case 'id':
      return config['id.token.claim'] === 'true'
    case 'userinfo':
      return (config['userinfo.token.claim'] ?? config['id.token.claim']) === 'true'
    case 'introspection':
      return (config['introspection.token.claim'] ?? config['access.token.claim']) === 'true'
    case 'response':
      return false
  }
}

/** About the login rather than the person, so not in userinfo. */
export const notInUserInfo: Inclusion = (config, kind) => kind !== 'userinfo' && inTokens(config, kind)

/** For resource servers only. */
export const inAccessTokens: Inclusion = (config, kind) => kind !== 'id' && notInUserInfo(config, kind)

/** Older than the flags: without one it is in every access token. */
export const inAccessTokensByDefault: Inclusion = (config, kind) =>
  inAccessTokens({ 'access.token.claim': 'true', ...config }, kind)

/** For the two mappers that can write beside the tokens as well. */
export function orInResponse(inTarget: Inclusion): Inclusion {
  return (config, kind) =>
    kind === 'response' ? config['access.tokenResponse.claim'] === 'true' : inTarget(config, kind)
}

/** Changes what other mappers see, wherever they write. */
export const always: Inclusion = () => true
