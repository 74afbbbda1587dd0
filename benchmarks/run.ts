/**
 * npm run bench: start-up, memory, throughput, latency and CPU per request of Latchkey, beside what the machine's own
 * cryptography costs and, with KEYCLOAK_URL set, beside the reference. Prints the Markdown of docs/benchmarks.md.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { measureMachine } from './machine.ts'
import { type Measurement, measure } from './measure.ts'
import { markdown, type Results } from './report.ts'
import { type Scenario, scenarios } from './scenarios.ts'
import { measureStartUp, type StartUp, type Subject, startSubject } from './start-up.ts'

const usage = `usage: npm run bench -- [options]
  --seconds N       measured seconds per request kind (5)
  --warm-up N       seconds of load before them (2)
  --connections N   concurrent clients (8)
  --runs N          how often each start is measured (7)
  --only NAME,NAME  only these: start-up, ${scenarios.map((scenario) => scenario.name).join(', ')}
  --no-events       the realm saves no events; a saved one costs a commit where nothing else is written
  --json FILE       write the figures there, too
  --entry FILE      the server's program (packages/server/dist/latchkey.mjs)
  --url BASE        load this running server instead of starting Latchkey; no start-up figures.
                    It must have the realm of conformance/keycloak/realm-test.json.
  --pid PID         its process, for CPU and memory
environment:
  KEYCLOAK_URL      also load this server, and show the ratios; its realm "test" is deleted and made anew
  KEYCLOAK_PID      its process, for CPU and memory
  KEYCLOAK_ADMIN    its administrator as USER:PASSWORD (admin:admin)`

const root = fileURLToPath(new URL('..', import.meta.url))
const options = readOptions()
const wanted = scenarios.filter((scenario) => isWanted(scenario.name))
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'))
const realmFile = readyRealm()
try {
  await main()
} finally {
  fs.rmSync(temporary, { recursive: true, force: true })
}

function readyRealm(): string {
  const file = path.join(root, 'conformance/keycloak/realm-test.json')
  if (options.events) return file
  const quiet = path.join(temporary, 'realm-test.json')
  fs.writeFileSync(quiet, JSON.stringify({ ...JSON.parse(fs.readFileSync(file, 'utf8')), eventsEnabled: false }))
  return quiet
}

async function main(): Promise<void> {
  progress('the machine')
  const machine = measureMachine()
  const { startUp, latchkey } = options.url === undefined ? await benchLatchkey() : await benchRunning(options.url)
  const results: Results = {
    measuredAt: new Date().toISOString(),
    machineSize: `${os.availableParallelism()} cores (${os.cpus()[0]?.model ?? os.arch()}), ${(os.totalmem() / 1e9).toFixed(0)} GB`,
    node: process.versions.node,
    connections: options.connections,
    seconds: options.seconds,
    machine,
    ...(startUp && { startUp }),
    latchkey,
    keycloak: await benchKeycloak(),
  }
  console.log(markdown(results, wanted))
  if (options.json !== undefined) fs.writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`)
  reportFailures([...results.latchkey, ...results.keycloak])
}

async function benchLatchkey(): Promise<{ startUp: StartUp | undefined; latchkey: Measurement[] }> {
  const entry = options.entry ?? path.join(root, 'packages/server/dist/latchkey.mjs')
  if (!fs.existsSync(entry)) throw new Error(`there is no ${entry}; "npm run build" makes the bundle`)
  const subject: Subject = { entry, realmFile, folder: temporary }
  if (isWanted('start-up')) progress('start-up')
  const startUp = isWanted('start-up') ? await measureStartUp(subject, options.runs) : undefined
  if (wanted.length === 0) return { startUp, latchkey: [] }
  const server = await startSubject(subject, path.join(temporary, 'load'), true)
  try {
    return { startUp, latchkey: await measureAll('Latchkey', server.baseUrl, server.pid) }
  } finally {
    await server.stop()
  }
}

async function benchRunning(url: string): Promise<{ startUp: undefined; latchkey: Measurement[] }> {
  return { startUp: undefined, latchkey: await measureAll(url, url, options.pid) }
}

async function benchKeycloak(): Promise<Measurement[]> {
  const url = process.env.KEYCLOAK_URL
  if (!url || wanted.length === 0) return []
  await makeKeycloakRealm(url)
  return measureAll('Keycloak', url, process.env.KEYCLOAK_PID ? Number(process.env.KEYCLOAK_PID) : undefined)
}

async function makeKeycloakRealm(url: string): Promise<void> {
  const recorder = path.join(root, 'conformance/keycloak/capture.mjs')
  const args = [recorder, url, '--only', 'setup', '--admin', process.env.KEYCLOAK_ADMIN ?? 'admin:admin']
  const [code] = await once(spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] }), 'exit')
  if (code !== 0) throw new Error(`the realm "test" could not be made at ${url}`)
}

async function measureAll(server: string, baseUrl: string, pid: number | undefined): Promise<Measurement[]> {
  const measurements: Measurement[] = []
  for (const { name } of wanted satisfies readonly Scenario[]) {
    progress(`${server}: ${name}`)
    const { connections, seconds, warmUp } = options
    const order = { baseUrl: baseUrl.replace(/\/$/, ''), scenario: name, connections, seconds, warmUpSeconds: warmUp }
    measurements.push(await measure(order, pid))
  }
  return measurements
}

/** A refused request is quickly answered, so that figures with failures in them say nothing. */
function reportFailures(measurements: readonly Measurement[]): void {
  const failed = measurements.filter((measurement) => measurement.failed > 0)
  for (const { scenario, failed: count, firstFailure } of failed) {
    console.error(`${scenario}: ${count} requests failed, the first with: ${firstFailure}`)
  }
  if (failed.length > 0) process.exitCode = 1
}

function isWanted(name: string): boolean {
  return options.only === undefined || options.only.includes(name)
}

/** To stderr, so that stdout is the Markdown alone. */
function progress(what: string): void {
  console.error(`measuring ${what}`)
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        seconds: { type: 'string', default: '5' },
        'warm-up': { type: 'string', default: '2' },
        connections: { type: 'string', default: '8' },
        runs: { type: 'string', default: '7' },
        only: { type: 'string' },
        'no-events': { type: 'boolean', default: false },
        json: { type: 'string' },
        entry: { type: 'string' },
        url: { type: 'string' },
        pid: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      console.log(usage)
      process.exit(0)
    }
    const only = values.only?.split(',')
    const unknown = only?.find((name) => name !== 'start-up' && !scenarios.some((scenario) => scenario.name === name))
    if (unknown !== undefined) throw new Error(`--only: nothing is called ${unknown}`)
    return {
      seconds: positive('--seconds', values.seconds),
      warmUp: positive('--warm-up', values['warm-up']),
      connections: positive('--connections', values.connections),
      runs: positive('--runs', values.runs),
      only,
      events: !values['no-events'],
      json: values.json,
      entry: values.entry,
      url: values.url,
      pid: values.pid === undefined ? undefined : positive('--pid', values.pid),
    }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`)
    process.exit(2)
  }
}

function positive(option: string, text: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new Error(`${option}: ${text} is not a positive number`)
  return value
}
