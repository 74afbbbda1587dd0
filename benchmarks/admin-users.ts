/**
 * npm run bench:admin: finding and making users in a realm of a million, through the Admin API on a database file. With
 * KEYCLOAK_URL the same is asked of a Keycloak, with its administrator admin/admin, whose realm `crowd` is made anew.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type AdminSubject, keycloakAt, latchkeyAt } from './admin-subject.ts'
import { person, representationOf, searches } from './crowd.ts'
import { median, percentile } from './statistics.ts'

const { values: options } = parseArgs({
  options: {
    /** People in the realm. A Keycloak makes some hundreds a second. */
    users: { type: 'string', default: '1000000' },
    /** Calls per row of the table. */
    calls: { type: 'string', default: '300' },
    /** A database file that is kept, and used again when it is there already. */
    database: { type: 'string' },
  },
})
const people = Number(options.users)
const calls = Number(options.calls)
const REALM = 'crowd'
const BATCH = 1_000
const AT_ONCE = 64
const WARM_UP = 20

async function main(folder: string): Promise<void> {
  const database = options.database ?? path.join(folder, 'bench.db')
  const used = fs.existsSync(database)
  const latchkey = await latchkeyAt(database, REALM, used)
  const begun = performance.now()
  for (let first = 0; !used && first < people; first += BATCH) {
    await latchkey.create(Array.from({ length: Math.min(BATCH, people - first) }, (_, index) => person(first + index)))
  }
  if (!used) {
    const megabytes = (fs.statSync(database).size / 1e6).toFixed(0)
    console.log(`${people} people were written at ${perSecond(people, begun)} a second, and take ${megabytes} MB.\n`)
  }
  await report(latchkey, 'Latchkey', !used)
  await latchkey.close()
  const { KEYCLOAK_URL: url } = process.env
  if (url === undefined) return
  const keycloak = await keycloakAt(url, REALM)
  for (let first = 0; first < people; first += BATCH)
    await importAtOnce(keycloak, first, Math.min(BATCH, people - first))
  await report(keycloak, 'Keycloak', true)
  await keycloak.close()
}

async function report(subject: AdminSubject, name: string, making: boolean): Promise<void> {
  console.log(`| ${name} | found | p50 ms | p99 ms | CPU ms |\n| --- | ---: | ---: | ---: | ---: |`)
  for (const [search, query] of Object.entries(searches(people))) console.log(await measured(subject, search, query))
  if (!making) return
  const made = Math.min(10_000, people)
  const imported = await importAtOnce(subject, 2 * people, made)
  const single = await makeOneByOne(subject, people, made)
  console.log(`
| ${name}, making users | per second |
| --- | ---: |
| partial import of ${made} | ${imported} |
| one per call, ${AT_ONCE} calls at once | ${single} |
`)
}

async function measured(subject: AdminSubject, name: string, query: (call: number) => string): Promise<string> {
  const times: number[] = []
  let found = 0
  let cpu = process.cpuUsage()
  for (let call = 0; call < calls + WARM_UP; call += 1) {
    if (call === WARM_UP) cpu = process.cpuUsage()
    const begun = performance.now()
    const url = `/admin/realms/${REALM}/users?max=20&briefRepresentation=true&${query(call)}`
    const answer = await subject.ask('GET', url)
    if (call >= WARM_UP) times.push(performance.now() - begun)
    found += (JSON.parse(answer) as unknown[]).length
  }
  const { user, system } = process.cpuUsage(cpu)
  times.sort((one, other) => one - other)
  const cells = [
    name,
    (found / (calls + WARM_UP)).toFixed(1),
    median(times).toFixed(2),
    percentile(times, 99).toFixed(2),
    ((user + system) / 1_000 / calls).toFixed(2), // of this process
  ]
  return `| ${cells.join(' | ')} |`
}

/** @returns how many a second. */
async function importAtOnce(subject: AdminSubject, first: number, count: number): Promise<number> {
  const users = Array.from({ length: count }, (_, index) => representationOf(first + index))
  const begun = performance.now()
  await subject.ask('POST', `/admin/realms/${REALM}/partialImport`, { ifResourceExists: 'FAIL', users })
  return perSecond(count, begun)
}

async function makeOneByOne(subject: AdminSubject, first: number, count: number): Promise<number> {
  const begun = performance.now()
  let next = 0
  const worker = async () => {
    while (next < count) {
      const user = representationOf(first + next)
      next += 1
      await subject.ask('POST', `/admin/realms/${REALM}/users`, user)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return perSecond(count, begun)
}

function perSecond(count: number, begun: number): number {
  return Math.round((count / (performance.now() - begun)) * 1_000)
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-users-'))
try {
  await main(folder)
} finally {
  fs.rmSync(folder, { recursive: true, force: true })
}
