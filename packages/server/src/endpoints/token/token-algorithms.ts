import type { SignatureAlgorithm } from '../../keys/realm-keys.ts'

/**
 * What access and ID tokens of a realm can be signed with. The HS algorithms are left out on purpose: they are for the
 * realm's own refresh tokens and cookies, which must not pass for something that others verify.
 */
export const ACCESS_TOKEN_ALGORITHMS: readonly SignatureAlgorithm[] = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
]

export const ID_TOKEN_ALGORITHMS = ACCESS_TOKEN_ALGORITHMS
