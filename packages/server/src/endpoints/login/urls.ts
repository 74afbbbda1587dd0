import type { Login } from './login-in-progress.ts'

/** The login's own URLs below the realm. */
export type LoginActionPath = 'authenticate' | 'required-action' | 'restart'

/** An absolute URL of this tab's login; `more` comes first, as Keycloak orders its parameters. */
export function loginActionUrl(
  { context, client, protocol, session }: Pick<Login, 'context' | 'client' | 'protocol' | 'session'>,
  path: LoginActionPath,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({
    ...more,
    client_id: client.clientId,
    tab_id: session.tabId,
    client_data: protocol.clientData(session),
  })
  return `${context.issuer}/login-actions/${path}?${query}`
}

/** Where the page's form goes: this very page's answer, once. */
export function formUrl(login: Login, path: LoginActionPath): string {
  const { sessionCode = '', execution = '' } = login.session
  return loginActionUrl(login, path, { session_code: sessionCode, execution })
}
