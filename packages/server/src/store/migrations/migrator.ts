import { type Act, changes, type Engine, firstRow, type QueryBuilder } from '../act.ts'
import { StoreUnavailable } from '../ports.ts'

/** The schema this program works with; each step up has a migration of its number in this folder. */
const SCHEMA_VERSION = 10

/** Migrations from the version before to the one they are listed under; loaded only when one must run. */
const MIGRATIONS: Readonly<Record<number, () => Promise<(db: QueryBuilder) => Act<void>>>> = {
  1: async () => (await import('./0001-initial.ts')).initial,
  2: async () => (await import('./0002-holders.ts')).holders,
  3: async () => (await import('./0003-realm-parts.ts')).realmParts,
  4: async () => (await import('./0004-people.ts')).people,
  5: async () => (await import('./0005-credential-fields.ts')).credentialFields,
  6: async () => (await import('./0006-initial-access.ts')).initialAccess,
  7: async () => (await import('./0007-events.ts')).events,
  8: async () => (await import('./0008-webhooks.ts')).webhooks,
  9: async () => (await import('./0009-user-listing.ts')).userListing,
  10: async () => (await import('./0010-realms-in-brief.ts')).realmsInBrief,
}

/**
 * Brings a database to the schema of this program, and gives it the engine's index of texts; costs three look-ups when all
 * is there already. Several processes may do it at once: each step is one act that first takes the version row, so that
 * one does the work and the others wait.
 *
 * @throws {StoreUnavailable} when the database is another program's, or that of a newer Latchkey.
 */
export async function migrate(engine: Engine): Promise<void> {
  const tables = await engine.tableNames()
  if (!tables.includes('schema_version')) {
    if (tables.length > 0) {
      throw new StoreUnavailable('The database belongs to another program. Name another one; Latchkey makes it.')
    }
    await engine.write(() => makeVersion(engine.db))
  }
  let version = await engine.read(() => currentVersion(engine.db))
  if (version > SCHEMA_VERSION) {
    throw new StoreUnavailable(
      `The database was written by a newer Latchkey (schema ${version}, this program knows ${SCHEMA_VERSION}). ` +
        'Start the newer program, or restore a copy of the database from before the upgrade.',
    )
  }
  while (version < SCHEMA_VERSION) {
    const migration = await MIGRATIONS[version + 1]?.()
    if (!migration) throw new Error(`no migration to schema ${version + 1}`)
    const from = version
    version = await engine.write(() => stepUp(engine.db, from, migration))
  }
  const { texts } = engine
  if (texts !== undefined && !(await engine.tableNames()).includes(texts.table)) await engine.write(() => texts.setUp())
}

function* makeVersion(db: QueryBuilder): Act<void> {
  yield* changes(
    db.schema
      .createTable('schema_version')
      .ifNotExists()
      .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('version', 'integer', (column) => column.notNull()),
  )
  yield* changes(
    db
      .insertInto('schema_version')
      .values({ id: 1, version: 0 })
      .onConflict((conflict) => conflict.doNothing()),
  )
}

function* currentVersion(db: QueryBuilder): Act<number> {
  const row = yield* firstRow(db.selectFrom('schema_version').select('version'))
  return row?.version ?? 0
}

function* stepUp(db: QueryBuilder, from: number, migration: (db: QueryBuilder) => Act<void>): Act<number> {
  // The row is the lock: a second process waits here and then finds another version.
  const locked = yield* firstRow(
    db
      .updateTable('schema_version')
      .set({ version: from + 1 })
      .where('version', '=', from)
      .returning('version'),
  )
  if (!locked) return yield* currentVersion(db)
  yield* migration(db)
  return from + 1
}
