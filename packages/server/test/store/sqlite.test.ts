import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, it } from 'node:test'
import { sql } from 'kysely'
import { rows } from '../../src/store/act.ts'
import { migrate } from '../../src/store/migrations/migrator.ts'
import { StoreUnavailable } from '../../src/store/ports.ts'
import { sqlStores } from '../../src/store/sql-stores.ts'
import { openSqliteStores } from '../../src/store/sqlite.ts'
import { SqliteEngine } from '../../src/store/sqlite-engine.ts'
import { REALM_TABLES } from '../../src/store/tables.ts'
import { storeContract } from './contract.ts'
import {
  adminEvent,
  clientSession,
  code,
  fullRealm,
  loginEvent,
  loginFailures,
  loginSession,
  realm,
  TestClock,
  user,
  userSession,
} from './fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'latchkey-store-'))
after(() => rmSync(folder, { recursive: true, force: true }))
let files = 0

function freshPath(): string {
  files += 1
  return join(folder, `${files}.db`)
}

function open(path: string) {
  return openSqliteStores({ path, clock: new TestClock() })
}

storeContract({
  name: 'SQLite file',
  shared: true,
  make() {
    const path = freshPath()
    return {
      open: (clock) => openSqliteStores({ path, clock }),
      remove: () => rmSync(path, { force: true }),
    }
  },
})

storeContract({
  name: 'SQLite in memory',
  shared: false,
  make: () => ({ open: (clock) => openSqliteStores({ path: ':memory:', clock }), remove() {} }),
})

describe('what a SQLite database says of itself', () => {
  it('is its schema, and how large file and log are', async () => {
    const path = freshPath()
    const stores = await open(path)
    const { kind, schemaVersion, bytes, walBytes } = await stores.describe()
    assert.equal(kind, 'sqlite')
    assert.ok(schemaVersion > 0)
    assert.equal(bytes, statSync(path).size)
    assert.equal(walBytes, statSync(`${path}-wal`).size)
    await stores.close()
    await assert.rejects(stores.describe(), StoreUnavailable)
  })

  it('is no size in memory', async () => {
    const stores = await open(':memory:')
    const { bytes, walBytes } = await stores.describe()
    assert.deepEqual([bytes, walBytes], [undefined, undefined])
    await stores.close()
  })
})

