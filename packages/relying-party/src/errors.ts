/**
 * What can go wrong at a relying party, as one closed union: a caller branches on `kind`, shows `message` to a developer,
 * and never meets a raw fetch or JOSE error. A `cause`, where there is one, is a copy reduced to name, code and words. No
 * message, failure or cause holds a token, code or secret.
 */

export type Failure =
  /** The server's metadata can't be had or can't be trusted: wrong issuer, not JSON, no such realm. */
  | { readonly kind: 'discovery_failed'; readonly issuer: string }
  /**
   * No answer, or one that isn't the server's word on the matter: a 5xx or 429, a redirect, a page of some proxy. The same
   * call may work later, so a session need not end for it. `endpoint` is a URL without its query.
   */
  | { readonly kind: 'server_unreachable'; readonly endpoint: string; readonly status?: number }
  /** The server said no (RFC 6749 §5.2, §4.1.2.1; RFC 6750 §3.1): its code and words. */
  | { readonly kind: 'refused'; readonly error: string; readonly errorDescription?: string; readonly status?: number }
  /** The callback does not belong to this login: another state, another issuer, no code. Nothing was exchanged. */
  | {
      readonly kind: 'invalid_callback'
      readonly reason: 'code_missing' | 'state_mismatch' | 'issuer_mismatch' | 'duplicate_parameter'
    }
  /** A token whose time is over (epoch seconds); refreshing may help. */
  | { readonly kind: 'token_expired'; readonly expiredAt: number }
  /** A token, or an answer that carries one, that must not be believed: which claim or header, and why. */
  | { readonly kind: 'invalid_token'; readonly part: string; readonly reason: string }
  /** A setting is missing or contradicts the server's metadata. */
  | { readonly kind: 'invalid_configuration'; readonly setting: string }

/** Everything this library throws on purpose. */
export class RelyingPartyError extends Error {
  readonly failure: Failure

  constructor(message: string, failure: Failure, options?: ErrorOptions) {
    super(message, options)
    this.name = 'RelyingPartyError'
    this.failure = failure
  }

  get kind(): Failure['kind'] {
    return this.failure.kind
  }
}
