// Areas hold scenarios, scenarios hold steps; a step is one request and its answer.
import fs from 'node:fs'
import path from 'node:path'
import { firstForm, Jar, send } from './http.mjs'

export class Recorder {
  constructor({ base, norm, outDir, log = true }) {
    Object.assign(this, { base: base.replace(/\/$/, ''), norm, outDir, log })
    this.failures = []
    this.count = 0
  }

  /** Asks all questions of one area and writes the answers. A scenario that throws keeps the steps before the throw. */
  async record(area, context) {
    const scenarios = []
    const scenario = async (id, ...rest) => {
      const run = rest.at(-1)
      const note = rest.length > 1 ? rest[0] : undefined
      scenarios.push(await this.#scenario(area.name, id, note, run))
    }
    try {
      await area.record({ scenario }, context)
    } catch (error) {
      this.failures.push(`${area.name}: ${error?.message ?? error}`)
    }
    fs.mkdirSync(this.outDir, { recursive: true })
    const text = JSON.stringify({ area: area.name, title: area.title, scenarios }, null, 1)
    fs.writeFileSync(path.join(this.outDir, `${area.name}.json`), `${text}\n`)
  }

  async #scenario(areaName, id, note, run) {
    this.norm.newScenario()
    const scenario = new Scenario(this, id)
    const startedAtMs = Date.now()
    try {
      await run(scenario)
    } catch (error) {
      scenario.failed = String(error?.message ?? error)
      this.failures.push(`${areaName}/${id}: ${scenario.failed}`)
      if (process.env.TRACE) console.error(error)
    }
    const { steps, facts, failed } = scenario
    if (this.log) {
      const end = failed ? ` FAILED ${failed}` : ''
      process.stderr.write(`${areaName}/${id} ${steps.length} steps ${Date.now() - startedAtMs} ms${end}\n`)
    }
    return {
      scenario: id,
      ...(note && { note }),
      ...(failed && { failed }),
      steps,
      ...(Object.keys(facts).length && { facts }),
    }
  }
}

class Scenario {
  constructor(rec, id) {
    this.rec = rec
    this.id = id
    this.steps = []
    this.facts = {}
  }
  fact(k, v) {
    this.facts[k] = v
  }

