import type { Client } from '../../model/client.ts'
import type { ClientSession, LoginSession, UserSession } from '../../model/session.ts'
import type { EpochSeconds } from '../../model/time.ts'
import type { EventDetails } from '../../trace/recorder.ts'
import type { Response } from '../exchange.ts'
import type { RealmContext } from '../realm-endpoint.ts'

/** Why a login ended without a session. */
export type LoginRefusal = 'login_required' | 'interaction_required' | 'access_denied' | 'consent_unsupported'

/** Of a login: `true` when the user was known by the browser's session and asked for nothing. */
export const SINGLE_SIGN_ON_NOTE = 'singleSignOn'

/**
 * What a protocol does with a login: the one thing that `login/` does not know. OpenID Connect answers with a code;
 * SAML will answer with an assertion.
 */
export interface LoginProtocol {
  /** The client's part in the session, as this login's request wants it. */
  clientSession(
    login: LoginSession,
    session: UserSession,
    at: { readonly authTime: EpochSeconds; readonly now: EpochSeconds },
  ): ClientSession
  /** Answers the client after success. The session and the client's part in it are saved. */
  complete(context: RealmContext, client: Client, login: LoginSession, session: UserSession): Promise<Response>
  /** What an event says of this login's request. */
  details(login: LoginSession, isDone?: boolean): EventDetails
  /** Tells the client that there will be no session. */
  refuse(context: RealmContext, client: Client, login: LoginSession, refusal: LoginRefusal): Promise<Response>
  /** Whether the client may be answered there, as it is set up now: a login that begins again was judged long ago. */
  mayAnswerAt(context: RealmContext, client: Client, redirectUri: string): boolean
  /** `true` when the client wants no page to be shown. */
  passive(login: LoginSession): boolean
  /** Whether a session authenticated at `authTime` must prove itself anew for this request. */
  mustReauthenticate(login: LoginSession, authTime: EpochSeconds, now: EpochSeconds): boolean
  /** The user name to fill in, if the client knows whom it expects. */
  loginHint(login: LoginSession): string | undefined
  /** What the login's URLs carry in `client_data`, so that even an expired page knows the way back. */
  clientData(login: LoginSession): string
}
