import { OAuthError } from '../../protocol/oauth-error.ts'
import { readRefreshToken } from '../../protocol/refresh-token.ts'
import type { EventDetails } from '../../trace/recorder.ts'
import { noContent } from '../answers.ts'
import { Cors } from '../cors.ts'
import type { Response } from '../exchange.ts'
import { parametersOf } from '../parameters.ts'
import { eventOf, type RealmContext } from '../realm-endpoint.ts'
import { authenticateClient, findClient } from '../token/client-authentication.ts'
import { foreignOrigin, oauthErrorAnswer } from '../token/oauth-answers.ts'

/** A client ends the session its refresh token belongs to. Ending it again is no error. */
export async function logoutByRefreshToken(context: RealmContext): Promise<Response> {
  const { realm, services, keys, issuer, now, request } = context
  const cors = new Cors(request)
  let details: EventDetails = {}
  try {
    const form = parametersOf(request.form)
    const client = await findClient(context, form)
    const ownOrigin = cors.restrictTo(client)
    details = authenticateClient(context, form, client)
    if (!ownOrigin) return foreignOrigin(context, cors, 'LOGOUT_ERROR')
    const verified = await keys.verify(form.get('refresh_token') ?? '', ['HS512'])
    // an expired token still names the session that its owner wants to be ended
    const token = readRefreshToken(verified && withoutExpiry(verified.claims), { issuer, client, realm, now })
    const session = await services.stores.userSessions.find(realm.id, token.sessionId, token.offline)
    await services.stores.userSessions.end(realm.id, token.sessionId, token.offline)
    services.recorder.happened(
      eventOf(context, 'LOGOUT', {
        clientId: client.clientId,
        userId: session?.userId,
        sessionId: token.sessionId,
        details,
      }),
    )
    return cors.apply(noContent())
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    return cors.apply(oauthErrorAnswer(context, error, 'LOGOUT_ERROR', cors.client, details))
  }
}

function withoutExpiry(claims: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return typeof claims['exp'] === 'number' ? { ...claims, exp: Number.MAX_SAFE_INTEGER } : claims
}
