import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'

const file = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

const GUIDE = '../../docs/guide/relying-party.md'
const ENVIRONMENT = {
  ISSUER: 'http://localhost:1/realms/test',
  SECRET: 'secret',
  SESSION_KEY: Buffer.alloc(32).toString('base64'),
  SESSION_KEYS: [1, 2].map((fill) => Buffer.alloc(32, fill).toString('base64')).join(','),
  ORIGIN: 'http://localhost:1234',
}

describe('the guide to the relying party', () => {
  const shown = [...file(GUIDE).matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code)
  const examples = readdirSync(new URL('../examples', import.meta.url))

  it('shows examples that are compiled, and all of them but the README’s', () => {
    const others = examples.filter((name) => name !== 'fastify.ts').map((name) => file(`examples/${name}`))
    assert.deepEqual([...shown].sort(), others.sort())
  })

  it('has examples that start', async () => {
    Object.assign(process.env, ENVIRONMENT)
    for (const name of examples) assert.ok(Object.keys(await import(`../examples/${name}`)).length > 0, name)
  })

  it('has a handler that sends a person to the login page, or says that it can’t', async () => {
    Object.assign(process.env, ENVIRONMENT)
    const { handle } = await import('../examples/plain.ts')
    const page = new Request('http://localhost:1234/', { headers: { 'sec-fetch-mode': 'navigate' } })
    assert.equal((await handle(page)).status, 503) // nobody answers at the issuer
    const call = new Request('http://localhost:1234/', { headers: { 'sec-fetch-mode': 'cors' } })
    assert.equal((await handle(call)).status, 401)
    assert.equal((await handle(new Request('http://localhost:1234/callback'))).status, 400)
  })

  it('has lines for a log, and statuses for failures', async () => {
    Object.assign(process.env, ENVIRONMENT)
    const { line } = await import('../examples/on-event.ts')
    const failure = { kind: 'refused', error: 'invalid_grant' }
    const event = { type: 'refresh', outcome: 'failed', issuer: 'i', clientId: 'c', ms: 12.3, failure } as const
    assert.equal(line(event), 'refresh failed in 12 ms: invalid_grant')
    const { subjectOf } = await import('../examples/errors.ts')
    const { client } = await import('../examples/open-telemetry.ts')
    assert.equal(await subjectOf(client, 'no token'), 503)
  })
})

describe('the README of the relying party', () => {
  it('shows the example that is compiled, in under 15 lines', () => {
    const [, shown] = /```ts\n([\s\S]*?)```/.exec(file('README.md')) ?? []
    assert.equal(shown, file('examples/fastify.ts'))
    assert.ok((shown ?? '').trim().split('\n').length < 15)
  })

  it('names every entry point of the package', () => {
    const { exports } = JSON.parse(file('package.json')) as { exports: Record<string, string> }
    for (const [entry, path] of Object.entries(exports)) {
      assert.ok(file('README.md').includes(entry.slice(entry.lastIndexOf('/') + 1)), entry)
      assert.ok(file(path).length > 0)
    }
  })

  it('has an example that starts', async () => {
    Object.assign(process.env, ENVIRONMENT)
    const { app } = await import('../examples/fastify.ts')
    const answer = await app.inject({ url: '/report', headers: { 'sec-fetch-mode': 'cors' } })
    assert.equal(answer.statusCode, 401)
    await app.close()
  })
})
