// Plain HTTP client, cookie jar, HTML summary. No dependencies.
import http from 'node:http'
import https from 'node:https'

const agents = {
  'http:': new http.Agent({ keepAlive: true, maxSockets: 32 }),
  'https:': new https.Agent({ keepAlive: true, maxSockets: 32 }),
}
/** Closes the kept connections, so that the process can end. */
export function closeAgents() {
  for (const agent of Object.values(agents)) agent.destroy()
}

export function send({ method = 'GET', url, headers = {}, body }) {
  const u = new URL(url)
  const mod = u.protocol === 'https:' ? https : http
  const h = { accept: '*/*', ...headers }
  if (body !== undefined) h['content-length'] = Buffer.byteLength(body)
  return new Promise((resolve, reject) => {
    const req = mod.request(
      {
        method,
        protocol: u.protocol,
        hostname: u.hostname,
        port: u.port,
        path: u.pathname + u.search,
        headers: h,
        agent: agents[u.protocol],
      },
      (res) => {
        const chunks = []
        res.on('data', (c) => chunks.push(c))
        res.on('end', () => {
          const raw = []
          for (let i = 0; i < res.rawHeaders.length; i += 2)
            raw.push([res.rawHeaders[i].toLowerCase(), res.rawHeaders[i + 1]])
          const text = Buffer.concat(chunks).toString('utf8')
          let json
          try {
            json = text === '' ? undefined : JSON.parse(text)
          } catch {
            /* not JSON */
          }
          resolve({
            status: res.statusCode,
            headers: raw,
            text,
            json,
            get: (n) => raw.find(([k]) => k === n.toLowerCase())?.[1],
            all: (n) => raw.filter(([k]) => k === n.toLowerCase()).map(([, v]) => v),
          })
        })
        res.on('error', reject)
      },
    )
    req.setTimeout(60000, () => req.destroy(new Error('timeout')))
    req.on('error', reject)
    if (body !== undefined) req.write(body)
    req.end()
  })
}

export function parseSetCookie(line) {
  const [first, ...rest] = line.split(/;\s*/)
  const i = first.indexOf('=')
  const attrs = {}
  for (const r of rest) {
    const j = r.indexOf('=')
    if (j < 0) attrs[r] = true
    else attrs[r.slice(0, j)] = r.slice(j + 1)
  }
  return { name: first.slice(0, i), value: first.slice(i + 1), attrs }
}

export class Jar {
  constructor() {
    this.c = new Map()
  }
  take(res) {
    for (const line of res.all('set-cookie')) {
      const { name, value, attrs } = parseSetCookie(line)
      const path = attrs.Path ?? '/'
      const key = `${name}|${path}`
      const gone = attrs['Max-Age'] === '0' || (attrs.Expires && Date.parse(attrs.Expires) < Date.now())
      if (gone) this.c.delete(key)
      else this.c.set(key, { name, value, path })
    }
  }
  header(url) {
    const p = new URL(url).pathname
    const out = [...this.c.values()].filter((c) => p.startsWith(c.path)).map((c) => `${c.name}=${c.value}`)
    return out.length ? out.join('; ') : undefined
  }
  get(name) {
    return [...this.c.values()].find((c) => c.name === name)?.value
  }
  delete(name) {
    for (const [k, c] of this.c) if (c.name === name) this.c.delete(k)
  }
  names() {
    return [...this.c.values()].map((c) => c.name).sort()
  }
  clone() {
    const j = new Jar()
    j.c = new Map(this.c)
    return j
  }
}

const ent = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', copy: '(c)', raquo: '>>', laquo: '<<' }
export const unescapeHtml = (s) =>
  s.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (m, e) => {
    if (e[0] === '#')
      return String.fromCodePoint(e[1].toLowerCase() === 'x' ? parseInt(e.slice(2), 16) : parseInt(e.slice(1), 10))
    return ent[e.toLowerCase()] ?? m
  })

const attrsOf = (tag) => {
  const out = {}
  for (const m of tag.matchAll(/([a-zA-Z_:][-a-zA-Z0-9_:.]*)(?:\s*=\s*("([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
    if (m.index === 0) continue
    out[m[1].toLowerCase()] = m[2] === undefined ? true : unescapeHtml(m[3] ?? m[4] ?? m[5] ?? '')
  }
  return out
}
const pick = (o, names) => Object.fromEntries(names.filter((n) => o[n] !== undefined).map((n) => [n, o[n]]))
const visible = (html) =>
  unescapeHtml(
    html
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/<(script|style)[\s\S]*?<\/\1>/gi, '')
      .replace(/<[^>]+>/g, '\n'),
  )
    .split('\n')
    .map((l) => l.replace(/\s+/g, ' ').trim())
    .filter(Boolean)

// What a client or a test can rely on: title, forms with their fields, links, visible words.
export function summariseHtml(html) {
  const bodyTag = html.match(/<body[^>]*>/i)?.[0]
  const title = html.match(/<title>([\s\S]*?)<\/title>/i)?.[1]
  const forms = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(([, a, inner]) => {
    const fa = attrsOf(`<form ${a}>`)
    const fields = [...inner.matchAll(/<(input|button|select|textarea)\b[^>]*>/gi)].map(([tag, el]) => {
      const t = attrsOf(tag)
      return {
        element: el.toLowerCase(),
        ...pick(t, [
          'type',
          'name',
          'id',
          'value',
          'checked',
          'autocomplete',
          'autofocus',
          'disabled',
          'readonly',
          'aria-invalid',
        ]),
      }
    })
    return { ...pick(fa, ['id', 'method', 'action', 'name', 'onsubmit']), fields }
  })
  const links = [...html.matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/gi)].map(([, a, inner]) => ({
    ...pick(attrsOf(`<a ${a}>`), ['id', 'href']),
    text: visible(inner).join(' '),
  }))
  const scripts = [...html.matchAll(/<script\b([^>]*)>/gi)].map(([, a]) => attrsOf(`<script ${a}>`).src).filter(Boolean)
  return {
    title: title === undefined ? undefined : unescapeHtml(title).trim(),
    pageId: bodyTag ? attrsOf(bodyTag)['data-page-id'] : undefined,
    forms,
    links,
    scripts,
    text: visible(html.replace(/^[\s\S]*?<body/i, '<body')),
  }
}
export const firstForm = (html, id) => {
  const s = summariseHtml(html)
  return id ? s.forms.find((f) => f.id === id) : s.forms[0]
}