  // spec: {method, path | url, query, form, json, text, headers, bearer, basic:[id,secret], jar, limit, note}
  async req(step, spec, { quiet = false } = {}) {
    const n = this.rec.norm
    const method = spec.method ?? (spec.form || spec.json !== undefined ? 'POST' : 'GET')
    let url = spec.url ?? (spec.path.startsWith('http') ? spec.path : this.rec.base + spec.path)
    if (spec.query) {
      const q =
        spec.query instanceof URLSearchParams
          ? spec.query
          : new URLSearchParams(Object.entries(spec.query).filter(([, v]) => v !== undefined))
      url += (url.includes('?') ? '&' : '?') + q.toString()
    }
    const headers = { ...(spec.headers ?? {}) }
    let body
    if (spec.form) {
      const p = new URLSearchParams()
      for (const [k, v] of Array.isArray(spec.form) ? spec.form : Object.entries(spec.form))
        if (v !== undefined) p.append(k, v)
      body = p.toString()
      headers['content-type'] ??= 'application/x-www-form-urlencoded'
    } else if (spec.json !== undefined) {
      body = JSON.stringify(spec.json)
      headers['content-type'] ??= 'application/json'
    } else if (spec.text !== undefined) body = spec.text
    else if (method === 'POST' || method === 'PUT') body = ''
    if (spec.bearer !== undefined) headers.authorization = `${spec.scheme ?? 'Bearer'} ${spec.bearer}`
    if (spec.basic) headers.authorization = `Basic ${Buffer.from(spec.basic.join(':')).toString('base64')}`
    // with a cookie jar the request is a browser's: it asks for HTML (some endpoints choose by this)
    if (spec.jar) headers.accept ??= 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
    if (spec.jar) {
      const c = spec.jar.header(url)
      if (c) headers.cookie = c
    }
    const res = await send({ method, url, headers, body })
    if (spec.jar) spec.jar.take(res)
    this.rec.count++
    n.learn(res.text, res.json)
    const loc = res.get('location')
    if (loc) {
      try {
        const u = new URL(loc, this.rec.base)
        const ss = u.searchParams.get('session_state') ?? new URLSearchParams(u.hash.slice(1)).get('session_state')
        if (ss) n.sid(ss)
      } catch {
        /* */
      }
    }
    if (quiet) return res
    const u = new URL(url)
    const query = [...u.searchParams]
    const shownHeaders = {}
    for (const [k, v] of Object.entries(headers)) {
      if (k === 'content-length') continue
      if (k === 'accept' && spec.jar && !spec.headers?.accept) {
        shownHeaders[k] = '<browser>'
        continue
      }
      if (k === 'authorization')
        shownHeaders[k] = spec.basic
          ? `Basic base64(${spec.basic.join(':')})`
          : n.str(v.split(' ').slice(1).join(' '), { req: true }) === undefined
            ? v
            : `${v.split(' ')[0]} ${n.str(v.split(' ').slice(1).join(' '), { req: true })}`
      else if (k === 'cookie')
        shownHeaders[k] = v
          .split('; ')
          .map((c) => c.split('=')[0])
          .sort()
          .join('; ')
      else if (k === 'dpop') shownHeaders[k] = '<DPoP proof>'
      else shownHeaders[k] = n.str(v, { req: true })
    }
    const pairs = (entries) => {
      const o = {}
      for (const [k, v] of entries) {
        const x = n.reqParam(k, v)
        o[k] = k in o ? [].concat(o[k], x) : x
      }
      return o
    }
    let out = n.body(res)
    if (spec.limit && Array.isArray(out) && out.length > spec.limit)
      out = [...out.slice(0, spec.limit), `<and ${out.length - spec.limit} more>`]
    if (spec.keysOnly && out && typeof out === 'object')
      out = Object.fromEntries(
        Object.entries(out).map(([k, v]) => [
          k,
          Array.isArray(v)
            ? `<array of ${v.length}>`
            : v && typeof v === 'object'
              ? `<object: ${Object.keys(v).slice(0, 12).join(', ')}${Object.keys(v).length > 12 ? ', ...' : ''}>`
              : v,
        ]),
      )
    if (spec.project) {
      try {
        out = spec.project(out, res)
      } catch {
        /* another shape than foreseen: the whole answer stays */
      }
    }
    this.steps.push({
      step,
      ...(spec.note && { note: spec.note }),
      request: {
        method,
        path: n.str(
          u.href.slice(u.origin.length).split('?')[0].replace(new URL(this.rec.base).pathname.replace(/\/$/, ''), ''),
        ),
        ...(query.length && { query: pairs(query) }),
        ...(Object.keys(shownHeaders).length && { headers: shownHeaders }),
        ...(spec.form && {
          form: pairs(
            Array.isArray(spec.form) ? spec.form : Object.entries(spec.form).filter(([, v]) => v !== undefined),
          ),
        }),
        ...(spec.json !== undefined && { json: n.value(spec.json) }),
        ...(spec.text !== undefined && { text: spec.text }),
      },
      response: { status: res.status, headers: n.headers(res), ...(out !== undefined && { body: out }) },
    })
    return res
  }
  quiet(spec) {
    return this.req('', spec, { quiet: true })
  }

  browser() {
    return new Jar()
  }

  // Submits the page's form (the first, or the one with that id) with these fields over the hidden ones.
  async submit(step, page, fields, jar, { id, quiet = false } = {}) {
    const f = firstForm(page.text, id)
    if (!f) throw new Error(`no form ${id ?? ''} on the page of status ${page.status}`)
    const form = {}
    for (const x of f.fields) if (x.type === 'hidden' && x.name) form[x.name] = x.value ?? ''
    Object.assign(form, fields)
    const url = new URL(f.action, this.rec.base).href
    return this.req(step, { method: (f.method ?? 'post').toUpperCase(), url, form, jar }, { quiet })
  }
}
