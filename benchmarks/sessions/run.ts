/**
 * npm run bench:sessions: what a session costs a route, and a process. The same route is loaded with and without the guard,
 * in turns, so that what else the machine does at the moment hits both. Prints the Markdown of docs/benchmarks.md.
 */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import readline from 'node:readline'
import { parseArgs } from 'node:util'
import { startServer } from '../../conformance/server-process.ts'
import { type Answer, Client } from '../client.ts'
import { readUsage } from '../process-usage.ts'
import { formAction } from '../scenarios.ts'
import { median } from '../statistics.ts'
import { rawLoad } from './raw-load.ts'
import type { ServiceOrder, Usage } from './service.ts'

const usage = `usage: npm run bench:sessions -- [options]
  --seconds N      measured seconds per part (2)
  --rounds N       turns of each route (7)
  --connections N  (16)
  --sessions N     for the memory (100000); 0 leaves it out
  --peer FOLDER    also measure express-openid-connect, from the folder where
                   "npm install express-openid-connect express" was run`

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '7' },
    connections: { type: 'string', default: '16' },
    sessions: { type: 'string', default: '100000' },
    peer: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(usage)
  process.exit(0)
}

const PORTION = 5_000
const ORIGIN = 'http://localhost:1234'
const root = path.join(import.meta.dirname, '../..')
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-sessions-'))
const load = { connections: Number(values.connections), seconds: Number(values.seconds) }

interface Subject {
  readonly name: string
  readonly program: string
  readonly order: Readonly<Record<string, string>>
}

interface Row {
  readonly name: string
  readonly open: Sample
  readonly guarded: Sample
  /** Guarded by open, of each round. */
  readonly ratios: readonly number[]
  readonly cookieBytes: number
}

interface Sample {
  readonly perSecond: number
  /** CPU of the service; `undefined` without /proc. */
  readonly cpuMs: number | undefined
}

try {
  await main()
} finally {
  fs.rmSync(folder, { recursive: true, force: true })
}

async function main(): Promise<void> {
  const server = await startServer({
    entry: path.join(root, 'packages/server/src/main.ts'),
    command: 'start-dev',
    dataDir: path.join(folder, 'server'),
    args: [`--import-realm=${path.join(root, 'examples/realms/test-realm.json')}`],
    readyPath: '/realms/test/.well-known/openid-configuration',
  })
  try {
    const issuer = `${server.baseUrl.replace('127.0.0.1', 'localhost').replace(/\/auth$/, '')}/realms/test`
    const rows: Row[] = []
    for (const subject of subjectsFor(issuer)) rows.push(await measureRoutes(subject))
    console.log(routesTable(rows))
    const count = Number(values.sessions)
    if (count > 0) console.log(await memoryTable(issuer, count))
  } finally {
    await server.stop()
  }
}

function orderFor(issuer: string, store: ServiceOrder['store']): ServiceOrder & Record<string, string> {
  const file = path.join(folder, `${store}.db`)
  return { store, issuer, origin: ORIGIN, clientId: 'my-test-client', clientSecret: 'my-test-client-secret', file }
}

function subjectsFor(issuer: string): Subject[] {
  const program = path.join(import.meta.dirname, 'service.ts')
  const ours = (['memory', 'sqlite', 'cookie'] as const).map((store) => ({
    name: `${store} store, Fastify`,
    program,
    order: orderFor(issuer, store),
  }))
  if (values.peer === undefined) return ours
  const peer = path.resolve(values.peer)
  const { version } = JSON.parse(
    fs.readFileSync(path.join(peer, 'node_modules/express-openid-connect/package.json'), 'utf8'),
  ) as { version: string }
  const name = `express-openid-connect ${version} (cookie), Express`
  const order = { ...orderFor(issuer, 'cookie'), folder: peer }
  return [...ours, { name, program: path.join(import.meta.dirname, 'peer.mjs'), order }]
}

async function measureRoutes(subject: Subject): Promise<Row> {
  console.error(`measuring ${subject.name}`)
  const service = await startService(subject)
  try {
    const cookie = await signIn(service.port)
    const part = (route: string) => sample({ port: service.port, path: route, cookie, ...load }, service.pid)
    await part('/open')
    await part('/v1/self')
    const open: Sample[] = []
    const guarded: Sample[] = []
    for (let round = 0; round < Number(values.rounds); round++) {
      open.push(await part('/open'))
      guarded.push(await part('/v1/self'))
    }
    const ratios = guarded.map(({ perSecond }, round) => perSecond / (open[round]?.perSecond ?? Number.NaN))
    const cookieBytes = cookie.length
    return { name: subject.name, open: medianOf(open), guarded: medianOf(guarded), ratios, cookieBytes }
  } finally {
    service.stop()
  }
}

async function sample(order: Parameters<typeof rawLoad>[0], pid: number): Promise<Sample> {
  const before = readUsage(pid)
  const startedAtMs = performance.now()
  const perSecond = await rawLoad(order)
  const requests = (perSecond * (performance.now() - startedAtMs)) / 1000
  const after = readUsage(pid)
  return { perSecond, cpuMs: before && after && (after.cpuMs - before.cpuMs) / requests }
}

