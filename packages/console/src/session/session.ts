/** The signed-in administrator's tokens, in memory only: a reload signs in again, silently while the server's session lasts. */
import { leaveForSignOut, signIn } from './sign-in.ts'
import { SignInError, type TokenAnswer, tokenRequest } from './token-request.ts'

/** A token is not used in the seconds before it ends, in which it could end on its way. */
const MARGIN_MS = 10_000

let tokens: (TokenAnswer & { readonly endsAtMs: number }) | undefined
let refreshing: Promise<string> | undefined
const listeners = new Set<() => void>()
let ended = false

export async function startSession(): Promise<void> {
  keep(await signIn())
}

/** @returns a token that lasts for the next seconds; several callers share one refresh. */
export async function accessToken(): Promise<string> {
  if (tokens === undefined || ended) throw new SessionEnded()
  if (performance.now() < tokens.endsAtMs - MARGIN_MS) return tokens.accessToken
  refreshing ??= refresh(tokens.refreshToken).finally(() => {
    refreshing = undefined
  })
  return refreshing
}

/** The session is over at the server; only signing in again helps. */
export class SessionEnded extends Error {
  constructor() {
    super('The session has ended.')
    this.name = 'SessionEnded'
  }
}

export function signOut(): void {
  leaveForSignOut(tokens?.idToken)
}

/** For `useSyncExternalStore`. */
export const sessionEnd = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  read: (): boolean => ended,
}

/** Told by whoever saw the server refuse the session (a 401). */
export function endSession(): void {
  ended = true
  for (const listener of listeners) listener()
}

async function refresh(refreshToken: string | undefined): Promise<string> {
  try {
    if (refreshToken === undefined) throw new SignInError('there is no refresh token')
    return keep(await tokenRequest({ grant_type: 'refresh_token', refresh_token: refreshToken }))
  } catch (error) {
    if (!(error instanceof SignInError)) throw error
    endSession()
    throw new SessionEnded()
  }
}

function keep(answer: TokenAnswer): string {
  // performance.now: a clock that is put right meanwhile moves nothing
  tokens = { ...answer, endsAtMs: performance.now() + Math.max(answer.expiresIn * 1000, MARGIN_MS + 1000) }
  return answer.accessToken
}
