import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import express from 'express'
import fastify from 'fastify'
import { relyingParty as expressRelyingParty, guard, userOf } from '../../src/adapters/express.ts'
import { relyingParty } from '../../src/adapters/fastify.ts'
import { requireRealmRole, requireUser } from '../../src/session/requirement.ts'
import { plainHttp } from '../session/plain-http.ts'
import { ORIGIN, service, TestBrowser } from '../session/service.ts'

const PATHS = {
  callbackPath: '/callback',
  loginPath: '/login',
  logoutPath: '/logout',
  backChannelLogoutPath: '/backchannel',
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const FRAMEWORKS = {
  async Fastify({ sessions }: ReturnType<typeof service>) {
    const app = fastify()
    await app.register(relyingParty, { sessions, origin: ORIGIN, ...PATHS })
    app.get('/page', { preHandler: app.guard(requireUser()) }, (request) => ({ user: request.user?.subject }))
    app.post('/page', { preHandler: app.guard(requireUser()) }, (request) => ({ sent: request.body }))
    app.get('/admin', { preHandler: app.guard(requireRealmRole('admin')) }, () => 'secret')
    const base = await app.listen({ port: 0, host: '127.0.0.1' })
    return { base, close: () => app.close() }
  },
  async Express({ sessions }: ReturnType<typeof service>) {
    const app = express()
    const options = { sessions, origin: ORIGIN }
    app.use(expressRelyingParty({ ...options, ...PATHS }))
    app.use(express.json())
    app.get(
      '/page',
      guard(options, requireUser()),
      (request, response) => void response.send({ user: userOf(request)?.subject }),
    )
    app.post('/page', guard(options, requireUser()), (request, response) => void response.send({ sent: request.body }))
    app.get('/admin', guard(options, requireRealmRole('admin')), (_request, response) => void response.send('secret'))
    const server = createServer(app)
    const base = await listening(server)
    return {
      base,
      close: async () => {
        server.closeAllConnections()
        server.close()
      },
    }
  },
}

for (const [name, start] of Object.entries(FRAMEWORKS)) {
  describe(`the adapter for ${name}`, () => {
    const made = service()
    let app: Awaited<ReturnType<typeof start>>
    before(async () => {
      app = await start(made)
    })
    after(() => app.close())

    const ask = async (
      browser: TestBrowser,
      path: string,
      { form, ...init }: { method?: string; headers?: Record<string, string>; body?: string; form?: object } = {},
    ) =>
      browser.took(
        await plainHttp(`${app.base}${path}`, {
          ...init,
          ...(form && { method: 'POST', body: new URLSearchParams({ ...form }).toString() }),
          headers: {
            accept: 'text/html',
            cookie: [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; '),
            ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
            ...init.headers,
          },
        }),
      )
    const signIn = async (path = '/page') => {
      const browser = new TestBrowser()
      const login = await ask(browser, path)
      const state = new URL(login.headers.get('location') ?? '').searchParams.get('state')
      return { browser, back: await ask(browser, `/callback?code=c&state=${state}`) }
    }

    it('signs a user in and lets him through', async () => {
      const { browser, back } = await signIn('/page?a=1&b=2')
      assert.deepEqual([back.status, back.headers.get('location')], [302, '/page?a=1&b=2'])
      assert.deepEqual(await (await ask(browser, '/page')).json(), { user: 'alice' })
    })

    it('comes back from the login page to the page asked for, of this service only', async () => {
      for (const [wanted, got] of [
        ['/orders', '/orders'],
        ['//evil.example', '/'],
      ]) {
        const { back } = await signIn(`/login?return_to=${encodeURIComponent(wanted ?? '')}`)
        assert.equal(back.headers.get('location'), got)
      }
    })

    it('is not led astray by a request line or Host header of another origin', async () => {
      const { back } = await signIn('//evil.example/page').catch(() => ({ back: undefined }))
      assert.ok(back === undefined || !back.headers.get('location')?.includes('evil.example'))
    })

    it('keeps out who lacks the role, and takes bearer tokens', async () => {
      const { browser } = await signIn()
      const refused = await ask(browser, '/admin')
      assert.equal(refused.status, 403)
      assert.match(refused.headers.get('content-type') ?? '', /^application\/problem\+json/)
      assert.doesNotMatch(await refused.text(), /secret/)
      const bearer = { headers: { authorization: 'Bearer access-bob' } }
      assert.deepEqual(await (await ask(new TestBrowser(), '/page', bearer)).json(), { user: 'bob' })
    })

    it('leaves bodies of the service’s own routes alone, and keeps other sites’ forms out', async () => {
      const { browser } = await signIn()
      const headers = { 'content-type': 'application/json', origin: ORIGIN }
      const sent = await ask(browser, '/page', { method: 'POST', headers, body: '{"a":1}' })
      assert.deepEqual(await sent.json(), { sent: { a: 1 } })
      const foreign = { ...headers, origin: 'https://evil.example' }
      assert.equal((await ask(browser, '/page', { method: 'POST', headers: foreign, body: '{"a":1}' })).status, 403)
    })

    it('signs out with a form, and by the provider’s word', async () => {
      const { browser } = await signIn()
      const form = { headers: { origin: ORIGIN }, form: { a: 'b' } }
      assert.equal((await ask(browser, '/logout', form)).status, 303)
      assert.equal((await ask(browser, '/page')).status, 302)
      const again = (await signIn()).browser
      const told = { form: { logout_token: 'logout sid=sid-of-alice' } }
      assert.equal((await ask(new TestBrowser(), '/backchannel', told)).status, 200)
      assert.equal((await ask(again, '/page')).status, 302)
    })

    it('hands on the cookies of a session that lives in them, and keeps caches off the answer', async () => {
      const { browser } = await signIn()
      const outcome = await made.sessions.check(browser.request('/page'), requireUser())
      assert.ok(outcome.ok)
      const renewed = { ...outcome, setCookies: ['session-data-0=a; Path=/', 'session-data-1=b; Path=/'] }
      const other = await start({ ...made, sessions: { ...made.sessions, check: async () => renewed } })
      const answer = await plainHttp(`${other.base}/page`)
      await other.close()
      assert.deepEqual(answer.headers.getSetCookie(), [...renewed.setCookies])
      assert.equal(answer.headers.get('cache-control'), 'no-store')
    })

    it('reads no body without end', async () => {
      const form = { logout_token: `logout ${'x'.repeat(100_000)}` }
      const response = await ask(new TestBrowser(), '/backchannel', { form })
      assert.ok(response.status === 400 || response.status === 413, String(response.status))
    })
  })
}
