/**
 * Every URL of the server in one table: path, methods, and what answers. Paths stand below the server's base, which is
 * the relative path of the settings, or both `/` and `/auth` where none is set.
 */
import { authorizeEndpoint } from '../endpoints/authorize/authorize.ts'
import { oidcLogin } from '../endpoints/authorize/oidc-login.ts'
import { certsEndpoint } from '../endpoints/certs/certs.ts'
import { consoleAsset } from '../endpoints/console/console-asset.ts'
import { consoleEntry } from '../endpoints/console/console-entry.ts'
import { preflight } from '../endpoints/cors.ts'
import { discoveryEndpoint } from '../endpoints/discovery/discovery.ts'
import type { Endpoint } from '../endpoints/exchange.ts'
import { authenticateEndpoint, requiredActionEndpoint, restartEndpoint } from '../endpoints/login/login-actions.ts'
import { logoutConfirmEndpoint } from '../endpoints/logout/confirmation.ts'
import { logoutEndpoint } from '../endpoints/logout/logout.ts'
import { realmInfoEndpoint } from '../endpoints/realm/realm-info.ts'
import { inRealm, type RealmEndpoint, type Services } from '../endpoints/realm-endpoint.ts'
import type { Route } from '../endpoints/route.ts'
import { tokenEndpoint } from '../endpoints/token/token.ts'
import { userInfoEndpoint } from '../endpoints/userinfo/userinfo.ts'

export function routes(services: Services): readonly Route[] {
  const protocols = { 'openid-connect': oidcLogin }
  const realm = (endpoint: RealmEndpoint) => inRealm(services, endpoint)
  const read = (endpoint: RealmEndpoint) => ({ GET: realm(endpoint) })
  const tell = (endpoint: RealmEndpoint) => ({ GET: inRealm(services, endpoint, { alsoDisabled: true }) })
  const readAndPost = (endpoint: RealmEndpoint) => ({ GET: realm(endpoint), POST: realm(endpoint) })
  const post = (endpoint: RealmEndpoint) => ({ POST: realm(endpoint) })
  const oidc = '/realms/:realm/protocol/openid-connect'
  const loginActions = '/realms/:realm/login-actions'
  return [
    { path: '/realms/:realm', answers: tell(realmInfoEndpoint), cors: 'GET, HEAD, OPTIONS' },
    { path: '/realms/:realm/.well-known/openid-configuration', answers: tell(discoveryEndpoint), cors: 'GET' },
    { path: '/realms/:realm/.well-known/oauth-authorization-server', answers: tell(discoveryEndpoint), cors: 'GET' },
    // RFC 8414 §3.1: the well-known part goes between host and path of the issuer
    { path: '/.well-known/oauth-authorization-server/realms/:realm', answers: tell(discoveryEndpoint), cors: 'GET' },
    { path: `${oidc}/certs`, answers: read(certsEndpoint), cors: 'GET' },
    { path: `${oidc}/auth`, answers: readAndPost(authorizeEndpoint) },
    { path: `${oidc}/token`, answers: post(tokenEndpoint), cors: 'POST, OPTIONS' },
    { path: `${oidc}/userinfo`, answers: readAndPost(userInfoEndpoint), cors: 'GET, HEAD, OPTIONS' },
    { path: `${oidc}/logout`, answers: readAndPost(logoutEndpoint), cors: 'GET, HEAD, OPTIONS' },
    { path: `${oidc}/logout/logout-confirm`, answers: post(logoutConfirmEndpoint) },
    { path: `${loginActions}/authenticate`, answers: readAndPost(authenticateEndpoint(protocols)) },
    { path: `${loginActions}/restart`, answers: read(restartEndpoint(protocols)) },
    { path: `${loginActions}/required-action`, answers: readAndPost(requiredActionEndpoint(protocols)) },
    { path: '/admin', answers: { GET: consoleEntry } },
    { path: '/resources/console/assets/:file', answers: { GET: consoleAsset(services) } },
  ]
}

/** Answers OPTIONS of a route. */
export function optionsOf(route: Route): Endpoint {
  const { cors } = route
  if (cors !== undefined) return async (request) => preflight(request, cors)
  const methods = [...Object.keys(route.answers), ...('GET' in route.answers ? ['HEAD'] : []), 'OPTIONS']
  return async () => ({ status: 200, headers: { allow: methods.join(', ') } })
}

export const methodNotAllowed: Endpoint = async () => ({
  status: 405,
  body: { error: 'HTTP 405 Method Not Allowed' },
})
