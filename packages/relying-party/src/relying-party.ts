/**
 * `@latchkey/relying-party`: OpenID Connect for a service that lets users log in elsewhere. Make a client once with
 * {@link createClient}, then call the operations with it; each is one function, so unused ones are not bundled. Everything
 * thrown on purpose is a {@link RelyingPartyError}.
 *
 * Server-side sessions on top of this are in `@latchkey/relying-party/session`.
 */

export { type AuthorizationUrlOptions, authorizationUrl } from './client/authorization-url.ts'
export {
  type AccessTokenClaims,
  type AuthorizationRequest,
  type ClientAuthentication,
  type ClientOptions,
  createClient,
  type EpochSeconds,
  type LoginState,
  type LogoutToken,
  type OidcClient,
  type RelyingPartyEvent,
  type Seconds,
  type ServerMetadata,
  type TokenSet,
} from './client/client.ts'
export { discover } from './client/discover.ts'
export { type EndSessionOptions, endSessionUrl } from './client/end-session-url.ts'
export { exchangeCode } from './client/exchange-code.ts'
export { type Introspection, introspect } from './client/introspect.ts'
export { type RefreshOptions, refresh } from './client/refresh.ts'
export { revoke } from './client/revoke.ts'
export { type UserInfo, userInfo } from './client/user-info.ts'
export { type AccessTokenOptions, validateAccessToken } from './client/validate-access-token.ts'
export { verifyLogoutToken } from './client/verify-logout-token.ts'
export { type Failure, RelyingPartyError } from './errors.ts'
