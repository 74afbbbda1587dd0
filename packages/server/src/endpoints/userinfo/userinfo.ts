/** The UserInfo endpoint (OpenID Connect Core §5.3), refusing as RFC 6750 §3 has it. */
import type { Reason } from '../../protocol/rules.ts'
import { userInfoClaims } from '../../protocol/tokens.ts'
import { json } from '../answers.ts'
import { Cors } from '../cors.ts'
import type { Response } from '../exchange.ts'
import { eventOf, type RealmContext } from '../realm-endpoint.ts'
import { type AccessToken, acceptAccessToken, bearerToken } from '../token/access-token.ts'
import { claimsFor } from '../token/claims-for.ts'
import { wwwAuthenticate } from '../www-authenticate.ts'

export async function userInfoEndpoint(context: RealmContext): Promise<Response> {
  const { request } = context
  const cors = new Cors(request)
  const fromHeader = bearerToken(request.header('authorization'))
  const fromForm = request.form.get('access_token') ?? undefined
  if (fromHeader !== undefined && fromForm !== undefined) {
    const words = 'More than one method used for including an access token'
    return refuse(context, cors, 400, 'invalid_request', words, { kind: 'access_token_sent_twice' })
  }
  const sent = fromHeader ?? fromForm
  if (sent === undefined) return refuse(context, cors, 401, undefined, undefined, { kind: 'access_token_missing' })
  const token = await acceptAccessToken(context, sent)
  if ('words' in token) return refuse(context, cors, 401, 'invalid_token', token.words, token.reason)
  if (!cors.restrictTo(token.client)) return foreignOrigin(context, cors, token)
  if (
    !String(token.claims['scope'] ?? '')
      .split(' ')
      .includes('openid')
  ) {
    const words = 'Missing openid scope'
    return refuse(context, cors, 403, 'insufficient_scope', words, { kind: 'openid_scope_missing' })
  }
  if (String(token.claims['jti']).startsWith('lt', 2)) {
    const words = 'Lightweight access token not allowed for userinfo endpoint'
    return refuse(context, cors, 401, 'invalid_token', words, { kind: 'lightweight_token' })
  }
  const input = await claimsFor(context, token)
  return cors.apply(json(userInfoClaims(input)))
}

function foreignOrigin(context: RealmContext, cors: Cors, { client }: AccessToken): Response {
  context.services.recorder.refused({
    ...eventOf(context, 'USER_INFO_REQUEST_ERROR', { clientId: client.clientId }),
    reason: { kind: 'origin_not_allowed', came: cors.origin },
  })
  return json({ error: 'Invalid origin' }, 403)
}

function refuse(
  context: RealmContext,
  cors: Cors,
  status: number,
  error: string | undefined,
  description: string | undefined,
  reason: Reason,
): Response {
  context.services.recorder.refused({
    ...eventOf(context, 'USER_INFO_REQUEST_ERROR', { clientId: cors.client?.clientId }),
    reason,
  })
  const response: Response = {
    status,
    headers: {
      'content-type': 'text/plain;charset=utf-8',
      'cache-control': 'no-store',
      'www-authenticate': wwwAuthenticate('Bearer', {
        realm: context.realm.name,
        error,
        error_description: description,
      }),
    },
  }
  return cors.apply(response, 'Access-Control-Allow-Methods, WWW-Authenticate')
}