function medianOf(samples: readonly Sample[]): Sample {
  const cpu = samples.flatMap(({ cpuMs }) => cpuMs ?? [])
  return {
    perSecond: median(samples.map(({ perSecond }) => perSecond)),
    cpuMs: cpu.length > 0 ? median(cpu) : undefined,
  }
}

interface Service {
  readonly port: number
  readonly pid: number
  stop(): void
}

async function startService({ program, order }: Pick<Subject, 'program' | 'order'>): Promise<Service> {
  const argv = ['--disable-warning=ExperimentalWarning', '--expose-gc', program, JSON.stringify(order)]
  const child = spawn(process.execPath, argv, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  for await (const line of readline.createInterface({ input: child.stdout })) {
    if (!line.startsWith('{')) continue
    const { port } = JSON.parse(line) as { port: number }
    return { port, pid: child.pid ?? 0, stop: () => void child.kill('SIGKILL') }
  }
  throw new Error('the service ended early')
}

/** Goes through the real login. @returns the cookies of the session. */
async function signIn(port: number): Promise<string> {
  const service = new Client(`http://127.0.0.1:${port}`, 1)
  const browser = { accept: 'text/html', 'sec-fetch-mode': 'navigate' }
  const begun = await service.get('/v1/self', browser)
  const identity = new Client('', 1)
  const page = await identity.get(begun.location ?? '', browser)
  const form = { username: 'alice', password: 'alice-pass', credentialId: '' }
  const login = await identity.post(formAction(page.text), form, { ...browser, cookie: page.cookies.join('; ') })
  const { pathname, search } = new URL(login.location ?? '')
  const back = await service.get(`${pathname}${search}`, { ...browser, cookie: begun.cookies.join('; ') })
  const cookie = kept(back).join('; ')
  const self = await service.get('/v1/self', { ...browser, cookie })
  if (!self.text.includes('"username":"alice"')) throw new Error(`not signed in: ${back.status} ${self.text}`)
  service.close()
  identity.close()
  return cookie
}

function kept({ cookies }: Answer): string[] {
  return cookies.filter((cookie) => !cookie.endsWith('=') && !/^(?:login-|auth_verification)/.test(cookie))
}

function routesTable(rows: readonly Row[]): string {
  const cpu = (ms: number | undefined) => (ms === undefined ? '–' : (ms * 1000).toFixed(0))
  const lines = rows.map(({ name, open, guarded, ratios, cookieBytes }) => {
    const cpuRatio = open.cpuMs && guarded.cpuMs ? (open.cpuMs / guarded.cpuMs).toFixed(2) : '–'
    const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`
    const rates = [open.perSecond.toFixed(0), guarded.perSecond.toFixed(0), median(ratios).toFixed(2), spread]
    return [name, ...rates, cpu(open.cpuMs), cpu(guarded.cpuMs), cpuRatio, String(cookieBytes)]
  })
  const header = [
    '',
    'open/s',
    'signed in/s',
    'ratio',
    'of rounds',
    'open, µs CPU',
    'signed in, µs CPU',
    'ratio',
    'cookie, bytes',
  ]
  return table(header, lines)
}

async function memoryTable(issuer: string, count: number): Promise<string> {
  const lines: string[][] = []
  for (const store of ['memory', 'sqlite'] as const) {
    console.error(`measuring ${count} sessions in ${store}`)
    fs.rmSync(path.join(folder, 'sqlite.db'), { force: true })
    const order = orderFor(issuer, store)
    const service = await startService({ program: path.join(import.meta.dirname, 'service.ts'), order })
    try {
      await signIn(service.port)
      const { heapMb, residentMb, seconds } = await fillUp(service.port, count)
      const onDisk = store === 'sqlite' ? `${(fs.statSync(order.file).size / 1e6).toFixed(0)} MB` : '–'
      lines.push([
        `${count} sessions, ${store}`,
        `${heapMb.toFixed(0)} MB`,
        `${residentMb.toFixed(0)} MB`,
        onDisk,
        `${(count / seconds).toFixed(0)}/s`,
      ])
    } finally {
      service.stop()
    }
  }
  return table(['', 'heap', 'resident', 'on disk', 'logins, without the provider'], lines)
}

/** In portions, because a busy machine takes longer for all of them than a client waits for an answer. */
async function fillUp(port: number, count: number): Promise<Usage & { readonly seconds: number }> {
  const ask = async (route: string, method = 'GET'): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${route}`, { method })
    if (!response.ok) throw new Error(await response.text())
    return response.json()
  }
  const before = (await ask('/usage')) as Usage
  let seconds = 0
  for (let left = count; left > 0; left -= PORTION) {
    const part = await ask(`/fill?count=${Math.min(left, PORTION)}`, 'POST')
    seconds += (part as { seconds: number }).seconds
  }
  const after = (await ask('/usage')) as Usage
  return { heapMb: after.heapMb - before.heapMb, residentMb: after.residentMb - before.residentMb, seconds }
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return `${[line(header), line(header.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')}\n`
}
