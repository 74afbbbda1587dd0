import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'

const file = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

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
    Object.assign(process.env, {
      ISSUER: 'http://localhost:1/realms/test',
      SECRET: 'secret',
      SESSION_KEY: Buffer.alloc(32).toString('base64'),
      ORIGIN: 'http://localhost:1234',
    })
    const { app } = await import('../examples/fastify.ts')
    const answer = await app.inject({ url: '/report', headers: { 'sec-fetch-mode': 'cors' } })
    assert.equal(answer.statusCode, 401)
    await app.close()
  })
})
