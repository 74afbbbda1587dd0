import type { EpochSeconds, LogoutToken, OidcClient } from './client.ts'
import { discover } from './discover.ts'
import { invalidToken, type VerifiedJwt, verifyJwt } from './jwt.ts'
import { observed } from './observe.ts'

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout'

/**
 * Validates what the provider sends when a session ended elsewhere. Whoever acts on it should remember `jti` until `exp`
 * and refuse it a second time.
 *
 * @param token - the form parameter `logout_token` as it came.
 * @throws {RelyingPartyError} `token_expired`; `invalid_token`; `server_unreachable` or `discovery_failed` when the keys
 *   can't be had.
 * @see OpenID Connect Back-Channel Logout §2.6
 */
export async function verifyLogoutToken(client: OidcClient, token: string): Promise<LogoutToken> {
  return observed(client, 'logout_token', async () => {
    const { clientId, clock, clockTolerance } = client.options
    const verified = await verifyJwt(client, await discover(client), token, {
      name: 'logout token',
      types: ['logout+jwt', 'jwt'],
      audience: clientId,
      requiredClaims: ['iss', 'aud', 'iat', 'exp', 'jti', 'events'],
    })
    return checkLogoutToken(verified.claims, clock() + clockTolerance)
  })
}

/**
 * The rules beyond signature, issuer, audience and expiry.
 *
 * @param latest - epoch seconds: now, plus the clock tolerance.
 * @throws {RelyingPartyError} `invalid_token`
 */
function checkLogoutToken(claims: VerifiedJwt['claims'], latest: EpochSeconds): LogoutToken {
  const { jti, iat, exp, sub, sid } = claims
  // An ID token has a nonce or may have one: a logout token has none, so that neither passes for the other.
  if (claims['nonce'] !== undefined) throw wrong('nonce', 'has no place in it')
  if (typeof claims['typ'] === 'string' && claims['typ'] !== 'Logout')
    throw wrong('typ', 'says that it is another token')
  if (!isLogoutEvent(claims['events'])) throw wrong('events', 'does not say that this is a logout')
  if (typeof jti !== 'string' || jti === '') throw wrong('jti', 'is not a text')
  if (typeof iat !== 'number' || iat > latest) throw wrong('iat', 'lies in the future; do the clocks agree?')
  if (typeof exp !== 'number') throw wrong('exp', 'is not a time')
  if (sub !== undefined && (typeof sub !== 'string' || sub === '')) throw wrong('sub', 'is not a text')
  if (sid !== undefined && (typeof sid !== 'string' || sid === '')) throw wrong('sid', 'is not a text')
  if (sub === undefined && sid === undefined) {
    throw invalidToken('The logout token says neither who (sub) nor which session (sid).', 'sub', 'missing')
  }
  return { jti, iat, exp, ...(sub !== undefined && { sub }), ...(sid !== undefined && { sid }) }
}

function isLogoutEvent(events: unknown): boolean {
  if (typeof events !== 'object' || events === null || !Object.hasOwn(events, LOGOUT_EVENT)) return false
  const event = (events as Readonly<Record<string, unknown>>)[LOGOUT_EVENT]
  return typeof event === 'object' && event !== null && !Array.isArray(event)
}

function wrong(claim: string, sentence: string): Error {
  return invalidToken(`The logout token's ${claim} ${sentence}.`, claim, 'check_failed')
}
