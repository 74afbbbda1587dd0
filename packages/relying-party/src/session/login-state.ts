import type { EpochSeconds, LoginState } from '../client/client.ts'
import { hashed, type SessionContext } from './context.ts'
import { cookiesOf } from './cookies.ts'
import type { RequestHead } from './request-head.ts'

/** A login on its way, as the browser that began it keeps it: one cookie per tab, encrypted. */
export interface BegunLogin {
  readonly login: LoginState
  readonly returnTo: string
  readonly expiresAt: EpochSeconds
  /** Begun by us after the first try was too old, which is done once. */
  readonly again?: boolean
}

const PREFIX = 'login-'
/** Tabs in which one browser may be logging in at the same time. */
const MOST_LOGINS = 5

/** @returns `Set-Cookie` values: the login's own, and the removal of the oldest when there are too many. */
export function keepLogin(
  context: SessionContext,
  request: RequestHead,
  begun: Omit<BegunLogin, 'expiresAt'>,
): string[] {
  const { cookies, sealer, loginLifetime } = context
  const name = nameOf(context.now(), begun.login.state)
  const text = JSON.stringify({ ...begun, expiresAt: context.now() + loginLifetime })
  const older = loginCookies(context, request)
  const tooMany = older.slice(0, Math.max(0, older.length - MOST_LOGINS + 1))
  return [
    ...tooMany.map((one) => cookies.remove(one)),
    cookies.set(name, sealer.seal(text, contextOf(begun.login.state)), loginLifetime),
  ]
}

/**
 * The login that a callback's `state` belongs to, if this browser began it and it isn't too old.
 *
 * @returns also the name of its cookie, to be removed.
 */
export function findLogin(
  context: SessionContext,
  request: RequestHead,
  state: string,
): { readonly begun: BegunLogin; readonly cookie: string } | undefined {
  const suffix = suffixOf(state)
  const cookie = loginCookies(context, request).find((name) => name.endsWith(suffix))
  const sealed = cookie && cookiesOf(request).get(context.cookies.nameOf(cookie))
  const text = sealed && context.sealer.open(sealed, contextOf(state))
  if (!cookie || !text) return undefined
  const begun = JSON.parse(text) as BegunLogin // it was sealed by us
  return begun.expiresAt > context.now() ? { begun, cookie } : undefined
}

/** Names of the browser's login cookies, the oldest first. */
function loginCookies({ cookies }: SessionContext, request: RequestHead): string[] {
  const prefix = cookies.nameOf(PREFIX)
  return [...cookiesOf(request).keys()]
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length - PREFIX.length))
    .sort()
}

/** The time first, in a form that sorts. */
function nameOf(now: EpochSeconds, state: string): string {
  return `${PREFIX}${now.toString(36).padStart(8, '0')}${suffixOf(state)}`
}

function suffixOf(state: string): string {
  return `-${hashed('login', state).slice(0, 16)}`
}

function contextOf(state: string): string {
  return `login:${state}`
}
