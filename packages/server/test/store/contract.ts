import { afterEach, beforeEach, describe } from 'node:test'
import type { Stores } from '../../src/store/ports.ts'
import { authorizationCodeContract } from './contract-authorization-codes.ts'
import { clientContract } from './contract-clients.ts'
import { crowdContract } from './contract-crowd.ts'
import { eventContract } from './contract-events.ts'
import { groupContract } from './contract-groups.ts'
import { initialAccessContract } from './contract-initial-access.ts'
import { loginSessionContract } from './contract-login-sessions.ts'
import { peopleContract } from './contract-people.ts'
import { realmChangeContract } from './contract-realm-changes.ts'
import { realmMergeContract } from './contract-realm-merge.ts'
import { realmContract } from './contract-realms.ts'
import { roleContract } from './contract-roles.ts'
import { sessionContract } from './contract-sessions.ts'
import { sweepContract } from './contract-sweep.ts'
import { userContract } from './contract-users.ts'
import { webhookContract } from './contract-webhooks.ts'
import { TestClock } from './fixtures.ts'

/** A fresh, empty database. */
export interface Database {
  /** Opens stores on it; a second call gives what a second process would have. */
  open(clock: TestClock): Promise<Stores>
  remove(): void
}

/** What a test of the contract works with; valid while the test runs. */
export interface Fixture {
  readonly stores: Stores
  readonly clock: TestClock
  /** Opens the same database once more; closed after the test. */
  reopen(): Promise<Stores>
}

export interface Adapter {
  readonly name: string
  make(): Database
  /** Whether a second process can open the database. */
  readonly shared: boolean
}

/** All that a store must do, whatever it is made of: every adapter runs it. */
export function storeContract(adapter: Adapter): void {
  describe(`store contract: ${adapter.name}`, () => {
    let database: Database
    let opened: Stores[] = []
    let fixture: Fixture

    beforeEach(async () => {
      const clock = new TestClock()
      database = adapter.make()
      opened = []
      const reopen = async () => {
        const stores = await database.open(clock)
        opened.push(stores)
        return stores
      }
      fixture = { clock, reopen, stores: await reopen() }
    })

    afterEach(async () => {
      for (const stores of opened) await stores.close()
      database.remove()
    })

    const current = () => fixture
    realmContract(current)
    realmChangeContract(current, adapter)
    realmMergeContract(current)
    clientContract(current, adapter)
    initialAccessContract(current)
    roleContract(current)
    groupContract(current)
    userContract(current)
    peopleContract(current)
    crowdContract(current)
    sessionContract(current, adapter)
    authorizationCodeContract(current)
    loginSessionContract(current)
    eventContract(current)
    webhookContract(current)
    sweepContract(current)
  })
}
