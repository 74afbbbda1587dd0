import { randomUUID } from 'node:crypto'
import type { EpochSeconds } from '../client/client.ts'
import { systemClock } from '../client/resolve-options.ts'
import type { SessionStore } from './session-store.ts'

/** What is needed of `pg`: its `Pool` has it. */
export interface PostgresPool {
  query(
    text: string,
    values?: unknown[],
  ): Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[]; readonly rowCount: number | null }>
}

/** Settings of {@link postgresStore}. */
export interface PostgresStoreOptions {
  /** Yours: closing the store leaves it open. */
  readonly pool: PostgresPool
  readonly clock?: () => EpochSeconds
}

/** Expired entries that each new one clears away. */
const SWEPT_AT_ONCE = 20

/** The tables, for whoever lets programs change none: run it once, or call {@link ensureSchema}. */
export const postgresSchema = `
  CREATE TABLE IF NOT EXISTS rp_session (
    key text PRIMARY KEY, value text NOT NULL, expires_at bigint NOT NULL
  );
  CREATE INDEX IF NOT EXISTS rp_session_expires_at ON rp_session (expires_at);
  CREATE TABLE IF NOT EXISTS rp_session_index (
    name text NOT NULL, key text NOT NULL, PRIMARY KEY (name, key)
  );
  CREATE INDEX IF NOT EXISTS rp_session_index_key ON rp_session_index (key);
  CREATE TABLE IF NOT EXISTS rp_lease (
    name text PRIMARY KEY, holder text NOT NULL, until bigint NOT NULL
  );
  CREATE INDEX IF NOT EXISTS rp_lease_until ON rp_lease (until);`

/** Makes the tables where they are missing. */
export async function ensureSchema(pool: PostgresPool): Promise<void> {
  await pool.query(postgresSchema)
}

/** Keeps sessions in PostgreSQL, for any number of machines. Each method is one statement, so none is done by half. */
export function postgresStore({ pool, clock = systemClock }: PostgresStoreOptions): SessionStore {
  return {
    async get(key) {
      const { rows } = await pool.query('SELECT value, expires_at FROM rp_session WHERE key = $1 AND expires_at > $2', [
        key,
        clock(),
      ])
      return rows[0] && { value: String(rows[0]['value']), expiresAt: Number(rows[0]['expires_at']) }
    },
    async set(key, { value, expiresAt }, indexes) {
      await pool.query(SET, [key, value, expiresAt, [...new Set(indexes)], clock()])
    },
    async replace(key, { value, expiresAt }) {
      const replaced = await pool.query(
        'UPDATE rp_session SET value = $2, expires_at = $3 WHERE key = $1 AND expires_at > $4',
        [key, value, expiresAt, clock()],
      )
      return replaced.rowCount === 1
    },
    async touch(key, expiresAt) {
      await pool.query('UPDATE rp_session SET expires_at = $2 WHERE key = $1 AND expires_at > $3', [
        key,
        expiresAt,
        clock(),
      ])
    },
    async delete(key) {
      await pool.query(
        'WITH entry AS (DELETE FROM rp_session WHERE key = $1) DELETE FROM rp_session_index WHERE key = $1',
        [key],
      )
    },
    async find(index) {
      const { rows } = await pool.query(
        `SELECT i.key FROM rp_session_index i JOIN rp_session s ON s.key = i.key
          WHERE i.name = $1 AND s.expires_at > $2`,
        [index, clock()],
      )
      return rows.map((row) => String(row['key']))
    },
    async lease(name, ttl) {
      const holder = randomUUID()
      const now = clock()
      const got = await pool.query(LEASE, [name, holder, now + ttl, now])
      if (got.rowCount !== 1) return undefined
      return {
        async release() {
          await pool.query('DELETE FROM rp_lease WHERE name = $1 AND holder = $2', [name, holder])
        },
      }
    },
    async close() {},
  }
}

const SET = `
  WITH expired AS (
    SELECT key FROM rp_session WHERE expires_at <= $5 AND key <> $1 ORDER BY expires_at LIMIT ${SWEPT_AT_ONCE}
  ), swept AS (DELETE FROM rp_session WHERE key IN (SELECT key FROM expired) AND expires_at <= $5 RETURNING key
  ), entry AS (
    INSERT INTO rp_session (key, value, expires_at) VALUES ($1, $2, $3)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at
  ), others AS (
    DELETE FROM rp_session_index
    WHERE (key = $1 AND name <> ALL ($4::text[])) OR key IN (SELECT key FROM swept)
  )
  INSERT INTO rp_session_index (name, key) SELECT unnest($4::text[]), $1 ON CONFLICT DO NOTHING`

const LEASE = `
  WITH expired AS (
    DELETE FROM rp_lease WHERE name IN
      (SELECT name FROM rp_lease WHERE until <= $4 AND name <> $1 LIMIT ${SWEPT_AT_ONCE}) AND until <= $4
  )
  INSERT INTO rp_lease (name, holder, until) VALUES ($1, $2, $3)
  ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE rp_lease.until <= $4`
