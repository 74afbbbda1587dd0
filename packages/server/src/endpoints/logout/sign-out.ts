import { responseUri } from '../../protocol/response-mode.ts'
import { redirect } from '../answers.ts'
import type { Cookie, Response } from '../exchange.ts'
import { browserCookie, browserOf, hasIdentityCookie, identityOf, noIdentityCookies } from '../login/cookies.ts'
import { newSessionId } from '../login/login-state.ts'
import { infoPage } from '../login/pages.ts'
import { eventOf, type RealmContext } from '../realm-endpoint.ts'
import type { LogoutRequest } from './logout-request.ts'

/** Ends the session (if there is one) and sends the browser back, or tells that it is signed out. */
export async function signOut(
  context: RealmContext,
  { client, returnTo, state }: Pick<LogoutRequest, 'client' | 'returnTo' | 'state'>,
  sessionId: string | undefined,
  browserIsKnown = false,
): Promise<Response> {
  const { realm, services } = context
  if (sessionId !== undefined) {
    const session = await services.stores.userSessions.find(realm.id, sessionId, false)
    await services.stores.userSessions.end(realm.id, sessionId, false)
    services.recorder.happened(
      eventOf(context, 'LOGOUT', {
        clientId: client?.clientId,
        userId: session?.userId,
        sessionId,
        details: { redirect_uri: returnTo },
      }),
    )
  }
  const cookies = [
    ...(browserIsKnown ? [] : freshBrowser(context)),
    ...((await signedInBy(context, sessionId)) ? noIdentityCookies(context) : []),
  ]
  if (returnTo === undefined) return infoPage(context, 'successLogout', cookies)
  const query = new URLSearchParams(state === undefined ? {} : { state })
  return redirect(state === undefined ? returnTo : responseUri(returnTo, 'query', query), cookies)
}

/** Whether the browser's cookies are those of the session that was ended. */
async function signedInBy(context: RealmContext, sessionId: string | undefined): Promise<boolean> {
  if (!hasIdentityCookie(context)) return false
  const identity = await identityOf(context)
  return identity === undefined || identity.sid === sessionId
}

/** As Keycloak does: who signs in next on this browser does so under another id (attack case 29). */
function freshBrowser(context: RealmContext): readonly Cookie[] {
  return [browserCookie(context, browserOf(context) ?? newSessionId(context))]
}
