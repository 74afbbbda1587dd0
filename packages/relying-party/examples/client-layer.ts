import { authorizationUrl, createClient, exchangeCode, refresh, revoke, userInfo } from '@latchkey/relying-party'

const { privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])

// no shared secret: the provider knows the public key; and tokens that are worth nothing without a second one (DPoP)
export const client = createClient({
  issuer: process.env['ISSUER'] ?? '',
  clientId: 'shop',
  authentication: { method: 'private_key_jwt', key: privateKey, kid: 'shop-2026' },
  redirectUri: 'https://shop.example/callback',
  dpop: true,
})

/** A whole login, without the session layer. @param visit - sends a browser there, and comes back with where it ended. */
export async function wholeLogin(visit: (url: URL) => Promise<URL>): Promise<unknown> {
  const { url, login } = await authorizationUrl(client, { scope: 'openid email', extra: { ui_locales: 'de' } })
  const tokens = await exchangeCode(client, await visit(url), login)
  const { claims, refreshToken = '' } = tokens
  const renewed = await refresh(client, refreshToken, claims ? { previous: claims } : {})
  const user = await userInfo(client, renewed.accessToken, claims?.sub ?? '')
  await revoke(client, renewed.refreshToken ?? '', 'refresh_token')
  return user
}
