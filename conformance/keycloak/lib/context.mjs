// What the scenarios share: the realm under test, its people and clients, log-in shortcuts.
import crypto from 'node:crypto'
import { firstForm, Jar, send } from './http.mjs'

export const sleep = (ms) => new Promise((r) => setTimeout(r, ms))
export const b64u = (x) => Buffer.from(typeof x === 'string' ? x : x).toString('base64url')
export const pkce = () => {
  const verifier = b64u(crypto.randomBytes(32))
  return { verifier, challenge: crypto.createHash('sha256').update(verifier).digest('base64url') }
}

export function signJwt(header, payload, key) {
  const input = `${b64u(JSON.stringify(header))}.${b64u(JSON.stringify(payload))}`
  let sig
  if (header.alg === 'none') sig = ''
  else if (header.alg.startsWith('HS'))
    sig = crypto
      .createHmac(`sha${header.alg.slice(2)}`, key)
      .update(input)
      .digest('base64url')
  else if (header.alg.startsWith('RS'))
    sig = crypto.sign(`sha${header.alg.slice(2)}`, Buffer.from(input), key).toString('base64url')
  else
    sig = crypto
      .sign(`sha${header.alg.slice(2)}`, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' })
      .toString('base64url')
  return `${input}.${sig}`
}

export class Ctx {
  constructor(o) {
    Object.assign(this, o) // base, realm, norm, rec, adminUser, adminPassword
    this.R = `/realms/${this.realm}`
    this.P = `${this.R}/protocol/openid-connect`
    this.A = `/admin/realms/${this.realm}`
    this.cb = 'http://localhost:1234/v1/token'
    this.clients = {
      'my-test-client': { secret: 'my-test-client-secret-000000000001', redirect: this.cb },
      'public-pkce': { redirect: 'http://localhost:1234/spa/cb' },
      'service-client': { secret: 'service-client-secret-0000000000001' },
      'service-refresh': { secret: 'service-refresh-secret-000000000001' },
      'direct-client': { secret: 'direct-client-secret-00000000000001', redirect: 'http://localhost:1234/direct/cb' },
      'direct-public': {},
      'disabled-client': {
        secret: 'disabled-client-secret-000000000001',
        redirect: 'http://localhost:1234/disabled/cb',
      },
      'implicit-client': { redirect: 'http://localhost:1234/implicit/cb' },
      'consent-client': { secret: 'consent-client-secret-0000000000001', redirect: 'http://localhost:1234/consent/cb' },
      'exchange-client': { secret: 'exchange-client-secret-000000000001' },
      'initial-client': { secret: 'initial-client-secret-0000000000001' },
      'device-client': {},
      'ciba-client': { secret: 'ciba-client-secret-0000000000000001' },
      'dpop-client': { redirect: 'http://localhost:1234/dpop/cb' },
      'par-client': { secret: 'par-client-secret-00000000000000001', redirect: 'http://localhost:1234/par/cb' },
      'jwt-client': { redirect: 'http://localhost:1234/jwt/cb' },
      'secret-jwt-client': { secret: 'secret-jwt-client-secret-00000000000000001' },
      'narrow-client': { secret: 'narrow-client-secret-00000000000001' },
      'lightweight-client': { secret: 'lightweight-client-secret-000000001' },
      'mapper-client': { secret: 'mapper-client-secret-00000000000001' },
      'my-api': { secret: 'my-api-secret-000000000000000000001' },
      'introspect-client': { secret: 'introspect-client-secret-0000000001' },
      'backchannel-client': { secret: 'backchannel-client-secret-000000001', redirect: 'http://localhost:1234/bc/cb' },
    }
    this.users = {
      alice: 'alice-pass',
      bob: 'bob-pass',
      'carol-disabled': 'carol-pass',
      'dave-temporary': 'dave-pass',
      'erin-incomplete': 'erin-pass',
    }
    this.tokenAge = 0
  }
  creds(id) {
    const c = this.clients[id]
    return c.secret ? { client_id: id, client_secret: c.secret } : { client_id: id }
  }

  async raw(method, path, { json, form, bearer } = {}) {
    const headers = {}
    let body
    if (json !== undefined) {
      headers['content-type'] = 'application/json'
      body = JSON.stringify(json)
    } else if (form) {
      headers['content-type'] = 'application/x-www-form-urlencoded'
      body = new URLSearchParams(form).toString()
    } else if (method !== 'GET' && method !== 'DELETE') body = ''
    if (bearer) headers.authorization = `Bearer ${bearer}`
    return send({ method, url: path.startsWith('http') ? path : this.base + path, headers, body })
  }
  async admin() {
    if (!this.adminTok || Date.now() - this.tokenAge > 40000) {
      const r = await this.raw('POST', '/realms/master/protocol/openid-connect/token', {
        form: {
          client_id: 'admin-cli',
          grant_type: 'password',
          username: this.adminUser,
          password: this.adminPassword,
        },
      })
      if (r.status !== 200) throw new Error(`admin token: ${r.status} ${r.text}`)
      this.adminTok = r.json.access_token
      this.tokenAge = Date.now()
    }
    return this.adminTok
  }
  async adm(method, path, json) {
    const r = await this.raw(method, path.startsWith('/admin') ? path : this.A + path, {
      json,
      bearer: await this.admin(),
    })
    return r
  }
  async admOk(method, path, json) {
    const r = await this.adm(method, path, json)
    if (r.status >= 400) throw new Error(`${method} ${path}: ${r.status} ${r.text}`)
    return r
  }
  async clientUuid(id) {
    return (await this.admOk('GET', `/clients?clientId=${encodeURIComponent(id)}`)).json[0]?.id
  }
  async userId(name) {
    return (await this.admOk('GET', `/users?exact=true&username=${encodeURIComponent(name)}`)).json[0]?.id
  }
  async withClient(id, patch, fn) {
    const uuid = await this.clientUuid(id)
    const before = (await this.admOk('GET', `/clients/${uuid}`)).json
    const after = { ...before, ...patch, attributes: { ...before.attributes, ...(patch.attributes ?? {}) } }
    await this.admOk('PUT', `/clients/${uuid}`, after)
    try {
      return await fn(uuid)
    } finally {
      const back = {
        ...Object.fromEntries(
          Object.keys(patch).map((k) => [
            k,
            Array.isArray(patch[k])
              ? []
              : typeof patch[k] === 'string'
                ? ''
                : typeof patch[k] === 'boolean'
                  ? false
                  : 0,
          ]),
        ),
        ...before,
        attributes: {
          ...Object.fromEntries(Object.keys(patch.attributes ?? {}).map((k) => [k, ''])),
          ...before.attributes,
        },
      }
      await this.admOk('PUT', `/clients/${uuid}`, back)
    }
  }
  async withRealm(patch, fn) {
    const before = (await this.admOk('GET', '')).json
    await this.admOk('PUT', '', patch)
    try {
      return await fn()
    } finally {
      await this.admOk(
        'PUT',
        '',
        Object.fromEntries(
          Object.keys(patch).map((k) => [
            k,
            before[k] ??
              (Array.isArray(patch[k])
                ? []
                : typeof patch[k] === 'string'
                  ? ''
                  : typeof patch[k] === 'boolean'
                    ? false
                    : 0),
          ]),
        ),
      )
    }
  }
  async withUser(name, patch, fn) {
    const id = await this.userId(name)
    const before = (await this.admOk('GET', `/users/${id}`)).json
    await this.admOk('PUT', `/users/${id}`, { ...before, ...patch })
    try {
      return await fn(id)
    } finally {
      await this.admOk('PUT', `/users/${id}`, before)
    }
  }

  authQuery(client, extra = {}) {
    return {
      client_id: client,
      redirect_uri: this.clients[client]?.redirect,
      response_type: 'code',
      scope: 'openid',
      state: 'state-1',
      ...extra,
    }
  }
  // Logs in without recording; returns {code, params, jar, session}
  async login(s, client, { user = 'alice', jar = new Jar(), query = {}, pass } = {}) {
    const page = await s.quiet({ path: `${this.P}/auth`, query: this.authQuery(client, query), jar })
    let res = page
    if (page.status === 200) {
      const f = firstForm(page.text)
      if (!f) throw new Error(`login: no form: ${page.text.slice(0, 200)}`)
      res = await s.quiet({
        method: 'POST',
        url: new URL(f.action, this.base).href,
        form: { username: user, password: pass ?? this.users[user], credentialId: '' },
        jar,
      })
    }
    const loc = res.get('location')
    if (!loc) throw new Error(`login of ${user} at ${client}: no redirect, status ${res.status}`)
    const u = new URL(loc)
    const params = Object.fromEntries([...u.searchParams, ...new URLSearchParams(u.hash.slice(1))])
    return { code: params.code, params, jar, session: params.session_state, location: loc }
  }
  async loginTokens(s, client, o = {}) {
    const l = await this.login(s, client, o)
    const r = await s.quiet({
      path: `${this.P}/token`,
      form: {
        ...this.creds(client),
        grant_type: 'authorization_code',
        code: l.code,
        redirect_uri: this.clients[client].redirect,
        ...(o.exchange ?? {}),
      },
    })
    if (r.status !== 200) throw new Error(`exchange: ${r.text}`)
    return { ...l, ...r.json }
  }
  async password(s, client = 'direct-client', { user = 'alice', scope = 'openid', extra = {} } = {}) {
    const r = await s.quiet({
      path: `${this.P}/token`,
      form: {
        ...this.creds(client),
        grant_type: 'password',
        username: user,
        password: this.users[user],
        scope,
        ...extra,
      },
    })
    if (r.status !== 200) throw new Error(`password: ${r.text}`)
    return r.json
  }
}
