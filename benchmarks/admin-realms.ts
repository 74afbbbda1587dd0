/**
 * npm run bench:admin-realms: a server with 2,000 realms beside one with few: how fast it starts, what it takes while idle
 * and after a list, and how long an administrator waits for the list of realms. The server is the bundle, asked over HTTP.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startServer } from '../conformance/server-process.ts'
import { systemClock, systemRandom } from '../packages/server/src/clock.ts'
import { compose } from '../packages/server/src/compose.ts'
import { createPasswordHasher } from '../packages/server/src/keys/argon2-hasher.ts'
import { bootstrapMaster } from '../packages/server/src/provisioning/bootstrap.ts'
import { importRealms } from '../packages/server/src/provisioning/import-realms.ts'
import { readUsage } from './process-usage.ts'
import { median, percentile } from './statistics.ts'

const { values: options } = parseArgs({
  options: {
    realms: { type: 'string', default: '2000' },
    /** Calls per row of the table. */
    calls: { type: 'string', default: '30' },
    /** Starts of each server. */
    runs: { type: 'string', default: '5' },
  },
})
const calls = Number(options.calls)
const AT_ONCE = 50
const IDLE_MS = 3_000
const root = path.resolve(import.meta.dirname, '..')

async function main(folder: string): Promise<void> {
  const few = await made(path.join(folder, 'few'), 2)
  const many = await made(path.join(folder, 'many'), Number(options.realms))
  console.log(
    '| | start ms | idle MB | after the lists MB | brief list p50 ms | p99 ms | full list p50 ms | full list MB |',
  )
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |')
  await measured('2 realms', few)
  await measured(`${options.realms} realms`, many)
}

/** A data folder with realms, made through the store: their keys are made once, as keys are not what is measured. */
async function made(dataDir: string, realms: number): Promise<string> {
  fs.mkdirSync(dataDir, { recursive: true })
  const latchkey = await compose(
    {
      database: path.join(dataDir, 'latchkey.db'),
      development: true,
      relativePath: '',
      hostname: undefined,
      proxyHeaders: undefined,
      bodyLimit: 10 * 1024 * 1024,
    },
    { clock: systemClock, hasher: createPasswordHasher({ random: systemRandom, cheap: true }) },
  )
  const { services } = latchkey
  await bootstrapMaster(services, { username: 'admin', password: 'admin' })
  const master = await services.stores.realms.findByName('master')
  const components = {
    'org.keycloak.keys.KeyProvider': master?.representation.components?.['org.keycloak.keys.KeyProvider'],
  }
  for (let first = 0; first < realms; first += AT_ONCE) {
    const length = Math.min(AT_ONCE, realms - first)
    const documents = Array.from({ length }, (_, index) => ({
      realm: `realm-${first + index}`,
      displayName: `Realm ${first + index}`,
      enabled: true,
      components: withoutIds(components),
    }))
    await importRealms(services, documents)
  }
  await latchkey.close()
  return dataDir
}

function withoutIds(components: object): unknown {
  return JSON.parse(JSON.stringify(components, (key, value: unknown) => (key === 'id' ? undefined : value)))
}

async function measured(name: string, dataDir: string): Promise<void> {
  const starts: number[] = []
  for (let run = 0; run < Number(options.runs); run += 1) {
    const server = await started(dataDir)
    starts.push(server.startUpMs)
    await server.stop()
  }
  const server = await started(dataDir)
  await delay(IDLE_MS)
  const idle = megabytes(server.pid)
  const token = await tokenOf(server.baseUrl)
  const brief = await timesOf(server.baseUrl, token, '/admin/realms?briefRepresentation=true')
  const full = await timesOf(server.baseUrl, token, '/admin/realms')
  await delay(IDLE_MS)
  const after = megabytes(server.pid)
  await server.stop()
  const cells = [
    median(starts).toFixed(0),
    idle,
    after,
    median(brief.times).toFixed(1),
    percentile(brief.times, 99).toFixed(1),
    median(full.times).toFixed(1),
    (full.bytes / 1e6).toFixed(1),
  ]
  console.log(`| ${name} | ${cells.join(' | ')} |`)
}

function started(dataDir: string) {
  return startServer({
    entry: path.join(root, 'packages/server/dist/latchkey.mjs'),
    nodeOptions: ['--max-semi-space-size=1', '--optimize-for-size'], // as `npm start` does
    command: 'start-dev',
    dataDir,
    // an application's realm; master, which knows the rights over all others, is loaded with its administrator's first call
    readyPath: '/realms/realm-0/.well-known/openid-configuration',
  })
}

function megabytes(pid: number): string {
  const usage = readUsage(pid)
  return usage === undefined ? '–' : usage.residentMb.toFixed(0)
}

async function timesOf(baseUrl: string, token: string, url: string) {
  const times: number[] = []
  let bytes = 0
  for (let call = 0; call < calls + 5; call += 1) {
    const begun = performance.now()
    const answer = await fetch(baseUrl + url, { headers: { authorization: `Bearer ${token}` } })
    const body = await answer.text()
    if (answer.status !== 200) throw new Error(`${url}: ${answer.status} ${body.slice(0, 300)}`)
    if (call >= 5) times.push(performance.now() - begun) // the first ones warm up
    bytes = body.length
  }
  return { times: times.sort((one, other) => one - other), bytes }
}

async function tokenOf(baseUrl: string): Promise<string> {
  const form = { grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: 'admin' }
  const answer = await fetch(`${baseUrl}/realms/master/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  })
  const { access_token } = (await answer.json()) as { access_token: string }
  return access_token
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-realms-'))
try {
  await main(folder)
} finally {
  fs.rmSync(folder, { recursive: true, force: true })
}
