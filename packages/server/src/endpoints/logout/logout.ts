/**
 * Signing out (OpenID Connect RP-Initiated Logout 1.0): by a browser with the ID token as a hint, by a browser without one
 * (which is asked), and by a client with its refresh token (Keycloak's own way).
 */
import type { Client } from '../../model/client.ts'
import { matchesRedirectUri } from '../../protocol/redirect-uri.ts'
import type { Reason } from '../../protocol/rules.ts'
import type { Response } from '../exchange.ts'
import { type ErrorPage, errorPage } from '../login/pages.ts'
import { ssoSessionOf } from '../login/sso-session.ts'
import { type Parameters, parametersOf, shortened } from '../parameters.ts'
import type { RealmContext } from '../realm-endpoint.ts'
import { TOKEN_ALGORITHMS } from '../token/token-algorithms.ts'
import { logoutByRefreshToken } from './by-refresh-token.ts'
import { askToConfirm } from './confirmation.ts'
import type { LogoutRequest } from './logout-request.ts'
import { signOut } from './sign-out.ts'

export async function logoutEndpoint(context: RealmContext): Promise<Response> {
  const { request } = context
  if (request.method === 'POST' && request.form.has('refresh_token')) return logoutByRefreshToken(context)
  const parameters = parametersOf(request.method === 'POST' ? request.form : request.query)
  const read = await readRequest(context, parameters)
  if ('message' in read) return errorPage(context, read)
  const sso = await ssoSessionOf(context)
  // the hint is of another session than the browser's: whoever made this link may not sign this person out unasked
  const hinted = read.sessionId !== undefined && (sso === undefined || sso.session.id === read.sessionId)
  if (hinted) return signOut(context, read, read.sessionId)
  if (sso === undefined && read.returnTo !== undefined) return signOut(context, read, undefined)
  return askToConfirm(context, read)
}

async function readRequest(context: RealmContext, parameters: Parameters): Promise<LogoutRequest | ErrorPage> {
  const hint = parameters.get('id_token_hint')
  const returnTo = parameters.get('post_logout_redirect_uri')
  const claims = hint === undefined ? undefined : await readHint(context, hint)
  const named = parameters.get('client_id')
  if (hint !== undefined && (claims === undefined || (named !== undefined && named !== claims.clientId))) {
    return refusal(
      { key: 'invalidParameterMessage', values: ['id_token_hint'] },
      {
        kind: 'id_token_hint_invalid',
        came: claims === undefined ? 'no ID token of this realm' : `client_id ${shortened(named ?? '')}`,
        expected: claims?.clientId,
      },
    )
  }
  const clientId = claims?.clientId ?? named
  if (returnTo !== undefined && clientId === undefined) {
    return refusal({ key: 'missingParameterMessage', values: ['id_token_hint'] }, { kind: 'id_token_hint_missing' })
  }
  const client =
    clientId === undefined
      ? undefined
      : await context.services.stores.clients.findByClientId(context.realm.id, clientId)
  if (returnTo !== undefined && (client === undefined || !mayReturnTo(client, returnTo, context.request.base))) {
    return refusal('invalidRedirectUriMessage', {
      kind: 'invalid_post_logout_redirect_uri',
      came: returnTo.slice(0, 2000),
      expected: client === undefined ? 'a client of this realm' : postLogoutRedirectUris(client),
    })
  }
  return { client, sessionId: claims?.sessionId, returnTo, state: parameters.get('state') }
}

/** An expired hint is as good as a fresh one: it only tells whose session is meant (RP-Initiated Logout §2). */
async function readHint(
  { keys, issuer }: RealmContext,
  hint: string,
): Promise<{ readonly clientId: string; readonly sessionId: string | undefined } | undefined> {
  const claims = (await keys.verify(hint, TOKEN_ALGORITHMS))?.claims
  if (claims?.['typ'] !== 'ID' || claims['iss'] !== issuer || typeof claims['azp'] !== 'string') return undefined
  return { clientId: claims['azp'], sessionId: typeof claims['sid'] === 'string' ? claims['sid'] : undefined }
}

function mayReturnTo(client: Client, uri: string, base: string): boolean {
  return matchesRedirectUri({ ...client, redirectUris: postLogoutRedirectUris(client) }, uri, base)
}

/** Keycloak's attribute: URIs parted by `##`; `+` means the client's redirect URIs, `-` none. Unset is `+`. */
function postLogoutRedirectUris(client: Client): readonly string[] {
  const attribute = client.attributes['post.logout.redirect.uris']
  if (!attribute) return client.redirectUris
  return attribute
    .split('##')
    .flatMap((uri) => (uri === '+' ? client.redirectUris : uri === '-' || uri === '' ? [] : [uri]))
}

function refusal(message: ErrorPage['message'], reason: Reason): ErrorPage {
  return { message, status: 400, reason }
}
