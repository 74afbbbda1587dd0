/**
 * npm run bench:admin: finding and making users in a realm of a million, through the Admin API on a database file. The
 * calls go into the server without a socket, so that what is measured is the server's work.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock, systemRandom } from '../packages/server/src/clock.ts'
import { compose, type Latchkey } from '../packages/server/src/compose.ts'
import { createPasswordHasher } from '../packages/server/src/keys/argon2-hasher.ts'
import { bootstrapMaster } from '../packages/server/src/provisioning/bootstrap.ts'
import { importRealms } from '../packages/server/src/provisioning/import-realms.ts'
import type { UserRecord } from '../packages/server/src/representations/realm-aggregate.ts'
import { median, percentile } from './statistics.ts'

const { values: options } = parseArgs({
  options: {
    /** People in the realm. */
    users: { type: 'string', default: '1000000' },
    /** Calls per row of the table. */
    calls: { type: 'string', default: '300' },
    /** A database file that is kept, and used again when it is there already. */
    database: { type: 'string' },
  },
})
const people = Number(options.users)
const calls = Number(options.calls)
const BATCH = 1_000
const AT_ONCE = 64
const ADMIN = { username: 'admin', password: 'admin' }
const BASE = 'http://localhost:8080'

const FIRST = 'Anna Boris Chiara Dmitri Elena Farid Greta Hugo Ines Jonas Katya Liam Mona Nils Olga Paul'.split(' ')
const LAST = 'Abebe Bianchi Costa Dubois Eriksen Fischer Garcia Hansen Ivanov Jensen Kowalski Lopez Moreau Novak'.split(
  ' ',
)
const SYLLABLES = 'ba be bo da de do fa fi fu ga go gu ha ka ki ku la le lo ma mi mu na ne no ra re ri'.split(' ')

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-users-'))
const database = options.database ?? path.join(folder, 'bench.db')

async function main(): Promise<void> {
  const used = fs.existsSync(database)
  const latchkey = await started(used)
  const filled = used ? undefined : await fill(latchkey)
  const token = await tokenOf(latchkey)
  console.log('| request | found | p50 ms | p99 ms | CPU ms |\n| --- | ---: | ---: | ---: | ---: |')
  for (const [name, query] of Object.entries(QUERIES)) console.log(await measured(latchkey, token, name, query))
  if (filled !== undefined) console.log(await making(latchkey, token, filled))
  await latchkey.close()
}

/** @returns how many a second. */
async function fill(latchkey: Latchkey): Promise<number> {
  const { stores } = latchkey.services
  const realm = await stores.realms.findByName('crowd')
  if (realm === undefined) throw new Error('the realm was not made')
  const begun = performance.now()
  for (let first = 0; first < people; first += BATCH) {
    const length = Math.min(BATCH, people - first)
    await stores.users.create(
      realm.id,
      Array.from({ length }, (_, index) => person(first + index)),
    )
  }
  return perSecond(people, begun)
}

async function making(latchkey: Latchkey, token: string, filled: number): Promise<string> {
  const size = fs.statSync(database).size
  const made = Math.min(10_000, people)
  return `
| making users | per second |
| --- | ---: |
| at the store, ${BATCH} at a time, ${people} in all | ${filled} |
| partial import of ${made} | ${await importAtOnce(latchkey, token, made)} |
| one per call, ${AT_ONCE} calls at once | ${await makeOneByOne(latchkey, token, made)} |

${people} people take ${(size / 1e6).toFixed(0)} MB on the disk.`
}

function perSecond(count: number, begun: number): number {
  return Math.round((count / (performance.now() - begun)) * 1_000)
}

async function started(used: boolean): Promise<Latchkey> {
  const settings = {
    database,
    development: true,
    relativePath: '',
    hostname: undefined,
    proxyHeaders: undefined,
    bodyLimit: 10 * 1024 * 1024,
  }
  const latchkey = await compose(settings, {
    clock: systemClock,
    hasher: createPasswordHasher({ random: systemRandom, cheap: true }),
    recorder: { happened() {}, refused() {} },
    log: { error: ({ err }) => console.error(err), warn() {} },
  })
  if (used) return latchkey
  await bootstrapMaster(latchkey.services, ADMIN)
  await importRealms(latchkey.services, [{ realm: 'crowd', enabled: true }])
  return latchkey
}

/** What is asked, by number of the call. */
const QUERIES: Readonly<Record<string, (call: number) => string>> = {
  'a page of everybody': (call) => `first=${call}`,
  'beginning of a user name': (call) => `search=${nameOf(spread(call)).slice(0, 6)}`,
  'beginning of a user name, 2 letters': (call) => `search=${nameOf(spread(call)).slice(0, 2)}`,
  'beginning of an address': (call) => `search=${nameOf(spread(call))}${spread(call)}@`,
  'beginning of a last name': (call) => `search=${LAST[call % LAST.length]?.slice(0, 4)}`,
  'first and last name': (call) => `search=${FIRST[call % FIRST.length]}+${LAST[call % LAST.length]}`,
  'part of anything, rare': (call) => `search=*${nameOf(spread(call)).slice(2)}${spread(call)}*`,
  'part of anything, frequent': (call) => `search=*${nameOf(spread(call)).slice(2, 6)}*`,
  'part of the user name': (call) => `username=${nameOf(spread(call)).slice(1)}${String(spread(call)).slice(0, 3)}`,
  'part of the address': (call) => `email=${String(spread(call))}@exam`,
  'part of anything, nowhere': (call) => `search=*zzq${call}*`,
  'a user name exactly': (call) => `exact=true&username=${nameOf(spread(call))}${spread(call)}`,
  'an attribute': (call) => `q=badge:${spread(call)}`,
  'enabled people': (call) => `enabled=true&first=${call}`,
}

