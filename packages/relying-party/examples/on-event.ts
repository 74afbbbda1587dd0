import { createClient, type RelyingPartyEvent } from '@latchkey/relying-party'

/** A line for each step. It holds no token, code or secret, so it may go to any log. */
export function line({ type, outcome, ms, failure }: RelyingPartyEvent): string {
  const took = ms === undefined ? '' : ` in ${Math.round(ms)} ms`
  const why = failure === undefined ? '' : `: ${failure.error ?? failure.kind}`
  return `${type} ${outcome}${took}${why}`
}

export const client = createClient({
  issuer: process.env['ISSUER'] ?? '',
  clientId: 'shop',
  authentication: { method: 'none' },
  onEvent: (event) => console.info(line(event)),
})
