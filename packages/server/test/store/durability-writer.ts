/** Writes sessions until it is killed, and prints each one's id once all its promises were resolved. */
import { writeSync } from 'node:fs'
import { openSqliteStores } from '../../src/store/sqlite.ts'
import { clientSession, code, TestClock, userSession } from './fixtures.ts'

const WRITERS = 8
const REALM = 'test-id'

const { userSessions, authorizationCodes } = await openSqliteStores({
  path: process.argv[2] ?? '',
  clock: new TestClock(),
})

async function write(name: string): Promise<never> {
  for (let number = 0; ; number += 1) {
    const id = `${name}-${number}`
    const key = { userSessionId: id, clientUuid: 'client-app', offline: false, maxReuse: 0 }
    await userSessions.create(REALM, userSession(id), clientSession(id))
    await userSessions.rotateRefreshToken(REALM, { ...key, family: 'first', used: 'first', next: `${id}-second` })
    await authorizationCodes.put(REALM, code(id))
    await authorizationCodes.redeem(REALM, id, 1)
    // Synchronous: what was printed was printed before the kill.
    writeSync(1, `${id}\n`)
  }
}

await Promise.all(Array.from({ length: WRITERS }, (_, index) => write(`writer-${index}`)))
