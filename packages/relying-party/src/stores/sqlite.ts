import { randomInt, randomUUID } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { EpochSeconds } from '../client/client.ts'
import { systemClock } from '../client/resolve-options.ts'
import type { SessionStore } from './session-store.ts'

/** Settings of {@link sqliteStore}. */
export interface SqliteStoreOptions {
  /** A file that several processes of one machine may share, `:memory:`, or an open database with tables of your own. */
  readonly database: string | DatabaseSync
  readonly clock?: () => EpochSeconds
}

const BUSY_TIMEOUT_MS = 5_000
/** Values that are kept beside the file: a few kilobytes each. */
const MOST_KEPT = 1_000
const VERSIONS = 2 ** 47
/** Expired entries that each new one clears away. */
const SWEPT_AT_ONCE = 20

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS rp_session (
    key TEXT PRIMARY KEY, expires_at INTEGER NOT NULL, version INTEGER NOT NULL, value TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS rp_session_expires_at ON rp_session (expires_at);
  CREATE TABLE IF NOT EXISTS rp_session_index (
    name TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (name, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS rp_session_index_key ON rp_session_index (key);
  CREATE TABLE IF NOT EXISTS rp_lease (
    name TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS rp_lease_until ON rp_lease (until);`

/**
 * Keeps sessions in an SQLite file: they outlive the process, and processes of one machine share them. A write is on disk
 * when the operating system puts it there: after a power cut the last sessions may be missing, never broken.
 */
export function sqliteStore({ database, clock = systemClock }: SqliteStoreOptions): SessionStore {
  const own = typeof database === 'string'
  const db = own ? new DatabaseSync(database, { timeout: BUSY_TIMEOUT_MS }) : database
  if (own) db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;')
  db.exec(SCHEMA)
  const statements = prepare(db)
  /** The last values that were read. Which of them is current, the file says, so other processes' writes count at once. */
  const kept = new Map<string, { readonly version: number; readonly value: string }>()

  function inTransaction(act: () => void): void {
    db.exec('BEGIN IMMEDIATE')
    try {
      act()
      db.exec('COMMIT')
    } catch (error) {
      db.exec('ROLLBACK')
      throw error
    }
  }

  return {
    async get(key) {
      const known = kept.get(key)
      const row = statements.get.get(known?.version ?? -1, key) as unknown as Row | undefined
      if (!row || row[0] <= clock()) {
        kept.delete(key)
        return undefined
      }
      const [expiresAt, version, changed] = row
      if (changed === null && known) return { value: known.value, expiresAt }
      const value = changed ?? ''
      kept.set(key, { version, value })
      const [oldest] = kept.keys()
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
      return { value, expiresAt }
    },
    async set(key, { value, expiresAt }, indexes) {
      inTransaction(() => {
        statements.sweepIndexes.run(clock())
        statements.sweep.run(clock())
        statements.set.run(key, value, expiresAt, randomInt(VERSIONS))
        statements.clearIndexes.run(key)
        for (const index of new Set(indexes)) statements.addIndex.run(index, key)
      })
    },
    async replace(key, { value, expiresAt }) {
      return statements.replace.run(value, expiresAt, randomInt(VERSIONS), key, clock()).changes === 1
    },
    async touch(key, expiresAt) {
      statements.touch.run(expiresAt, key, clock())
    },
    async delete(key) {
      inTransaction(() => {
        statements.clearIndexes.run(key)
        statements.delete.run(key)
      })
    },
    async find(index) {
      return statements.find.all(index, clock()).map((row) => String(row['key']))
    },
    async lease(name, ttl) {
      const holder = randomUUID()
      const now = clock()
      statements.sweepLeases.run(now)
      if (statements.lease.run(name, holder, now + ttl, now).changes !== 1) return undefined
      return {
        async release() {
          statements.release.run(name, holder)
        },
      }
    },
    async close() {
      if (own) db.close()
    },
  }
}

/** `null` for the value when its version is the one that was named: reading a few kilobytes takes most of the time. */
type Row = readonly [expiresAt: number, version: number, value: string | null]

function prepare(db: DatabaseSync) {
  const get = db.prepare('SELECT expires_at, version, iif(version = ?, NULL, value) FROM rp_session WHERE key = ?')
  get.setReturnArrays(true)
  const expired = `SELECT key FROM rp_session WHERE expires_at <= ? ORDER BY expires_at LIMIT ${SWEPT_AT_ONCE}`
  return {
    get,
    set: db.prepare(`INSERT INTO rp_session (key, value, expires_at, version) VALUES (?, ?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at, version = excluded.version`),
    replace: db.prepare(
      'UPDATE rp_session SET value = ?, expires_at = ?, version = ? WHERE key = ? AND expires_at > ?',
    ),
    touch: db.prepare('UPDATE rp_session SET expires_at = ? WHERE key = ? AND expires_at > ?'),
    delete: db.prepare('DELETE FROM rp_session WHERE key = ?'),
    find: db.prepare(`SELECT i.key FROM rp_session_index i JOIN rp_session s ON s.key = i.key
      WHERE i.name = ? AND s.expires_at > ?`),
    addIndex: db.prepare('INSERT INTO rp_session_index (name, key) VALUES (?, ?)'),
    clearIndexes: db.prepare('DELETE FROM rp_session_index WHERE key = ?'),
    sweep: db.prepare(`DELETE FROM rp_session WHERE key IN (${expired})`),
    sweepIndexes: db.prepare(`DELETE FROM rp_session_index WHERE key IN (${expired})`),
    sweepLeases: db.prepare(`DELETE FROM rp_lease WHERE name IN
      (SELECT name FROM rp_lease WHERE until <= ? LIMIT ${SWEPT_AT_ONCE})`),
    lease: db.prepare(`INSERT INTO rp_lease (name, holder, until) VALUES (?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE until <= ?`),
    release: db.prepare('DELETE FROM rp_lease WHERE name = ? AND holder = ?'),
  }
}
