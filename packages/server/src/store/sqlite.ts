import type { Clock } from '../model/time.ts'
import { migrate } from './migrations/migrator.ts'
import type { Stores } from './ports.ts'
import { sqlStores } from './sql-stores.ts'
import { SqliteEngine } from './sqlite-engine.ts'

export interface SqliteOptions {
  /** A file in an existing folder, or `:memory:` for a database that dies with the process. */
  readonly path: string
  readonly clock: Clock
  /** Hears what an operator should know and no request fails for. */
  readonly onWarning?: (message: string) => void
}

/**
 * The stores on an embedded SQLite file: made when there is none, brought to the present schema when it is older. Every
 * answer is on the disk first (`synchronous=FULL`); a second process may work on the same file.
 *
 * @throws {StoreUnavailable} with a sentence that says what to do.
 */
export async function openSqliteStores({ path, clock, onWarning = () => {} }: SqliteOptions): Promise<Stores> {
  const engine = new SqliteEngine(path)
  try {
    await migrate(engine)
  } catch (error) {
    await engine.close()
    throw error
  }
  return sqlStores(engine, clock, onWarning)
}
