/**
 * npm run bench:events: how long a search among a realm's saved events takes, and how long it keeps everybody else waiting.
 * Through the store, on a file: what is asked for last is what nothing matches.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { systemClock, systemRandom } from '../packages/server/src/clock.ts'
import type { AdminEvent, LoginEvent } from '../packages/server/src/model/event.ts'
import { eventIds } from '../packages/server/src/model/event-id.ts'
import type { Stores } from '../packages/server/src/store/ports.ts'
import { openSqliteStores } from '../packages/server/src/store/sqlite.ts'
import { median } from './statistics.ts'

const { values: options } = parseArgs({
  options: { events: { type: 'string', default: '300000' }, calls: { type: 'string', default: '7' } },
})
const REALM = 'realm'
const AT_ONCE = 1_000
const nextId = eventIds(systemClock, systemRandom)

async function main(folder: string): Promise<void> {
  const stores = await openSqliteStores({ path: path.join(folder, 'latchkey.db'), clock: systemClock })
  await fill(stores, Number(options.events))
  const { loginEvents, adminEvents } = stores
  console.log(`| of ${options.events} each | p50 ms | others waited at most, ms |`)
  console.log('| --- | ---: | ---: |')
  await measured('the newest 100', () => loginEvents.list(REALM, { max: 100 }))
  await measured('of a user', () => loginEvents.list(REALM, { max: 100, userId: 'nobody' }))
  await measured('of a client that is often there', () => loginEvents.list(REALM, { max: 100, clientId: 'client-3' }))
  await measured('of an address without any', () => loginEvents.list(REALM, { max: 100, ipAddress: '192.0.2.1' }))
  await measured('of a client without any', () => loginEvents.list(REALM, { max: 100, clientId: 'nonesuch' }))
  await measured('admin events of a path', () => adminEvents.list(REALM, { max: 100, path: 'users/nonesuch' }))
  await measured('of part of a path', () => adminEvents.list(REALM, { max: 100, path: '*/role-mappings*' }))
  await stores.close()
}

async function fill({ loginEvents, adminEvents }: Stores, count: number): Promise<void> {
  for (let done = 0; done < count; done += AT_ONCE) {
    const indexes = Array.from({ length: AT_ONCE }, (_, index) => done + index)
    await loginEvents.add(REALM, indexes.map(loginEvent))
    await adminEvents.add(REALM, indexes.map(adminEvent))
  }
}

function loginEvent(index: number): LoginEvent {
  return {
    id: nextId(),
    timeMs: systemClock.nowMs(),
    type: 'LOGIN',
    clientId: `client-${index % 20}`,
    userId: systemRandom.uuid(),
    sessionId: systemRandom.uuid(),
    ipAddress: `10.${index % 200}.${index % 251}.${index % 250}`,
    error: undefined,
    details: {
      auth_method: 'openid-connect',
      redirect_uri: 'https://app.example/cb',
      consent: 'no_consent_required',
      code_id: systemRandom.uuid(),
      username: `person-${index}`,
    },
  }
}

function adminEvent(index: number): AdminEvent {
  return {
    id: nextId(),
    timeMs: systemClock.nowMs(),
    operation: 'UPDATE',
    resource: 'USER',
    path: `users/${systemRandom.uuid()}`,
    by: { realmId: REALM, clientUuid: 'cli', userId: `admin-${index % 5}`, ipAddress: `10.0.0.${index % 5}` },
    representation: JSON.stringify({ username: `person-${index}`, email: `person-${index}@shop.example` }),
  }
}

async function measured(what: string, search: () => Promise<readonly unknown[]>): Promise<void> {
  const loop = monitorEventLoopDelay({ resolution: 1 })
  const times: number[] = []
  for (let call = 0; call < Number(options.calls); call += 1) {
    loop.enable()
    const start = performance.now()
    await search()
    times.push(performance.now() - start)
    // the delay is noticed by a timer
    await new Promise((resolve) => setTimeout(resolve, 5))
    loop.disable()
  }
  console.log(`| ${what} | ${median(times).toFixed(1)} | ${(loop.max / 1e6).toFixed(0)} |`)
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'latchkey-bench-events-'))
try {
  await main(folder)
} finally {
  fs.rmSync(folder, { recursive: true, force: true })
}
