import { stat } from 'node:fs/promises'
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { Act, Engine, Outcome, QueryBuilder, Statement } from './act.ts'
import { BoundedMap } from './bounded-map.ts'
import { type DatabaseFacts, StoreUnavailable } from './ports.ts'
import { explained, isBusy } from './sqlite-errors.ts'
import { openDatabase } from './sqlite-file.ts'
import { sqliteTextIndex } from './sqlite-text-index.ts'
import type { Tables } from './tables.ts'
import type { TextIndex } from './text-index.ts'

/** Prepared statements kept; the program has about a hundred, a user search makes a few more. */
const MAX_STATEMENTS = 256
/** Writes that share one commit: enough to spread a sync over, few enough to answer the first ones soon. */
const MAX_BATCH = 256
/** SQLite itself waits this long for a lock and blocks the event loop meanwhile; after it we wait in the background. */
const BUSY_TIMEOUT_MS = 10
const BUSY_RETRY_MS = 20
/** 20 ms and 10 ms, five hundred times: some fifteen seconds, longer than a large import takes. */
const MAX_BUSY_RETRIES = 500

interface WaitingWrite {
  readonly act: () => Act<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/**
 * Runs acts on SQLite in this process. Reads run at once. Writes wait for the end of the event loop's turn and are then
 * committed together, so that all requests that came meanwhile share one sync of the disk; nobody is answered before
 * it. An act that fails is undone alone, by its savepoint.
 */
export class SqliteEngine implements Engine {
  readonly db: QueryBuilder = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
  readonly texts: TextIndex = sqliteTextIndex(this.db)
  readonly #path: string
  readonly #database: DatabaseSync
  readonly #statements = new BoundedMap<string, PreparedStatement>(MAX_STATEMENTS)
  readonly #waiting: WaitingWrite[] = []
  #scheduled = false
  #busyRetries = 0
  #whenIdle: (() => void) | undefined
  #state: 'open' | 'closing' | 'closed' = 'open'

  /** @param path - a file, made (for this user only) if there is none, or `:memory:`. @throws {StoreUnavailable} */
  constructor(path: string) {
    this.#path = path
    this.#database = this.#explaining(() => openDatabase(path, BUSY_TIMEOUT_MS))
  }

  read<Result>(act: () => Act<Result>): Promise<Result> {
    return this.#whenNotBusy(() => this.#run(act()))
  }

