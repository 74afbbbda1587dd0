import type { Client } from '../../model/client.ts'
import type { OAuthError } from '../../protocol/oauth-error.ts'
import type { EventDetails } from '../../trace/recorder.ts'
import { json } from '../answers.ts'
import type { Cors } from '../cors.ts'
import type { Response } from '../exchange.ts'
import { eventOf, type RealmContext } from '../realm-endpoint.ts'
import { wwwAuthenticate } from '../www-authenticate.ts'

/** The JSON answer of a refusal (RFC 6749 §5.2), recorded with its reason. */
export function oauthErrorAnswer(
  context: RealmContext,
  error: OAuthError,
  event: string,
  client: Client | undefined,
  details: EventDetails = {},
): Response {
  const { recorder } = context.services
  const told = { ...details, reason: error.description }
  recorder.refused({ ...eventOf(context, event, { clientId: client?.clientId, details: told }), reason: error.reason })
  // RFC 6749 §5.2: a client that tried the Authorization header is told which scheme it may try again
  const challenge = error.status === 401 && context.request.header('authorization')?.toLowerCase().startsWith('basic')
  return json(
    { error: error.code, ...(error.description !== undefined && { error_description: error.description }) },
    error.status,
    challenge ? { 'www-authenticate': wwwAuthenticate('Basic', { realm: context.realm.name }) } : {},
  )
}

/** A browser's call from a page that the client does not know, refused as Keycloak does. */
export function foreignOrigin(context: RealmContext, cors: Cors, event: string): Response {
  context.services.recorder.refused({
    ...eventOf(context, event, { clientId: cors.client?.clientId }),
    reason: { kind: 'origin_not_allowed', came: cors.origin, expected: cors.client?.webOrigins },
  })
  return json({ error: 'Invalid origin' }, 403)
}
