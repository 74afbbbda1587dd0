import { json } from '../answers.ts'
import { readableByAll } from '../cors.ts'
import type { Response } from '../exchange.ts'
import type { RealmContext } from '../realm-endpoint.ts'

/** The realm's public keys (RFC 7517 §5): what verifies the tokens of today and of before the last rotation. */
export async function certsEndpoint({ keys, request }: RealmContext): Promise<Response> {
  return readableByAll(request, json(keys.jwks(), 200, { 'cache-control': 'no-cache' }))
}
