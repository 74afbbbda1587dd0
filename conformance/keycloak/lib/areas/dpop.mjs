import crypto from 'node:crypto'
import { signJwt } from '../context.mjs'
import { decodeJwt } from '../norm.mjs'
import { now } from '../projections.mjs'

export const dpop = {
  name: 'dpop',
  title: 'Demonstrating proof of possession',
  async record(area, c) {
    await area.scenario('all', async (s) => {
      const pair = () => {
        const k = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' })
        return { key: k.privateKey, jwk: k.publicKey.export({ format: 'jwk' }) }
      }
      const k1 = pair(),
        k2 = pair()
      const proof = (k, htm, htu, more = {}, head = {}) =>
        signJwt(
          { typ: 'dpop+jwt', alg: 'ES256', jwk: k.jwk, ...head },
          { jti: crypto.randomUUID(), htm, htu, iat: now(), ...more },
          k.key,
        )
      const T = `${c.base}${c.P}/token`,
        U = `${c.base}${c.P}/userinfo`
      const ath = (t) => crypto.createHash('sha256').update(t).digest('base64url')
      const form = {
        client_id: 'dpop-client',
        grant_type: 'password',
        username: 'alice',
        password: 'alice-pass',
        scope: 'openid',
      }
      const g = (step, dpop, f = form) => s.req(step, { path: `${c.P}/token`, form: f, headers: dpop ? { dpop } : {} })
      await g('proof missing at a client that needs it', undefined)
      const r = await g('right', proof(k1, 'POST', T))
      const t = r.json
      c.norm.label(decodeJwt(t.access_token).payload.cnf?.jkt, 'jkt')
      const p = proof(k1, 'POST', T)
      await s.quiet({ path: `${c.P}/token`, form, headers: { dpop: p } })
      await g('proof replayed', p)
      await g('htm wrong', proof(k1, 'GET', T))
      await g('htu wrong', proof(k1, 'POST', U))
      await g('iat old', proof(k1, 'POST', T, { iat: now() - 600 }))
      await g('iat in the future', proof(k1, 'POST', T, { iat: now() + 600 }))
      await g('typ wrong', proof(k1, 'POST', T, {}, { typ: 'JWT' }))
      await g('jti missing', proof(k1, 'POST', T, { jti: undefined }))
      await g(
        'signed by another key',
        signJwt(
          { typ: 'dpop+jwt', alg: 'ES256', jwk: k2.jwk },
          { jti: crypto.randomUUID(), htm: 'POST', htu: T, iat: now() },
          k1.key,
        ),
      )
      await g('garbage', 'garbage')
      await g('client that does not need it, with proof', proof(k1, 'POST', T), {
        ...form,
        ...c.creds('direct-client'),
      })
      const u = (step, tok, dpop, scheme = 'DPoP') =>
        s.req(step, { path: `${c.P}/userinfo`, bearer: tok, scheme, headers: dpop ? { dpop } : {} })
      await u('userinfo right', t.access_token, proof(k1, 'GET', U, { ath: ath(t.access_token) }))
      await u('userinfo, Bearer scheme', t.access_token, undefined, 'Bearer')
      await u(
        'userinfo, Bearer scheme with proof',
        t.access_token,
        proof(k1, 'GET', U, { ath: ath(t.access_token) }),
        'Bearer',
      )
      await u('userinfo without proof', t.access_token, undefined)
      await u('userinfo without ath', t.access_token, proof(k1, 'GET', U))
      await u('userinfo, ath wrong', t.access_token, proof(k1, 'GET', U, { ath: ath('x') }))
      await u('userinfo, other key', t.access_token, proof(k2, 'GET', U, { ath: ath(t.access_token) }))
      const rfm = { client_id: 'dpop-client', grant_type: 'refresh_token', refresh_token: t.refresh_token }
      await g('refresh without proof', undefined, rfm)
      await g('refresh with another key', proof(k2, 'POST', T), rfm)
      await g('refresh right', proof(k1, 'POST', T), rfm)
      const l = await c.login(s, 'dpop-client', { query: { dpop_jkt: 'wrong-thumbprint' } })
      await g('code bound by dpop_jkt, other key', proof(k1, 'POST', T), {
        client_id: 'dpop-client',
        grant_type: 'authorization_code',
        code: l.code,
        redirect_uri: c.clients['dpop-client'].redirect,
      })
      await s.req('introspect', {
        path: `${c.P}/token/introspect`,
        form: { ...c.creds('my-api'), token: t.access_token },
      })
    })
  },
}
