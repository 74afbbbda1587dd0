// Turns a live answer into a stable fact: volatile values become placeholders.
import { parseSetCookie, summariseHtml } from './http.mjs'

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
const JWT = /^[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]*$/
const JWE = /^[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]{8,}$/
// lists whose order differs from run to run; written sorted
const UNORDERED = new Set([
  'roles',
  'aud',
  'scopes_supported',
  'allowed-origins',
  'defaultClientScopes',
  'optionalClientScopes',
  'grantedClientScopes',
  'supportedLocales',
  'realmRoles',
  'composites',
  'groups',
  'enabledEventTypes',
])
const SKIP = new Set(['date', 'content-length', 'connection', 'keep-alive', 'transfer-encoding'])

export const decodeJwt = (t) => {
  const [h, p] = t.split('.')
  const j = (x) => JSON.parse(Buffer.from(x, 'base64url').toString('utf8'))
  return { header: j(h), payload: j(p) }
}
export const isJwt = (s) => {
  if (typeof s !== 'string' || !JWT.test(s) || !s.startsWith('ey')) return false
  try {
    decodeJwt(s)
    return true
  } catch {
    return false
  }
}
const roundy = (n) => {
  const m = Math.round(n / 60) * 60
  return m !== 0 && Math.abs(n - m) <= 5 ? m : n
}

export class Norm {
  constructor(base) {
    this.base = base.replace(/\/$/, '')
    this.origin = new URL(base).origin
    this.labels = new Map() // exact value -> placeholder
    this.sids = 0
  }
  label(value, name) {
    if (value && String(value).length >= 6) this.labels.set(String(value), `<${name}>`)
  }
  sid(value) {
    if (value && !this.labels.has(value)) this.labels.set(value, `<sid:${++this.sids}>`)
  }
  newScenario() {
    for (const [k, v] of this.labels) if (v.startsWith('<sid:')) this.labels.delete(k)
    this.sids = 0
  }

  learn(_text, json) {
    const s = json?.session_state
    if (typeof s === 'string' && s) this.sid(s)
    if (json && typeof json === 'object')
      for (const k of ['access_token', 'id_token', 'refresh_token']) {
        if (isJwt(json[k])) {
          const p = decodeJwt(json[k]).payload
          if (p.sid) this.sid(p.sid)
        }
      }
  }

