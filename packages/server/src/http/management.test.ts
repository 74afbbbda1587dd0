import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import type { ManagementSettings } from '../config.ts'
import { createManagementServer, type ManagementParts, type ManagementServer } from './management.ts'

const SETTINGS: ManagementSettings = { host: '127.0.0.1', port: 0, relativePath: '', health: true, metrics: true }
const PARTS: ManagementParts = {
  checks: [{ name: 'Database', check: async () => {} }],
  metrics: { render: () => 'up 1\n' },
  isStarted: () => true,
  isStopping: () => false,
}

const running: ManagementServer[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()))
})

async function started(settings: Partial<ManagementSettings> = {}, parts: Partial<ManagementParts> = {}) {
  const server = createManagementServer({ ...SETTINGS, ...settings }, { ...PARTS, ...parts })
  running.push(server)
  const port = await server.listen()
  return async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { ...init, signal: AbortSignal.timeout(5_000) })
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
  }
}

describe('health on the management port', () => {
  it('answers in the shape of Keycloak', async () => {
    const get = await started()
    const live = await get('/health/live')
    assert.equal(live.type, 'application/json; charset=UTF-8')
    assert.deepEqual([live.status, JSON.parse(live.text)], [200, { status: 'UP', checks: [] }])
    const startedAnswer = JSON.parse((await get('/health/started')).text)
    assert.deepEqual(startedAnswer, { status: 'UP', checks: [{ name: 'Latchkey initialized', status: 'UP' }] })
    for (const path of ['/health', '/health/', '/health/ready', '/health/ready?x=1']) {
      const { status, text } = await get(path)
      assert.equal(status, 200, path)
      assert.deepEqual(JSON.parse(text).checks.at(-1), { name: 'Database', status: 'UP' })
    }
  })

  it('is 503 and DOWN while the database is away, but alive', async () => {
    const check = async () => {
      throw new Error('the disk is gone')
    }
    const get = await started({}, { checks: [{ name: 'Database', check }] })
    const ready = await get('/health/ready')
    assert.equal(ready.status, 503)
    assert.equal(JSON.parse(ready.text).status, 'DOWN')
    assert.deepEqual(JSON.parse(ready.text).checks.at(-1), { name: 'Database', status: 'DOWN' })
    assert.equal((await get('/health/live')).status, 200)
  })

  it('does not wait for a check that hangs', async () => {
    const get = await started({}, { checks: [{ name: 'Database', check: () => new Promise(() => {}) }] })
    assert.equal((await get('/health/ready')).status, 503)
  })

  it('is not started before the server listens, and not ready once it stops', async () => {
    const early = await started({}, { isStarted: () => false })
    assert.equal((await early('/health/started')).status, 503)
    assert.equal((await early('/health/live')).status, 200)
    const late = await started({}, { isStopping: () => true })
    assert.equal((await late('/health/ready')).status, 503)
    assert.equal((await late('/health/live')).status, 200)
  })

  it('answers below the relative path only', async () => {
    const get = await started({ relativePath: '/auth' })
    assert.equal((await get('/auth/health/live')).status, 200)
    assert.equal((await get('/health/live')).status, 404)
  })
})

describe('metrics on the management port', () => {
  it('answers in the text format', async () => {
    const get = await started()
    const { status, type, text } = await get('/metrics')
    assert.deepEqual([status, text], [200, 'up 1\n'])
    assert.match(type ?? '', /^text\/plain; version=0\.0\.4/)
  })
})

describe('the management port refuses', () => {
  it('what is switched off', async () => {
    const noHealth = await started({ health: false })
    assert.equal((await noHealth('/health')).status, 404)
    assert.equal((await noHealth('/metrics')).status, 200)
    const noMetrics = await started({ metrics: false })
    assert.equal((await noMetrics('/metrics')).status, 404)
  })

  it('other paths and methods', async () => {
    const get = await started()
    for (const path of ['/', '/health/other', '/healthy', '/realms/master']) {
      assert.equal((await get(path)).status, 404, path)
    }
    assert.equal((await get('/health', { method: 'POST' })).status, 405)
  })

  it('a port that is taken, with the code that names it', async () => {
    const first = createManagementServer(SETTINGS, PARTS)
    running.push(first)
    const port = await first.listen()
    await assert.rejects(createManagementServer({ ...SETTINGS, port }, PARTS).listen(), { code: 'EADDRINUSE' })
  })
})
