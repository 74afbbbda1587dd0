import { RelyingPartyError } from '../errors.ts'
import { hashed, type SessionContext } from './context.ts'
import { endSession, type HeldSession, readSession, renewSession } from './held-session.ts'

/** What became of a session whose access token had to be renewed. */
export type Freshness =
  | { readonly kind: 'fresh'; readonly session: HeldSession }
  /** The provider ended it, or someone logged out. */
  | { readonly kind: 'ended' }
  /** The provider doesn't answer: the session is kept. */
  | { readonly kind: 'unreachable' }
  /** The provider refuses for a reason that a new login doesn't repair, such as a wrong client secret. */
  | { readonly kind: 'refused'; readonly error: RelyingPartyError }

/** Metadata, tokens, the same with a DPoP nonce, keys, and keys again for an unknown one. */
const MOST_ANSWERS = 5
const POLL_MS = 100

/**
 * Sees to it that sessions have an access token that is still good. However many requests need a new one at the same time,
 * in however many processes, the refresh token is used once: with rotation a second use would end the session.
 */
export class Refresher {
  /** Refreshes of this process that are under way, by session. */
  readonly #underWay = new Map<string, Promise<Freshness>>()

  async fresh(context: SessionContext, session: HeldSession): Promise<Freshness> {
    if (!isDue(context, session)) return { kind: 'fresh', session }
    const underWay = this.#underWay.get(session.key)
    if (underWay) return underWay
    const refreshing = amongProcesses(context, session).finally(() => this.#underWay.delete(session.key))
    this.#underWay.set(session.key, refreshing)
    return refreshing
  }
}

/** A token that lives shorter than twice the usual lead has its second half: otherwise every request would renew it. */
function isDue(context: SessionContext, { record: { tokens, tokensFrom } }: HeldSession): boolean {
  const ahead = Math.min(context.refreshAhead, (tokens.expiresAt - tokensFrom) / 2)
  return tokens.expiresAt - ahead <= context.now()
}

function isExpired(context: SessionContext, { record }: HeldSession): boolean {
  return record.tokens.expiresAt <= context.now()
}

/** Longer than the provider may take to answer, so that nobody else begins while one is still waiting. Seconds. */
function leaseTime({ client }: SessionContext): number {
  return Math.ceil((MOST_ANSWERS * client.options.timeoutMs) / 1000) + 5
}

async function amongProcesses(context: SessionContext, stale: HeldSession): Promise<Freshness> {
  const { store, wait } = context
  const name = hashed('refresh', stale.key)
  const ttl = leaseTime(context)
  for (let waitedMs = 0; waitedMs < ttl * 1000; waitedMs += POLL_MS) {
    const lease = await store.lease(name, ttl)
    // read again in both cases: another process may have finished, or the user may have logged out
    const current = await readSession(context, stale.key)
    try {
      if (!current) return { kind: 'ended' }
      if (!isDue(context, current)) return { kind: 'fresh', session: current }
      if (lease) return await refreshed(context, current)
    } finally {
      await lease?.release()
    }
    await wait(POLL_MS)
  }
  return { kind: 'unreachable' }
}

async function refreshed(context: SessionContext, session: HeldSession): Promise<Freshness> {
  const { refreshToken, claims } = session.record.tokens
  if (refreshToken === undefined) {
    if (!isExpired(context, session)) return { kind: 'fresh', session }
    await endSession(context, session.key)
    return { kind: 'ended' }
  }
  const { operations, client } = context
  try {
    const tokens = await operations.refresh(client, refreshToken, claims ? { previous: claims } : {})
    const renewed = await renewSession(context, session, tokens)
    return renewed ? { kind: 'fresh', session: renewed } : { kind: 'ended' }
  } catch (error) {
    return failed(context, session, error)
  }
}

async function failed(context: SessionContext, session: HeldSession, error: unknown): Promise<Freshness> {
  if (!(error instanceof RelyingPartyError)) throw error
  const { failure } = error
  if (failure.kind === 'refused' && failure.error === 'invalid_grant') {
    await endSession(context, session.key)
    return { kind: 'ended' }
  }
  // ahead of expiry nothing is lost yet
  if (!isExpired(context, session)) return { kind: 'fresh', session }
  return failure.kind === 'server_unreachable' ? { kind: 'unreachable' } : { kind: 'refused', error }
}
