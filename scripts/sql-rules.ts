/**
 * Refuses, as a part of `npm run lint`, SQL that would keep the store from a PostgreSQL spread over nodes by realm:
 * keys that don't hold `realm_id`, and what single-node engines have on top of tables. It looks twice: at the schema
 * that the migrations really make, and at the text of the store for what SQLite would not show.
 */
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { migrate } from '../packages/server/src/store/migrations/migrator.ts'
import { SqliteEngine } from '../packages/server/src/store/sqlite-engine.ts'

/** Has one row, which no realm owns: which migrations have run. */
const BOOKKEEPING = 'schema_version'
/** SQLite's own tables, and its full-text index of users, in whose place PostgreSQL has an index of another kind. */
const OF_SQLITE = /^(sqlite_|user_text($|_(config|data|docsize|idx)$))/
/** A realm's name is unique among all realms; the table is small and the same on every node. */
const GLOBAL_UNIQUE = new Set(['realm(name)'])

const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'an automatic number',
    /\b(small|big)?serial\b|\bautoincrement\b|\.identity\(|AsIdentity\(|\bas\s+identity\b|\bnextval\b|\bsequence\b/i,
  ],
  ['a trigger', /\bcreate\s+(or\s+replace\s+)?(constraint\s+)?(temp\w*\s+)?trigger\b/i],
  ['a generated column', /\bgenerated\s+always\s+as\s*\(|\bgeneratedAlwaysAs\b/i],
  ['an advisory lock', /\bpg_(try_)?advisory_/i],
  ['a table lock', /\block\s+table\b/i],
  ['LISTEN or NOTIFY', /\b(UN)?LISTEN\s+[\w"]|\bNOTIFY\s+[\w"]|\bpg_notify\b/],
  ['SKIP LOCKED', /\bskip\s+locked\b|\.skipLocked\(/i],
  ['a deferred constraint', /\b(initially)?deferr(able|ed)\b/i],
]

/** @returns a sentence for each use of something forbidden; comments may name it. */
export function faultsInText(text: string, where: string): readonly string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*|--\s.*/g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
  return FORBIDDEN.flatMap(([what, pattern]) => {
    const match = pattern.exec(code)
    if (!match) return []
    return [`${where}:${code.slice(0, match.index).split('\n').length} uses ${what}: ${JSON.stringify(match[0])}`]
  })
}

/** @returns a sentence for each table, key or column of the schema that breaks a rule. */
export function faultsInSchema(database: DatabaseSync): readonly string[] {
  const objects = database
    .prepare("SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'trigger') ORDER BY name")
    .all()
    .map(({ type, name }) => ({ type: String(type), name: String(name) }))
  return objects.flatMap(({ type, name }) => {
    if (type === 'trigger') return [`trigger ${name}: no triggers`]
    if (name === 'sqlite_sequence') return ['a table counts with AUTOINCREMENT: ids are made by the program']
    return name === BOOKKEEPING || OF_SQLITE.test(name) ? [] : faultsInTable(database, name)
  })
}

function faultsInTable(database: DatabaseSync, table: string): readonly string[] {
  const faults: string[] = []
  const columns = database.prepare('SELECT name, pk, hidden FROM pragma_table_xinfo(?)').all(table)
  const primary = columns.find(({ pk }) => pk === 1)?.['name']
  if (primary !== 'realm_id')
    faults.push(`table ${table}: its primary key begins with ${primary ?? 'nothing'}, not realm_id`)
  for (const { name, hidden } of columns) {
    if (hidden === 2 || hidden === 3) faults.push(`table ${table}: column ${name} is generated`)
  }
  for (const { name } of database
    .prepare(`SELECT name FROM pragma_index_list(?) WHERE "unique" AND origin <> 'pk'`)
    .all(table)) {
    const parts = database
      .prepare('SELECT name FROM pragma_index_info(?)')
      .all(String(name))
      .map((part) => part['name'])
    const key = `${table}(${parts.join(', ')})`
    if (!parts.includes('realm_id') && !GLOBAL_UNIQUE.has(key)) faults.push(`${key} is unique without realm_id`)
  }
  const foreign = Map.groupBy(
    database.prepare('SELECT id, "from" FROM pragma_foreign_key_list(?)').all(table),
    ({ id }) => id,
  )
  for (const parts of foreign.values()) {
    const names = parts.map((part) => part['from'])
    if (!names.includes('realm_id')) faults.push(`${table}(${names.join(', ')}) is a foreign key without realm_id`)
  }
  return faults
}

/** Makes the real schema, as a server with an empty folder does, and gives its faults. */
export async function faultsInMigrations(): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-sql-rules-'))
  try {
    const path = join(folder, 'schema.db')
    const engine = new SqliteEngine(path)
    await migrate(engine)
    await engine.close()
    const database = new DatabaseSync(path)
    const tables = database.prepare("SELECT count(*) AS number FROM sqlite_schema WHERE type = 'table'").get()?.[
      'number'
    ]
    const faults = Number(tables) > 1 ? faultsInSchema(database) : ['the migrations made no table']
    database.close()
    return faults
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function main(): Promise<void> {
  const root = resolve(import.meta.dirname, '..')
  const files = globSync('packages/server/src/store/**/*.ts', { cwd: root }).filter(
    (path) => !path.endsWith('.test.ts'),
  )
  const texts = files.flatMap((path) => faultsInText(readFileSync(join(root, path), 'utf8'), relative('.', path)))
  const faults = [...texts, ...(await faultsInMigrations())]
  for (const fault of faults) console.error(fault)
  console.log(
    faults.length === 0 ? `SQL rules: ${files.length} files and the schema keep them.` : `${faults.length} SQL faults.`,
  )
  process.exitCode = faults.length === 0 ? 0 : 1
}

if (import.meta.main) await main()
