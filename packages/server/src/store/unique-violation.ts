import { Conflict } from './ports.ts'
import type { Tables } from './tables.ts'

/** What a taken unique value is called in a {@link Conflict}. */
const CONFLICT_OF: Partial<Record<keyof Tables, string>> = {
  realm: 'realm',
  client: 'client',
  client_scope: 'clientScope',
  role: 'role',
  realm_group: 'group',
  app_user: 'username',
}

/**
 * @param table - where a unique or primary key was taken.
 * @param columns - of that key.
 * @returns `undefined` when no caller can have caused it with a name: then it is a fault.
 */
export function conflictOf(table: string, columns: readonly string[]): Conflict | undefined {
  if (columns.includes('email_key')) return new Conflict('email')
  const what = CONFLICT_OF[table as keyof Tables]
  return what === undefined ? undefined : new Conflict(what)
}
