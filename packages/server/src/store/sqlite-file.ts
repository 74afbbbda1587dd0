import { accessSync, closeSync, constants, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreUnavailable } from './ports.ts'

/** While opening there is nobody to keep waiting: a process that switches the file to WAL or closes it gets its time. */
const OPEN_TIMEOUT_MS = 5_000

/**
 * Opens a database file with the settings that durability and size ask for.
 *
 * @param path - a file, made (for this user only) if there is none, or `:memory:`.
 * @param busyTimeoutMs - how long SQLite blocks for a lock once it is open.
 */
export function openDatabase(path: string, busyTimeoutMs: number): DatabaseSync {
  if (path !== ':memory:') ensureWritable(path)
  const database = new DatabaseSync(path, { timeout: OPEN_TIMEOUT_MS, enableDoubleQuotedStringLiterals: false })
  try {
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = OFF;
      PRAGMA wal_autocheckpoint = 4000;
      PRAGMA journal_size_limit = 67108864;
      PRAGMA cache_size = -8192;
      PRAGMA temp_store = MEMORY;
      PRAGMA trusted_schema = OFF;
      PRAGMA busy_timeout = ${busyTimeoutMs};
    `)
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

/** SQLite would open a file it may only read, and fail at the first login; and it would make it readable for all. */
function ensureWritable(path: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600))
    accessSync(dirname(path), constants.W_OK | constants.X_OK)
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : ''
    throw new StoreUnavailable(
      `Can't write the database ${path}${reason}. Its folder must exist, and this user must be allowed to write in it; ` +
        'or name another with --data-dir.',
      { cause },
    )
  }
}