describe('a SQLite file', () => {
  it('can be read by its owner only', { skip: process.platform === 'win32' }, async () => {
    const path = freshPath()
    const stores = await open(path)
    await stores.realms.create([realm('test')])
    for (const suffix of ['', '-wal']) assert.equal(statSync(path + suffix).mode & 0o077, 0, suffix)
    await stores.close()
  })

  it('syncs its write-ahead log with every commit', async () => {
    const engine = new SqliteEngine(freshPath())
    const setting = (name: string) =>
      engine.read(() => rows({ compile: () => sql`PRAGMA ${sql.raw(name)}`.compile(engine.db) }))
    const FULL = 2
    assert.deepEqual(
      (await setting('journal_mode')).map((row) => ({ ...Object(row) })),
      [{ journal_mode: 'wal' }],
    )
    assert.deepEqual(
      (await setting('synchronous')).map((row) => ({ ...Object(row) })),
      [{ synchronous: FULL }],
    )
    await engine.close()
  })

  it('has no row of a deleted realm in any table', async () => {
    const path = freshPath()
    const stores = await open(path)
    await stores.realms.create([fullRealm('test'), fullRealm('other')])
    for (const realmId of ['test-id', 'other-id']) {
      await stores.userSessions.create(realmId, userSession('s'), clientSession('s'))
      const part = { userSessionId: 's', clientUuid: 'client-app', offline: false }
      await stores.userSessions.rotateRefreshToken(realmId, { ...part, family: 'a', used: 'a', next: 'b', maxReuse: 0 })
      await stores.authorizationCodes.put(realmId, code('c'))
      await stores.loginSessions.put(realmId, loginSession('t'), 5)
      await stores.loginFailures.record(realmId, 'user-alice', () => loginFailures())
      await stores.initialAccess.create(realmId, { id: 'i', created: 1, expiration: 0, count: 1, remaining: 1 })
      await stores.loginEvents.add(realmId, [loginEvent(0)])
      await stores.adminEvents.add(realmId, [adminEvent(0)])
      await stores.webhookOutbox.put(realmId, [{ id: 'm', body: '{}' }], 0)
    }
    await stores.realms.delete('test-id')
    await stores.close()
    const database = new DatabaseSync(path)
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'schema_version'")
    const all = tables.all().map((row) => String(row['name']))
    const names = all.filter((name) => !name.startsWith('user_text'))
    assert.deepEqual(names.toSorted(), REALM_TABLES.toSorted())
    const countIn = (table: string, realmId: string) =>
      database.prepare(`SELECT count(*) AS n FROM ${table} WHERE realm_id = ?`).get(realmId)?.['n']
    for (const table of names) {
      assert.equal(countIn(table, 'test-id'), 0, table)
      assert.notEqual(countIn(table, 'other-id'), 0, `${table}: the test would see nothing`)
    }
    database.close()
  })

  it('brings a file of schema 8 up: its users are found by parts, and its realms listed in brief', async () => {
    const path = freshPath()
    const stores = await open(path)
    const { realm: named } = realm('test')
    await stores.realms.create([realm('test', { realm: { ...named, displayName: 'Old' } }), realm('other')])
    await stores.users.create('test-id', [user('winifred', { representation: { lastName: 'Sanderson' } }), user('bob')])
    await stores.users.create('other-id', [user('winifred')])
    await stores.close()
    const old = new DatabaseSync(path)
    old.exec(`
      DROP INDEX app_user_email_name; DROP INDEX app_user_listing;
      DROP INDEX app_user_first_name; CREATE INDEX app_user_first_name ON app_user(realm_id, first_name_key);
      DROP INDEX app_user_last_name; CREATE INDEX app_user_last_name ON app_user(realm_id, last_name_key);
      DROP TABLE user_text; UPDATE app_user SET text_key = rowid;
      CREATE VIRTUAL TABLE user_text USING fts5(realm, username, email, first_name, last_name,
        content = '', contentless_delete = 1, detail = column, tokenize = 'trigram case_sensitive 1');
      ALTER TABLE realm DROP COLUMN brief;
      UPDATE schema_version SET version = 8`)
    old.close()
    const brought = await open(path)
    const found = async (search: string) =>
      (await brought.users.search('test-id', { search })).map(({ username }) => username)
    assert.deepEqual(await found('*inifr*'), ['winifred'])
    assert.deepEqual(await found('*anders*'), ['winifred'])
    assert.deepEqual(await found('sand'), ['winifred'])
    assert.deepEqual(await brought.realms.listBrief({ max: 5 }), [
      { id: 'other-id', realm: 'other', enabled: true },
      { id: 'test-id', realm: 'test', displayName: 'Old', enabled: true },
    ])
    await brought.users.create('test-id', [user('winnie')])
    assert.deepEqual(await found('*winn*'), ['winnie'])
    await brought.close()
  })

  it('tells users apart whose realms share a range of keys in the index of parts', async () => {
    const stores = await open(freshPath())
    // by the first 20 bits of the hashes of these ids, as is written beside the index
    const [one, other] = ['realm-1024', 'realm-1441']
    await stores.realms.create([realm(one), realm(other)])
    await stores.users.create(`${one}-id`, [user('winifred'), user('wins')])
    await stores.users.create(`${other}-id`, [user('winifred'), user('winston')])
    await stores.users.delete(`${one}-id`, 'user-winifred')
    const found = async (name: string, search: string) =>
      (await stores.users.search(`${name}-id`, { search, max: 1 })).map(({ username }) => username)
    assert.deepEqual(await found(one, '*inifr*'), [])
    assert.deepEqual(await found(one, '*win*'), ['wins'])
    assert.deepEqual(await found(other, '*inifr*'), ['winifred'])
    assert.deepEqual(await found(other, '*inst*'), ['winston'])
    await stores.close()
  })

  it('may be opened by several at once when it is new', async () => {
    const path = freshPath()
    const all = await Promise.all([1, 2, 3].map(() => open(path)))
    await all[0]?.realms.create([realm('test')])
    assert.equal((await all[2]?.realms.findByName('test'))?.name, 'test')
    for (const stores of all) await stores.close()
  })

  it('lets writes wait while another process holds it, and reads go on', async () => {
    const path = freshPath()
    const stores = await open(path)
    await stores.realms.create([realm('test')])
    const other = new DatabaseSync(path)
    other.exec('BEGIN IMMEDIATE')
    let done = false
    const write = stores.users.create('test-id', [user('late')]).then(() => {
      done = true
    })
    // A few turns of the event loop: long enough for the write to have been tried.
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    assert.equal((await stores.realms.list()).length, 1)
    assert.equal(done, false)
    other.exec('COMMIT')
    other.close()
    await write
    assert.equal((await stores.users.findByUsername('test-id', 'late'))?.id, 'user-late')
    await stores.close()
  })

  it('undoes one refused write without those that share its commit', async () => {
    const stores = await open(freshPath())
    await stores.realms.create([realm('test')])
    const outcomes = await Promise.allSettled([
      stores.users.create('test-id', [user('a')]),
      stores.users.create('test-id', [user('b'), user('A', { id: 'x' })]),
      stores.users.create('test-id', [user('c')]),
    ])
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    )
    const names = (await stores.users.search('test-id', {})).map(({ username }) => username)
    assert.deepEqual(names, ['a', 'c'])
    await stores.close()
  })

  it('finishes what is waiting when it closes, and takes no more', async () => {
    const path = freshPath()
    const stores = await open(path)
    const waiting = stores.realms.create([realm('test')])
    await stores.close()
    await waiting
    await assert.rejects(stores.realms.create([realm('late')]), StoreUnavailable)
    await assert.rejects(stores.ping(), StoreUnavailable)
    await stores.close()
    const again = await open(path)
    assert.deepEqual(
      (await again.realms.list()).map(({ name }) => name),
      ['test'],
    )
    await again.close()
  })
})

