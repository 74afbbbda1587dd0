import { type ResponseMode, responseUri } from '../../protocol/response-mode.ts'
import { redirect } from '../answers.ts'
import type { Response } from '../exchange.ts'
import { formPostPage } from '../login/pages.ts'
import type { RealmContext } from '../realm-endpoint.ts'

/** Sends an authorization response, or an error, to the client by its response mode (RFC 6749 §4.1.2). */
export function authorizationResponse(
  context: RealmContext,
  redirectUri: string,
  mode: ResponseMode,
  parameters: Readonly<Record<string, string>>,
): Response {
  if (mode === 'form_post') return formPostPage(context, redirectUri, parameters)
  return redirect(responseUri(redirectUri, mode, new URLSearchParams(parameters)))
}
