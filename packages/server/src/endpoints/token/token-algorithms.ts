import type { SignatureAlgorithm } from '../../keys/realm-keys.ts'
import type { Client } from '../../model/client.ts'
import type { Realm } from '../../model/realm.ts'

/**
 * What access and ID tokens of a realm can be signed with. The HS algorithms are left out on purpose: they are for the
 * realm's own refresh tokens and cookies, which must not pass for something that others verify.
 */
export const TOKEN_ALGORITHMS: readonly SignatureAlgorithm[] = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
]

/** The client's own choice of signatures, else the realm's. A choice that is no signature of ours is passed over. */
export function signatureAlgorithms(
  client: Client,
  realm: Realm,
): { readonly accessToken: SignatureAlgorithm; readonly idToken: SignatureAlgorithm } {
  const realmsOwn = known(realm.defaultSignatureAlgorithm) ?? 'RS256'
  return {
    accessToken: known(client.attributes['access.token.signed.response.alg']) ?? realmsOwn,
    idToken: known(client.attributes['id.token.signed.response.alg']) ?? realmsOwn,
  }
}

function known(algorithm: string | undefined): SignatureAlgorithm | undefined {
  return TOKEN_ALGORITHMS.find((one) => one === algorithm)
}