  str(s, { req = false } = {}) {
    if (s === '') return s
    if (isJwt(s)) return req ? `<jwt ${decodeJwt(s).payload.typ ?? 'untyped'}>` : undefined
    if (JWE.test(s)) return '<jwe>'
    if (this.labels.has(s)) return this.labels.get(s)
    let out = s.split(this.base).join('{base}').split(encodeURIComponent(this.base)).join('{base:encoded}')
    out = out.split(this.origin).join('{origin}').split(encodeURIComponent(this.origin)).join('{origin:encoded}')
    for (const [v, l] of this.labels) if (out.includes(v)) out = out.split(v).join(l)
    out = out.replace(
      /(session_code|code|execution|tab_id|session_state|key|state|auth_session_id|request_uri|id_token|access_token)=([^&\s"'<>]{8,})/g,
      (_m, k, v) => `${k}=${this.qval(k, decodeURIComponent(v))}`,
    )
    out = out.replace(/user_code=[A-Z]{4}-[A-Z]{4}/g, 'user_code=<user_code XXXX-XXXX>')
    out = out.replace(/client_data=([A-Za-z0-9_-]+)/g, (_m, v) => `client_data=${this.clientData(v)}`)
    out = out.replace(/\/resources\/[a-z0-9]{5}\//g, '/resources/<version>/')
    out = out.replace(UUID, (u) => this.labels.get(u) ?? '<uuid>')
    return out
  }
  clientData(v) {
    try {
      return `<base64url ${this.str(Buffer.from(v, 'base64url').toString('utf8'))}>`
    } catch {
      return '<client_data>'
    }
  }
  qval(k, v) {
    if (this.labels.has(v)) return this.labels.get(v)
    if (isJwt(v)) return `<jwt ${decodeJwt(v).payload.typ ?? 'untyped'}>`
    if (k === 'session_code') return `<session_code ${v.length} chars>`
    if (k === 'tab_id') return `<tab_id ${v.length} chars>`
    if (k === 'execution') return /^[0-9a-f-]{36}$/.test(v) ? '<execution uuid>' : v
    if (k === 'code' && /^[0-9a-f-]{36}\./.test(v)) return '<code: uuid.sid.uuid>'
    if (k === 'code' && /^[\w-]{20,}$/.test(v)) return `<code ${v.length} chars>`
    if (k === 'session_state' && /^[\w-]{20,}$/.test(v)) return '<sid>'
    if (k === 'request_uri') return v.replace(/[0-9a-f-]{36}.*$/, '<uuid...>')
    return v.replace(UUID, (u) => this.labels.get(u) ?? '<uuid>')
  }

  jwt(t) {
    const { header, payload } = decodeJwt(t)
    const iat = payload.iat
    const p = {}
    for (const [k, v] of Object.entries(payload)) {
      if (k === 'iat') p[k] = '<iat>'
      else if (k === 'exp' || k === 'nbf')
        p[k] =
          v === 0
            ? 0
            : typeof iat === 'number'
              ? v === iat
                ? '<iat>'
                : `<iat${v - iat >= 0 ? '+' : ''}${roundy(v - iat)}>`
              : '<time>'
      else if (k === 'auth_time') p[k] = '<auth_time>'
      else if (k === 'at_hash' || k === 'c_hash' || k === 's_hash') p[k] = `<${k} ${v.length} chars>`
      else if (k === 'state_checker') p[k] = `<${v.length} chars>`
      else p[k] = this.value(v, k)
    }
    const h = { ...header }
    if (h.kid) h.kid = this.labels.get(h.kid) ?? '<kid>'
    return { $jwt: { header: h, payload: p } }
  }

  value(v, key = '', depth = 0) {
    if (v === null || typeof v === 'boolean') return v
    if (typeof v === 'number') {
      if (v > 1e12) return '<ms>'
      if (v > 1.6e9 && v < 1e11) return '<s>'
      if (/^(expires_in|refresh_expires_in|exp)$/.test(key)) return roundy(v)
      return v
    }
    if (typeof v === 'string') {
      if (isJwt(v)) return this.jwt(v)
      if (/^(n|x5t|x5t#S256|publicKey|public_key|certificate|privateKey|sectorIdentifier)$/.test(key) && v.length > 20)
        return `<${key} ${v.length} chars>`
      if (key === 'kid') return this.labels.get(v) ?? '<kid>'
      if (key === 'at_hash') return `<at_hash>`
      if (key === 'jkt') return '<jkt>'
      if (
        /^(secret|value|client_secret|registrationAccessToken)$/.test(key) &&
        /^[A-Za-z0-9]{32,128}$/.test(v) &&
        !this.labels.has(v)
      )
        return `<generated secret: ${v.length} of A-Za-z0-9>`
      if (/^[\w-]{24}$/.test(v) && /^(id|sid|session_state|sessionId)$/.test(key)) return this.labels.get(v) ?? '<sid>'
      if (/^(device_code|auth_req_id|code)$/.test(key) && v.length > 20) return `<${key} ${v.length} chars>`
      if (key === 'user_code') return '<user_code XXXX-XXXX>'
      if (key === 'scope' && /^[\w.:-]+( [\w.:-]+)+$/.test(v)) return v.split(' ').sort().join(' ') // the order is not stable
      if (/^[\d.]+$/.test(v) && v.length === 13) return '<ms>'
      if (/^1[789]\d{8}$/.test(v) && /time/.test(key)) return '<s>'
      if (/^(secretData|credentialData)$/.test(key)) {
        try {
          return { $json: this.value(JSON.parse(v)) }
        } catch {
          /* as is */
        }
      }
      if (/^(salt)$/.test(key)) return `<salt ${v.length} chars>`
      return this.str(v)
    }
    if (Array.isArray(v) && UNORDERED.has(key) && v.every((x) => typeof x === 'string'))
      return v.map((x) => this.value(x, key, depth + 1)).sort()
    if (Array.isArray(v)) return v.map((x) => this.value(x, key === 'x5c' ? 'certificate' : key, depth + 1))
    if (typeof v === 'object') {
      const o = {}
      for (const [k, x] of Object.entries(v))
        o[this.labels.has(k) ? this.labels.get(k) : k.replace(UUID, (u) => this.labels.get(u) ?? '<uuid>')] =
          this.value(x, k, depth + 1)
      return o
    }
    return String(v)
  }

  url(u) {
    let x
    try {
      x = new URL(u, `${this.base}/`)
    } catch {
      return this.str(u)
    }
    const frag =
      x.hash.length > 1
        ? Object.fromEntries([...new URLSearchParams(x.hash.slice(1))].map(([k, v]) => [k, this.param(k, v)]))
        : undefined
    const query = [...x.searchParams].length
      ? Object.fromEntries([...x.searchParams].map(([k, v]) => [k, this.param(k, v)]))
      : undefined
    return {
      to: this.str((/^https?:/.test(u) ? x.origin : '') + x.pathname),
      ...(query && { query }),
      ...(frag && { fragment: frag }),
    }
  }
  param(k, v) {
    if (k === 'expires_in' && /^\d+$/.test(v)) return String(roundy(Number(v)))
    if (k === 'client_data') return this.clientData(v)
    if (/^(session_code|code|execution|tab_id|session_state|key|auth_session_id|request_uri)$/.test(k) && v.length >= 8)
      return this.qval(k, v)
    if (isJwt(v)) return this.jwt(v)
    if (/^(code_verifier|code_challenge|device_code)$/.test(k) && v.length >= 43 && !/^\*/.test(v)) return `<${k}>`
    if (k === 'state' && /^[\w-]{43}\.[\w-]{11}\./.test(v))
      return '<broker state: random 43 chars.tab_id.client id.client_data>'
    if (k === 'nonce' && /^[\w-]{22}$/.test(v)) return '<nonce 22 chars>'
    if (k === 'device_user_code' && v !== 'AAAA-AAAA') return '<user_code>'
    return this.str(v)
  }
  reqParam(k, v) {
    if (isJwt(v)) return this.str(v, { req: true })
    return this.param(k, String(v))
  }

  cookie(line) {
    const { name, value, attrs } = parseSetCookie(line)
    const clean = value.replace(/^"|"$/g, '')
    let shape
    if (clean === '') shape = ''
    else if (isJwt(clean)) shape = this.jwt(clean)
    else if (JWE.test(clean) || /^ey[\w-]+\.\./.test(clean)) {
      let h = {}
      try {
        h = JSON.parse(Buffer.from(clean.split('.')[0], 'base64url'))
      } catch {
        /* */
      }
      if (h.kid) h.kid = this.labels.get(h.kid) ?? '<kid>'
      shape = { $jwe: h }
    } else {
      // in production mode a node's route follows the signed id after a dot, in development mode it does not
      const signed = name === 'AUTH_SESSION_ID' ? clean.split('.')[0] : clean
      shape =
        name === 'KC_AUTH_SESSION_HASH'
          ? `<base64, ${clean.length} chars, in double quotes when it holds / or +>`
          : `<${clean.length} chars>`
      try {
        const d = Buffer.from(signed, 'base64url').toString('utf8')
        if (/^[\w-]+\.[\w./-]+$/.test(d))
          shape = `<base64url of sid.${d.slice(d.indexOf('.') + 1).length}-char signature>`
      } catch {
        /* */
      }
    }
    return { name, value: shape, ...attrs }
  }

  headers(res) {
    const out = {}
    const cookies = []
    for (const [k, v] of res.headers) {
      if (SKIP.has(k)) continue
      if (k === 'set-cookie') cookies.push(this.cookie(v))
      else if (k === 'location') out[k] = this.url(v)
      else if (k === 'dpop-nonce' || k === 'etag') out[k] = `<${k}>`
      else if (/^(allow|access-control-(allow|expose)-(headers|methods))$/.test(k))
        out[k] = v.split(/, */).sort().join(', ')
      else if (k === 'www-authenticate')
        out[k] = (this.str(v) ?? v).replace(/algs="([^"]*)"/, (_m, l) => `algs="${l.split(' ').sort().join(' ')}"`)
      else out[k] = this.str(v) ?? v
    }
    const sorted = Object.fromEntries(
      Object.keys(out)
        .sort()
        .map((k) => [k, out[k]]),
    )
    if (cookies.length) sorted['set-cookie'] = cookies
    return sorted
  }

  html(text) {
    const s = summariseHtml(text)
    const f = (x) => (typeof x === 'string' ? (this.str(x) ?? '<jwt>') : x)
    return {
      $html: {
        title: f(s.title),
        pageId: s.pageId,
        forms: s.forms.map((form) => ({
          ...form,
          ...(form.action !== undefined && { action: form.action === true ? true : this.url(form.action) }),
          fields: form.fields.map((x) =>
            typeof x.value === 'string'
              ? {
                  ...x,
                  value: isJwt(x.value)
                    ? '<jwt>'
                    : x.name === 'session_code'
                      ? `<session_code ${x.value.length} chars>`
                      : x.name === 'code' || x.name === 'session_state'
                        ? this.qval(x.name, x.value)
                        : x.value.length > 60
                          ? `<${x.value.length} chars>`
                          : this.str(x.value),
                }
              : x,
          ),
        })),
        links: s.links.map((l) => ({ ...l, ...(typeof l.href === 'string' && { href: this.str(l.href) }) })),
        text: s.text.map(f),
      },
    }
  }

  body(res) {
    const ct = res.get('content-type') ?? ''
    if (res.text === '') return undefined
    if (ct.includes('html')) return this.html(res.text)
    if (res.json !== undefined) return this.value(res.json)
    if (isJwt(res.text.trim())) return this.jwt(res.text.trim())
    return { $text: this.str(res.text.length > 4000 ? `${res.text.slice(0, 4000)}...` : res.text) }
  }
}
