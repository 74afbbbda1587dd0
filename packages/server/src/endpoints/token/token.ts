/**
 * The token endpoint (RFC 6749 §3.2). What every grant needs stands here, in this order, so that no grant can forget it:
 * the grant is known, the client is found and has proved itself, its origin and settings allow the call, the scopes are
 * its own, the grant does its part, tokens are issued. A refusal keeps what it had to write: nothing is rolled back.
 */
import type { Client } from '../../model/client.ts'
import { invalidRequest, OAuthError } from '../../protocol/oauth-error.ts'
import { scopesFor } from '../../protocol/scopes.ts'
import type { EventDetails } from '../../trace/recorder.ts'
import { json } from '../answers.ts'
import { Cors } from '../cors.ts'
import type { Response } from '../exchange.ts'
import { type Parameters, parametersOf, shortened } from '../parameters.ts'
import { eventOf, type RealmContext } from '../realm-endpoint.ts'
import { authenticateClient, findClient } from './client-authentication.ts'
import type { Grant } from './grant.ts'
import { GRANT_TYPES, GRANTS } from './grants.ts'
import { issueTokens } from './issue.ts'
import { foreignOrigin, oauthErrorAnswer } from './oauth-answers.ts'

export async function tokenEndpoint(context: RealmContext): Promise<Response> {
  const cors = new Cors(context.request)
  let event = 'TOKEN'
  let details: EventDetails = {}
  try {
    const form = parametersOf(context.request.form)
    const grant = grantOf(form)
    event = grant.event
    details = { grant_type: grant.grantType }
    const client = await findClient(context, form)
    const ownOrigin = cors.restrictTo(client)
    details = { ...details, ...grant.details, ...authenticateClient(context, form, client) }
    if (!ownOrigin) return foreignOrigin(context, cors, `${event}_ERROR`)
    refuseUnbound(client)
    grant.permit(client)
    if (grant.takesScope) scopesFor(client, context.realm, form.get('scope'))
    const granted = await grant.authorize({ context, client, form })
    const { answer, details: issued } = await issueTokens(context, client, grant, granted)
    context.services.recorder.happened(
      eventOf(context, event, {
        clientId: client.clientId,
        userId: granted.user.id,
        sessionId: granted.session?.user.id,
        details: { ...details, ...issued, ...granted.details },
      }),
    )
    return cors.apply(json(answer))
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    return cors.apply(oauthErrorAnswer(context, error, `${event}_ERROR`, cors.client, details))
  }
}

/** A client whose tokens must be bound to its key gets no bearer tokens instead (RFC 9449 §5). */
function refuseUnbound(client: Client): void {
  if (client.attributes['dpop.bound.access.tokens'] !== 'true') return
  throw invalidRequest('DPoP proof is missing', { kind: 'dpop_required', came: client.clientId })
}

function grantOf(form: Parameters): Grant {
  const type = form.get('grant_type')
  if (type === undefined) {
    throw invalidRequest('Missing form parameter: grant_type', { kind: 'grant_type_missing', expected: GRANT_TYPES })
  }
  const grant = GRANTS.get(type)
  if (grant === undefined) {
    throw new OAuthError('unsupported_grant_type', 'Unsupported grant_type', {
      kind: 'grant_type_unsupported',
      came: shortened(type),
      expected: GRANT_TYPES,
    })
  }
  return grant
}
