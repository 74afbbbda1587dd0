import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Act, changes, type QueryBuilder, rows, type Statement } from './act.ts'
import { type TextColumn, type TextIndex, textsOf, type UserTexts } from './text-index.ts'

/** More trigrams of one part cost more look-ups than they rule out. */
const MOST_TRIGRAMS = 4
const TRIGRAM = 3
/** 20 bits of ranges times 32 bits of keys are whole numbers in JavaScript too. */
const KEYS_OF_RANGE = 2 ** 32
/** Users read at once while an index is filled. */
const BATCH = 1_000

/**
 * Trigrams of names and addresses in SQLite's FTS5, which writes them as a log of sorted segments: inserting costs little
 * where a table of trigrams would touch a page for each. It keeps neither the texts (`content=''`) nor the places in them
 * (`detail=column`); what it gives is compared with the rows. See docs/adr/0005-user-search.md.
 */
export function sqliteTextIndex(db: QueryBuilder): TextIndex {
  function* put(key: number, { username, email, first_name, last_name }: UserTexts): Act<void> {
    yield { sql: PUT, parameters: [key, username, email, first_name, last_name] }
  }
  return {
    table: 'user_text',
    *setUp() {
      const made = (yield statement("SELECT 1 FROM sqlite_schema WHERE name = 'user_text'")).rows.length > 0
      if (made) return
      yield statement(CREATE)
      yield* fill(db, put)
    },
    nextKey,
    put,
    *remove(key) {
      yield { sql: REMOVE, parameters: [key] }
    },
    *removeRealm(realmId) {
      yield { sql: REMOVE_REALM, parameters: [realmId] }
    },
    keysOf(realmId, columns, part) {
      const match = matchOf(columns, part)
      if (match === undefined) return undefined
      const { first, last } = keysFor(realmId)
      // FTS5 goes straight to a range of whole numbers, and the driver hands over floating ones
      const range = sql`cast(${first} as integer) and cast(${last} as integer)`
      return sql<{ key: number }>`select rowid as key from user_text where user_text match ${match}
        and rowid between ${range}`
    },
  }
}

const CREATE = `CREATE VIRTUAL TABLE user_text USING fts5(
  username, email, first_name, last_name,
  content = '', contentless_delete = 1, detail = column, tokenize = 'trigram case_sensitive 1')`
const PUT = 'INSERT OR REPLACE INTO user_text(rowid, username, email, first_name, last_name) VALUES (?, ?, ?, ?, ?)'
const REMOVE = 'DELETE FROM user_text WHERE rowid = ?'
const REMOVE_REALM = 'DELETE FROM user_text WHERE rowid IN (SELECT text_key FROM app_user WHERE realm_id = ?)'
const GREATEST = `SELECT rowid FROM user_text
  WHERE rowid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER) ORDER BY rowid DESC LIMIT 1`

function statement(text: string): Statement {
  return { sql: text, parameters: [] }
}

function* nextKey(realmId: string): Act<number> {
  const { first, last } = keysFor(realmId)
  const [greatest] = (yield { sql: GREATEST, parameters: [first, last] }).rows as readonly { readonly rowid: number }[]
  return greatest === undefined ? first : greatest.rowid + 1
}

function* fill(db: QueryBuilder, put: (key: number, texts: UserTexts) => Act<void>): Act<void> {
  const next = new Map<string, number>()
  for (;;) {
    const found = yield* rows(
      db
        .selectFrom('app_user')
        .select(['realm_id', 'id', 'username', 'email_key', 'first_name_key', 'last_name_key'])
        .where('text_key', 'is', null)
        .limit(BATCH),
    )
    if (found.length === 0) return
    for (const row of found) {
      const key = next.get(row.realm_id) ?? (yield* nextKey(row.realm_id))
      next.set(row.realm_id, key + 1)
      yield* put(key, textsOf(row))
      yield* changes(
        db.updateTable('app_user').set({ text_key: key }).where('realm_id', '=', row.realm_id).where('id', '=', row.id),
      )
    }
  }
}

function matchOf(columns: readonly TextColumn[], part: string): string | undefined {
  const characters = Array.from(part)
  if (characters.length < TRIGRAM) return undefined
  const trigrams = rarest(characters)
  const where = `{${columns.join(' ')}}`
  return trigrams.map((trigram) => `${where} : "${trigram.replaceAll('"', '""')}"`).join(' AND ')
}

/** Digits are rarer in names than letters, and what has several of them is rarest. */
function rarest(characters: readonly string[]): readonly string[] {
  const all = new Set<string>()
  for (let start = 0; start + TRIGRAM <= characters.length; start += 1) {
    all.add(characters.slice(start, start + TRIGRAM).join(''))
  }
  const digits = (trigram: string) => trigram.replaceAll(/\D/g, '').length
  return [...all].sort((one, other) => digits(other) - digits(one)).slice(0, MOST_TRIGRAMS)
}

/**
 * The keys of a realm's users stand together, so that those of others are passed over. Two realms may share a range, which
 * costs time only: keys are given out within it, and the rows are compared.
 */
function keysFor(realmId: string): { readonly first: number; readonly last: number } {
  const range = createHash('sha256').update(realmId).digest().readUIntBE(0, 3) >> 4
  return { first: range * KEYS_OF_RANGE, last: (range + 1) * KEYS_OF_RANGE - 1 }
}
