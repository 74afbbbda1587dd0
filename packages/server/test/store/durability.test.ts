import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, it } from 'node:test'
import { openSqliteStores } from '../../src/store/sqlite.ts'
import { realm, TestClock } from './fixtures.ts'

const WRITER = new URL('durability-writer.ts', import.meta.url)
const KILLED_AFTER = [1, 200, 1_000]

describe('durability', () => {
  for (const count of KILLED_AFTER) {
    it(`loses nothing that was answered when the process is killed after ${count} answers`, {
      timeout: 60_000,
    }, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'latchkey-kill-'))
      try {
        const path = join(folder, 'a.db')
        const clock = new TestClock()
        const stores = await openSqliteStores({ path, clock })
        await stores.realms.create([realm('test')])
        await stores.close()

        const answered = await answersUntilKilled(path, count)
        assert.ok(answered.length >= count)

        const reopened = await openSqliteStores({ path, clock })
        for (const id of answered) {
          const found = await reopened.userSessions.findWithClient('test-id', id, 'client-app', false)
          assert.equal(found.client?.userSessionId, id)
          const next = { family: 'first', used: `${id}-second`, next: 'third', maxReuse: 0, offline: false }
          const session = { userSessionId: id, clientUuid: 'client-app' }
          const rotated = await reopened.userSessions.rotateRefreshToken('test-id', { ...session, ...next })
          assert.equal(rotated, 'rotated', 'the rotation was answered too')
          assert.equal((await reopened.authorizationCodes.redeem('test-id', id, 1))?.outcome, 'used')
        }
        await reopened.close()
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    })
  }
})

/** Lets a process write and kills it in the midst. @returns the ids of which it said that they are written. */
async function answersUntilKilled(path: string, count: number): Promise<readonly string[]> {
  const writer = spawn(process.execPath, [WRITER.pathname, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(writer, 'exit')
  const answered: string[] = []
  for await (const line of createInterface({ input: writer.stdout })) {
    answered.push(line)
    if (answered.length === count) writer.kill('SIGKILL')
  }
  const [, signal] = await exited
  assert.equal(signal, 'SIGKILL')
  return answered
}
