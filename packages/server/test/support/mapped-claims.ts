import type { ProtocolMapperConfig } from '../../src/model/client-scope.ts'
import type { ClaimsInput, TokenKind } from '../../src/protocol/claims/claims.ts'
import { mapClaims } from '../../src/protocol/claims/map-claims.ts'
import { clientNamed, inputFor, mapper } from './test-realm.ts'

export const HARDCODED_CLAIM = 'oidc-hardcoded-claim-mapper'
export const EVERYWHERE = {
  'access.token.claim': 'true',
  'id.token.claim': 'true',
  'userinfo.token.claim': 'true',
  'introspection.token.claim': 'true',
  'lightweight.claim': 'true',
}
export const KINDS: readonly TokenKind[] = ['access', 'lightweight', 'id', 'userinfo', 'introspection']

/** Alice at a client with these mappers alone: no client scopes. */
export function inputWith(mappers: readonly ProtocolMapperConfig[], changes: Partial<ClaimsInput> = {}): ClaimsInput {
  const client = clientNamed('direct-client', { protocolMappers: mappers, defaultClientScopes: [] })
  return inputFor('alice', client, undefined, changes)
}

/** What these mappers alone put into an access token. */
export function claimsOf(...mappers: readonly ProtocolMapperConfig[]) {
  return mapClaims(inputWith(mappers), 'access').claims
}

export function hardcoded(name: string, value: string, type = 'String'): ProtocolMapperConfig {
  return mapper(HARDCODED_CLAIM, { ...EVERYWHERE, 'claim.name': name, 'claim.value': value, 'jsonType.label': type })
}
