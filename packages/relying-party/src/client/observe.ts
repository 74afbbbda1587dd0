import { RelyingPartyError } from '../errors.ts'
import type { OidcClient, RelyingPartyEvent } from './client.ts'

/**
 * Runs one operation and tells `onEvent` how it went.
 */
export async function observed<T>(
  client: OidcClient,
  type: RelyingPartyEvent['type'],
  operation: () => Promise<T>,
): Promise<T> {
  const startedAtMs = performance.now()
  try {
    const result = await operation()
    tell(client, { type, outcome: 'ok', ms: performance.now() - startedAtMs })
    return result
  } catch (error) {
    const ms = performance.now() - startedAtMs
    tell(client, { type, outcome: 'failed', ms, failure: failureOf(error) })
    throw error
  }
}

/** Whatever the listener throws or rejects with is dropped. */
export function tell({ options }: OidcClient, step: Omit<RelyingPartyEvent, 'issuer' | 'clientId'>): void {
  const { issuer, clientId } = options
  const listen: ((event: RelyingPartyEvent) => unknown) | undefined = options.onEvent
  try {
    const result = listen?.({ ...step, issuer, clientId })
    if (result instanceof Promise) result.catch(() => {})
  } catch {
    // a broken log must not break a login or a session
  }
}

function failureOf(error: unknown): NonNullable<RelyingPartyEvent['failure']> {
  if (!(error instanceof RelyingPartyError)) return { kind: 'unexpected' }
  const { failure } = error
  return failure.kind === 'refused' ? { kind: failure.kind, error: failure.error } : { kind: failure.kind }
}