async function measured(
  latchkey: Latchkey,
  token: string,
  name: string,
  query: (call: number) => string,
): Promise<string> {
  const times: number[] = []
  let found = 0
  let cpu = process.cpuUsage()
  for (let call = 0; call < calls + 20; call += 1) {
    if (call === 20) cpu = process.cpuUsage()
    const begun = performance.now()
    const answer = await ask(
      latchkey,
      token,
      'GET',
      `/admin/realms/crowd/users?max=20&briefRepresentation=true&${query(call)}`,
    )
    if (call >= 20) times.push(performance.now() - begun) // the first ones warm up
    found += (JSON.parse(answer) as unknown[]).length
  }
  const used = process.cpuUsage(cpu)
  const cpuMs = ((used.user + used.system) / 1_000 / calls).toFixed(2)
  times.sort((one, other) => one - other)
  const mean = (found / (calls + 20)).toFixed(1)
  return `| ${name} | ${mean} | ${median(times).toFixed(2)} | ${percentile(times, 99).toFixed(2)} | ${cpuMs} |`
}

async function importAtOnce(latchkey: Latchkey, token: string, count: number): Promise<number> {
  const users = Array.from({ length: count }, (_, index) => {
    const { representation, username, email } = person(2 * people + index)
    const { firstName, lastName } = representation
    return { username, email, firstName, lastName, enabled: true }
  })
  const begun = performance.now()
  await ask(latchkey, token, 'POST', '/admin/realms/crowd/partialImport', { ifResourceExists: 'FAIL', users })
  return perSecond(count, begun)
}

async function makeOneByOne(latchkey: Latchkey, token: string, count: number): Promise<number> {
  const begun = performance.now()
  let next = 0
  const worker = async () => {
    while (next < count) {
      const { representation, username, email } = person(people + next)
      next += 1
      const { firstName, lastName } = representation
      await ask(latchkey, token, 'POST', '/admin/realms/crowd/users', { username, email, firstName, lastName })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return perSecond(count, begun)
}

async function ask(
  latchkey: Latchkey,
  token: string,
  method: 'GET' | 'POST',
  url: string,
  json?: object,
): Promise<string> {
  const answer = await latchkey.http.inject({
    method,
    url,
    headers: {
      host: new URL(BASE).host,
      authorization: `Bearer ${token}`,
      ...(json && { 'content-type': 'application/json' }),
    },
    ...(json && { payload: JSON.stringify(json) }),
  })
  if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body.slice(0, 300)}`)
  return answer.body
}

/** Of the realm's own administrator, whose token lasts for the whole run. */
async function tokenOf(latchkey: Latchkey): Promise<string> {
  await latchkey.services.stores.realms.change(
    (await latchkey.services.stores.realms.findByName('master'))?.id ?? '',
    (document) => ({ ...document, accessTokenLifespan: 86_400 }),
  )
  const answer = await latchkey.http.inject({
    method: 'POST',
    url: '/realms/master/protocol/openid-connect/token',
    headers: { host: new URL(BASE).host, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', ...ADMIN }).toString(),
  })
  return String(answer.json()['access_token'])
}

function person(number: number): UserRecord {
  const username = `${nameOf(number)}${number}`
  const firstName = FIRST[number % FIRST.length] ?? ''
  const lastName = LAST[number % LAST.length] ?? ''
  const email = `${username}@example.org`
  const id = systemRandom.uuid()
  return {
    id,
    username,
    email,
    enabled: true,
    createdTimestampMs: systemClock.nowMs(),
    serviceAccountClientUuid: undefined,
    roleIds: [],
    groupIds: [],
    credentials: [],
    representation: {
      id,
      username,
      email,
      firstName,
      lastName,
      enabled: true,
      ...(number % 10 === 0 && { attributes: { badge: [String(number)] } }),
    },
  }
}

/** Four syllables that depend on the number, in no order. */
function nameOf(number: number): string {
  let rest = scattered(number)
  let name = ''
  for (let syllable = 0; syllable < 4; syllable += 1) {
    name += SYLLABLES[rest % SYLLABLES.length]
    rest = Math.floor(rest / SYLLABLES.length)
  }
  return name
}

/** A number that tells nothing of the one it is made of, or else the user names would follow from the first and last ones. */
function scattered(number: number): number {
  const once = Math.imul(number ^ (number >>> 16), 0x85_eb_ca_6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2_b2_ae_35)
  return (twice ^ (twice >>> 16)) >>> 0
}

/** A user's number for a call, all over the realm; every tenth has an attribute. */
function spread(call: number): number {
  return (Math.imul(call + 1, 7_919_0) >>> 0) % people
}

try {
  await main()
} finally {
  fs.rmSync(folder, { recursive: true, force: true })
}
