import type { Compilable, Kysely } from 'kysely'
import type { DatabaseFacts } from './ports.ts'
import type { Tables } from './tables.ts'
import type { TextIndex } from './text-index.ts'

/**
 * The seam between what a store does and the database it does it on. A store method is an *act*: a generator that
 * yields statements and gets their outcomes. It doesn't know whether the engine answers at once (SQLite, in this
 * process) or later (PostgreSQL, over a socket); see docs/adr/0002-store-acts-as-generators.md.
 */
export type Act<Result> = Generator<Statement, Result, Outcome>

/** SQL in the engine's dialect. Statements with one text share one prepared statement. */
export interface Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

export interface Outcome {
  /** Of a SELECT or RETURNING; empty otherwise. */
  readonly rows: readonly unknown[]
  /** Rows inserted, updated or deleted. For counting only: what must happen once is decided by RETURNING. */
  readonly changes: number
}

/** Builds queries in the engine's dialect; it never runs them. */
export type QueryBuilder = Kysely<Tables>

/** What runs acts. An act is handed over as a function, because an engine may have to start it anew. */
export interface Engine {
  readonly db: QueryBuilder
  /** Where the engine needs an index of its own to find parts of texts. */
  readonly texts?: TextIndex
  /** For acts that only read; each statement sees what was committed when it ran. */
  read<Result>(act: () => Act<Result>): Promise<Result>
  /** For acts that only read, all of whose statements must see the same state. */
  snapshot<Result>(act: () => Act<Result>): Promise<Result>
  /**
   * All of the act or nothing of it; answered when it is durable. A throw inside the act undoes the act.
   * @throws {Conflict} when a unique name was taken.
   */
  write<Result>(act: () => Act<Result>): Promise<Result>
  /** A number that differs from an earlier one if another process may have written in between. */
  changeMark(): Promise<number>
  /** What the database is, and what it takes on the disk. */
  size(): Promise<Omit<DatabaseFacts, 'schemaVersion'>>
  /** Names of the tables that exist. */
  tableNames(): Promise<readonly string[]>
  /** Runs what is waiting, then closes. */
  close(): Promise<void>
}

/** Runs a query and gives its rows. */
export function* rows<Row>(query: Compilable<Row>): Act<readonly Row[]> {
  const outcome = yield query.compile()
  return outcome.rows as readonly Row[]
}

/** Runs a query and gives its first row. */
export function* firstRow<Row>(query: Compilable<Row>): Act<Row | undefined> {
  return (yield* rows(query))[0]
}

/** Runs a query and gives the number of rows it changed. */
export function* changes(query: Compilable): Act<number> {
  return (yield query.compile()).changes
}

/** Stands for a value while a prepared query is built. */
class Placeholder {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** Names a value that each call of a prepared query binds anew. */
export type Parameter<Values> = <Name extends keyof Values & string>(name: Name) => Values[Name]

/** A prepared query: called with its values, it is an act that gives the rows. */
export type Prepared<Values, Row> = (values: Values) => Act<readonly Row[]>

/**
 * Builds a query once, at its first use, and binds values at every call: building with Kysely costs more (12 µs) than
 * SQLite needs to run a look-up.
 *
 * @param build - gets a function that names the values; a value may be used in several places, never inspected.
 */
export function prepared<Values extends object, Row>(
  build: (parameter: Parameter<Values>) => Compilable<Row>,
): Prepared<Values, Row> {
  const bind = binder(build)
  return function* (values) {
    const outcome = yield bind(values)
    return outcome.rows as readonly Row[]
  }
}

function binder<Values extends object>(
  build: (parameter: Parameter<Values>) => Compilable,
): (values: Values) => Statement {
  let compiled: Statement | undefined
  return (values) => {
    // A placeholder passes for the value it stands for: Kysely only carries values along.
    compiled ??= build((name) => new Placeholder(name) as never).compile()
    const named = values as Readonly<Record<string, unknown>>
    const parameters = compiled.parameters.map((value) => (value instanceof Placeholder ? named[value.name] : value))
    return { sql: compiled.sql, parameters }
  }
}