describe('a database that can not be used', () => {
  /** The sentence that a person reads. */
  async function refusal(path: string): Promise<string> {
    const error: unknown = await open(path).then(
      () => assert.fail('opened'),
      (reason: unknown) => reason,
    )
    assert.ok(error instanceof StoreUnavailable, String(error))
    return error.message
  }

  it('in a folder that is missing names the path and what to do', async () => {
    const path = join(folder, 'missing', 'a.db')
    const message = await refusal(path)
    assert.ok(message.includes(path))
    assert.match(message, /folder must exist.*--data-dir/)
  })

  it('in a folder that may not be written says so', {
    skip: process.getuid?.() === 0 && 'root may write all',
  }, async () => {
    const locked = join(folder, 'locked')
    mkdirSync(locked, { mode: 0o500 })
    assert.match(await refusal(join(locked, 'a.db')), /EACCES.*allowed to write/)
  })

  it('because it is a folder says so', async () => {
    assert.match(await refusal(folder), /Can't write.*EISDIR/)
  })

  it('because it is no database says so and leaves the file alone', async () => {
    const path = freshPath()
    writeFileSync(path, 'my diary, which is long enough to be looked at as a database header\n'.repeat(20))
    const before = statSync(path).size
    assert.match(await refusal(path), /is not a Latchkey database/)
    assert.equal(statSync(path).size, before)
  })

  it("because it is another program's says so and leaves it alone", async () => {
    const path = freshPath()
    const foreign = new DatabaseSync(path)
    foreign.exec('CREATE TABLE diary (entry TEXT)')
    foreign.close()
    assert.match(await refusal(path), /another program/)
    const reopened = new DatabaseSync(path)
    assert.equal(reopened.prepare('SELECT count(*) AS n FROM sqlite_master').get()?.['n'], 1)
    reopened.close()
  })

  it('because a newer program wrote it says so', async () => {
    const path = freshPath()
    await (await open(path)).close()
    const newer = new DatabaseSync(path)
    newer.exec('UPDATE schema_version SET version = 99')
    newer.close()
    assert.match(await refusal(path), /newer Latchkey \(schema 99/)
  })

  it('because the disk is full refuses the write, and works again when there is room', async () => {
    const engine = new SqliteEngine(freshPath())
    await migrate(engine)
    const full = sqlStores(engine, new TestClock(), () => {})
    await full.realms.create([realm('test')])
    // A limit on the number of pages is the full disk that a test may have.
    await engine.read(() => rows({ compile: () => sql`PRAGMA max_page_count = 100`.compile(engine.db) }))
    const large = user('large', { representation: { attributes: { text: ['x'.repeat(1_000_000)] } } })
    const [small, big] = await Promise.allSettled([
      full.users.create('test-id', [user('small')]),
      full.users.create('test-id', [large]),
    ])
    assert.ok(big.status === 'rejected' && big.reason instanceof StoreUnavailable)
    assert.match(big.reason.message, /disk of .* is full/)
    // Whether its neighbour went with it or not, it was told the truth.
    assert.equal((await full.users.find('test-id', 'user-small')) !== undefined, small.status === 'fulfilled')
    await full.users.create('test-id', [user('later')])
    assert.equal((await full.users.find('test-id', 'user-later'))?.username, 'later')
    await full.close()
  })
})
