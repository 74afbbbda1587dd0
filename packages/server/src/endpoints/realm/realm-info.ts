import { JSON_WITH_CHARSET, json } from '../answers.ts'
import { readableByAll } from '../cors.ts'
import type { Response } from '../exchange.ts'
import type { RealmContext } from '../realm-endpoint.ts'

/** `GET /realms/{realm}`: what older adapters read before discovery was. */
export async function realmInfoEndpoint({ realm, keys, issuer, request }: RealmContext): Promise<Response> {
  const signing = keys.list().find(({ algorithm, status }) => algorithm === 'RS256' && status === 'ACTIVE')
  const info = {
    realm: realm.name,
    ...(signing?.publicKey !== undefined && { public_key: signing.publicKey }),
    'token-service': `${issuer}/protocol/openid-connect`,
    'account-service': `${issuer}/account`,
    'tokens-not-before': realm.notBefore,
  }
  return readableByAll(request, json(info, 200, JSON_WITH_CHARSET))
}
