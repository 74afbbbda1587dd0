import { RelyingPartyError } from '../errors.ts'
import type { OidcClient, RelyingPartyEvent } from './client.ts'

/**
 * Runs one operation and tells `onEvent` how it went. Whatever the listener throws or rejects with is dropped: a broken log
 * must not break a login.
 */
export async function observed<T>(
  client: OidcClient,
  type: RelyingPartyEvent['type'],
  operation: () => Promise<T>,
): Promise<T> {
  const startedAtMs = performance.now()
  try {
    const result = await operation()
    tell(client, type, 'ok', performance.now() - startedAtMs)
    return result
  } catch (error) {
    tell(client, type, 'failed', performance.now() - startedAtMs, failureOf(error))
    throw error
  }
}

function tell(
  { options }: OidcClient,
  type: RelyingPartyEvent['type'],
  outcome: RelyingPartyEvent['outcome'],
  ms: number,
  failure?: NonNullable<RelyingPartyEvent['failure']>,
): void {
  const { issuer, clientId } = options
  const listen: ((event: RelyingPartyEvent) => unknown) | undefined = options.onEvent
  try {
    const result = listen?.({ type, outcome, issuer, clientId, ms, ...(failure && { failure }) })
    if (result instanceof Promise) result.catch(() => {})
  } catch {
    // see above
  }
}

function failureOf(error: unknown): NonNullable<RelyingPartyEvent['failure']> {
  if (!(error instanceof RelyingPartyError)) return { kind: 'unexpected' }
  const { failure } = error
  return failure.kind === 'refused' ? { kind: failure.kind, error: failure.error } : { kind: failure.kind }
}