  snapshot<Result>(act: () => Act<Result>): Promise<Result> {
    return this.#whenNotBusy(() => {
      this.#execute(BEGIN_READ)
      try {
        return this.#run(act())
      } finally {
        // It wrote nothing: to roll back ends it just as well, and never fails.
        this.#rollBack()
      }
    })
  }

  write<Result>(act: () => Act<Result>): Promise<Result> {
    if (this.#state !== 'open') return Promise.reject(closed())
    return new Promise((resolve, reject) => {
      this.#waiting.push({ act, resolve: resolve as (value: unknown) => void, reject })
      this.#schedule()
    })
  }

  changeMark(): Promise<number> {
    return this.#whenNotBusy(() => {
      const [row] = this.#execute(DATA_VERSION).rows as readonly { readonly data_version: number }[]
      return row?.data_version ?? 0
    })
  }

  tableNames(): Promise<readonly string[]> {
    return this.#whenNotBusy(() => {
      const tables = this.#execute(TABLE_NAMES).rows as readonly { readonly name: string }[]
      return tables.map((table) => table.name)
    })
  }

  async size(): Promise<Omit<DatabaseFacts, 'schemaVersion'>> {
    const bytesOf = (path: string) =>
      stat(path).then(
        ({ size }) => size,
        () => undefined,
      )
    if (this.#path === ':memory:') return { kind: 'sqlite', bytes: undefined, walBytes: undefined }
    const [bytes, walBytes] = await Promise.all([bytesOf(this.#path), bytesOf(`${this.#path}-wal`)])
    return { kind: 'sqlite', bytes, walBytes }
  }

  async close(): Promise<void> {
    if (this.#state !== 'open') return
    this.#state = 'closing'
    if (this.#waiting.length > 0) {
      await new Promise<void>((resolve) => {
        this.#whenIdle = resolve
      })
    }
    this.#state = 'closed'
    this.#statements.clear()
    this.#database.close()
  }

  #run<Result>(act: Act<Result>): Result {
    let step = act.next(NOTHING)
    while (!step.done) step = act.next(this.#execute(step.value))
    return step.value
  }

  #execute(statement: Statement): Outcome {
    const { sql } = statement
    let prepared = this.#statements.get(sql)
    if (!prepared) {
      const made = this.#database.prepare(sql)
      prepared = { statement: made, givesRows: made.columns().length > 0 }
      this.#statements.set(sql, prepared)
    }
    // Kysely types parameters as unknown; SQLite itself refuses what it can't store.
    const parameters = statement.parameters as readonly SQLInputValue[]
    if (prepared.givesRows) {
      const rows = prepared.statement.all(...parameters)
      return { rows, changes: rows.length }
    }
    return { rows: [], changes: Number(prepared.statement.run(...parameters).changes) }
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => this.#drain())
  }

  #drain(): void {
    this.#scheduled = false
    try {
      this.#execute(BEGIN_WRITE)
    } catch (error) {
      this.#postpone(error)
      return
    }
    this.#busyRetries = 0
    this.#commit(this.#waiting.splice(0, MAX_BATCH))
    if (this.#waiting.length > 0) this.#schedule()
    else this.#whenIdle?.()
  }

  /** Another process holds the database: reads go on, writes wait their turn, up to a limit. */
  #postpone(error: unknown): void {
    if (isBusy(error) && this.#busyRetries < MAX_BUSY_RETRIES) {
      this.#busyRetries += 1
      this.#scheduled = true
      setTimeout(() => this.#drain(), BUSY_RETRY_MS)
      return
    }
    this.#busyRetries = 0
    const reason = explained(error, this.#path)
    for (const { reject } of this.#waiting.splice(0)) reject(reason)
    this.#whenIdle?.()
  }

  #commit(batch: readonly WaitingWrite[]): void {
    // Acts are answered after the commit, the refused ones too: a refusal may rest on what this batch wrote.
    const answers: (() => void)[] = []
    try {
      for (const waiting of batch) answers.push(this.#runUndoable(waiting))
      this.#execute(COMMIT)
    } catch (error) {
      this.#rollBack()
      const reason = explained(error, this.#path)
      for (const { reject } of batch) reject(reason)
      return
    }
    for (const answer of answers) answer()
  }

  /** @throws when not the act but the whole transaction failed. */
  #runUndoable({ act, resolve, reject }: WaitingWrite): () => void {
    this.#execute(SAVEPOINT)
    try {
      const result = this.#run(act())
      this.#execute(RELEASE)
      return () => resolve(result)
    } catch (error) {
      // On a full disk SQLite undoes the transaction by itself.
      if (!this.#database.isTransaction) throw error
      this.#execute(UNDO)
      this.#execute(RELEASE)
      const reason = explained(error, this.#path)
      return () => reject(reason)
    }
  }

  #rollBack(): void {
    if (this.#database.isTransaction) this.#execute(ROLLBACK)
  }

  /** Readers are rarely held up (another process recovers or closes the file), so waiting is off the quick path. */
  async #whenNotBusy<Result>(read: () => Result): Promise<Result> {
    if (this.#state === 'closed') throw closed()
    for (let retries = 0; ; retries += 1) {
      try {
        return read()
      } catch (error) {
        if (!isBusy(error) || retries === MAX_BUSY_RETRIES) throw explained(error, this.#path)
      }
      await new Promise((resolve) => setTimeout(resolve, BUSY_RETRY_MS))
    }
  }

  #explaining<Result>(action: () => Result): Result {
    try {
      return action()
    } catch (error) {
      throw explained(error, this.#path)
    }
  }
}

interface PreparedStatement {
  readonly statement: StatementSync
  readonly givesRows: boolean
}

const NOTHING: Outcome = { rows: [], changes: 0 }
const BEGIN_WRITE = statement('BEGIN IMMEDIATE')
const BEGIN_READ = statement('BEGIN')
const COMMIT = statement('COMMIT')
const ROLLBACK = statement('ROLLBACK')
const SAVEPOINT = statement('SAVEPOINT act')
const RELEASE = statement('RELEASE act')
const UNDO = statement('ROLLBACK TO act')
const DATA_VERSION = statement('PRAGMA data_version')
const TABLE_NAMES = statement("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")

function statement(sql: string): Statement {
  return { sql, parameters: [] }
}

function closed(): StoreUnavailable {
  return new StoreUnavailable('The database is closed: the server is stopping.')
}
