/**
 * Signing in through the server's own pages: code flow with PKCE, answer in the fragment so that no log sees the code.
 * Tokens live in this module's callers' memory only; what survives the way there and back (state, verifier, the page that
 * was asked for) waits in the tab's session storage and is taken out once.
 */
import { consolePath, environment } from '../environment.ts'
import { createPkce, randomText } from './pkce.ts'
import { SignInError, type TokenAnswer, tokenRequest } from './token-request.ts'

interface Pending {
  readonly state: string
  readonly verifier: string
  /** Path, query and fragment of the page that was asked for. */
  readonly returnTo: string
  /** How often this tab went to the server's pages without coming back with tokens. */
  readonly tries: number
}

const KEY = 'latchkey.sign-in'
const MOST_TRIES = 3
const issuer = `${environment.serverUrl}/realms/${encodeURIComponent(environment.realm)}`
const redirectUri = `${environment.serverUrl}/admin/${encodeURIComponent(environment.realm)}/console/`

/**
 * Finishes a sign-in that this tab began, or begins one.
 *
 * @returns the tokens, with the page that was asked for back in the address bar; never, when the browser leaves.
 * @throws {SignInError} when the server refused, or sends the browser round in circles.
 */
export async function signIn(): Promise<TokenAnswer> {
  const answer = new URLSearchParams(location.hash.startsWith('#/') ? '' : location.hash.slice(1))
  const pending = takePending()
  if (!answer.has('state')) return leaveForSignIn(currentPage(), 0)
  if (pending === undefined || answer.get('state') !== pending.state) {
    // an old answer out of the history: what it was worth is spent
    history.replaceState(null, '', location.pathname + location.search)
    return leaveForSignIn(currentPage(), (pending?.tries ?? 0) + 1)
  }
  history.replaceState(null, '', pending.returnTo)
  const sender = answer.get('iss')
  if (sender !== null && sender !== issuer) throw new SignInError(`the answer came from ${sender}, not from ${issuer}`)
  const error = answer.get('error')
  // the sign-in pages were left open too long: begin again
  if (error === 'temporarily_unavailable') return leaveForSignIn(pending.returnTo, pending.tries + 1)
  if (error !== null) throw new SignInError(answer.get('error_description') ?? error)
  return tokenRequest({
    grant_type: 'authorization_code',
    code: answer.get('code') ?? '',
    redirect_uri: redirectUri,
    code_verifier: pending.verifier,
  })
}

/** Goes to the server's sign-in, which does not ask again while its own session lasts. */
export async function leaveForSignIn(returnTo = currentPage(), tries = 0): Promise<never> {
  if (tries >= MOST_TRIES) throw new SignInError('the server did not accept its own answer several times')
  if (!window.isSecureContext) throw new SignInError('insecure-context')
  const { verifier, challenge } = await createPkce()
  const pending: Pending = { state: randomText(), verifier, returnTo, tries }
  sessionStorage.setItem(KEY, JSON.stringify(pending))
  const parameters = new URLSearchParams({
    client_id: environment.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    response_mode: 'fragment',
    scope: 'openid',
    state: pending.state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  location.replace(`${issuer}/protocol/openid-connect/auth?${parameters}`)
  return new Promise(() => {})
}

/** Ends the session everywhere and comes back to the sign-in. */
export function leaveForSignOut(idToken: string | undefined): void {
  const parameters = new URLSearchParams({
    client_id: environment.clientId,
    post_logout_redirect_uri: redirectUri,
    ...(idToken !== undefined && { id_token_hint: idToken }),
  })
  location.assign(`${issuer}/protocol/openid-connect/logout?${parameters}`)
}

function currentPage(): string {
  // the addresses of Keycloak's console: /admin/master/console/#/test/clients
  if (location.hash.startsWith('#/')) return consolePath + location.hash.slice(1)
  return location.pathname + location.search + location.hash
}

function takePending(): Pending | undefined {
  const text = sessionStorage.getItem(KEY)
  sessionStorage.removeItem(KEY)
  if (text === null) return undefined
  const value: unknown = JSON.parse(text)
  return isPending(value) ? value : undefined
}

function isPending(value: unknown): value is Pending {
  if (typeof value !== 'object' || value === null) return false
  const texts = ['state', 'verifier', 'returnTo'].every((name) => typeof Reflect.get(value, name) === 'string')
  // whoever could write here could send us elsewhere: only our own pages are returned to
  return texts && String(Reflect.get(value, 'returnTo')).startsWith(`${consolePath}/`)
}
