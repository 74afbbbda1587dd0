import type { Client } from '../../model/client.ts'
import { type ResponseMode, responseUri } from '../../protocol/response-mode.ts'
import { redirect } from '../answers.ts'
import type { Response } from '../exchange.ts'
import { formPostPage } from '../login/pages.ts'
import type { RealmContext } from '../realm-endpoint.ts'

/** Parameters that a client may do without, for libraries that refuse what they don't know, and Keycloak's switches. */
const EXCLUDABLE = [
  ['iss', 'exclude.issuer.from.auth.response'],
  ['session_state', 'exclude.session.state.from.auth.response'],
] as const

/** Sends an authorization response, or an error, to the client by its response mode (RFC 6749 §4.1.2). */
export function authorizationResponse(
  context: RealmContext,
  client: Client,
  redirectUri: string,
  mode: ResponseMode,
  all: Readonly<Record<string, string>>,
): Response {
  const parameters = { ...all }
  for (const [name, setting] of EXCLUDABLE) if (client.attributes[setting] === 'true') delete parameters[name]
  if (mode === 'form_post') return formPostPage(context, redirectUri, parameters)
  return redirect(responseUri(redirectUri, mode, new URLSearchParams(parameters)))
}
