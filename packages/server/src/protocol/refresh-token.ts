import type { Client } from '../model/client.ts'
import type { Realm } from '../model/realm.ts'
import type { EpochSeconds } from '../model/time.ts'
import { invalidGrant } from './oauth-error.ts'

/** What a refresh token says, once its signature is checked. */
export interface RefreshTokenClaims {
  /** Its `jti`. */
  readonly id: string
  /** `jti` of the first token of its family; its own where it is the first. */
  readonly family: string
  readonly sessionId: string
  readonly offline: boolean
  readonly issuedAt: EpochSeconds
  /** Names of all client scopes that were granted, `openid` among them when it was asked for. */
  readonly scope: string
}

/** Whether sessions of this client can be refreshed at all: Keycloak's "Use refresh tokens". */
export function usesRefreshTokens(client: Client): boolean {
  return client.attributes['use.refresh.tokens'] !== 'false'
}

/**
 * Judges a refresh token: is it one, is it this client's, is it alive?
 *
 * @param claims - of a token this realm signed; `undefined` when the signature was not good.
 * @throws {OAuthError} `invalid_grant` in Keycloak's words. A token is dead in the second of its `exp`.
 * @see RFC 6749 §6
 */
export function readRefreshToken(
  claims: Readonly<Record<string, unknown>> | undefined,
  by: { readonly issuer: string; readonly client: Client; readonly realm: Realm; readonly now: EpochSeconds },
): RefreshTokenClaims {
  const { typ, iss, jti, sid, iat, exp, azp, scope, fam } = claims ?? {}
  const offline = typ === 'Offline'
  if (
    (typ !== 'Refresh' && !offline) ||
    iss !== by.issuer ||
    typeof jti !== 'string' ||
    typeof sid !== 'string' ||
    typeof iat !== 'number' ||
    !(exp === undefined ? offline : typeof exp === 'number')
  ) {
    throw invalidGrant('Invalid refresh token', {
      kind: 'refresh_token_invalid',
      came: claims === undefined ? 'a token this realm did not sign' : `a token of type ${String(typ)}`,
      expected: 'a refresh token of this issuer',
    })
  }
  if (azp !== by.client.clientId) {
    throw invalidGrant("Invalid refresh token. Token client and authorized client don't match", {
      kind: 'refresh_token_client_mismatch',
      came: by.client.clientId,
      expected: String(azp),
    })
  }
  if (typeof exp === 'number' && exp <= by.now) {
    throw invalidGrant('Token is not active', { kind: 'refresh_token_expired', came: `exp ${exp}, now ${by.now}` })
  }
  if (iat < by.realm.notBefore || iat < by.client.notBefore) {
    throw invalidGrant('Stale token', {
      kind: 'token_revoked_by_not_before',
      came: `iat ${iat}`,
      expected: `at least ${Math.max(by.realm.notBefore, by.client.notBefore)}`,
    })
  }
  const family = typeof fam === 'string' ? fam : jti
  return { id: jti, family, sessionId: sid, offline, issuedAt: iat, scope: typeof scope === 'string' ? scope : '' }
}
