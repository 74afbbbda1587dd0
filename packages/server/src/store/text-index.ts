import type { RawBuilder } from 'kysely'
import type { Act } from './act.ts'

/** What of a user is found by its parts. */
export interface UserTexts {
  readonly username: string
  readonly email: string
  readonly first_name: string
  readonly last_name: string
}

export type TextColumn = keyof UserTexts

/**
 * An engine's own way to find users by a part of a name or address without looking at all of them. It narrows down: what
 * it gives may contain some that don't match, never miss one that does. The acts that write users keep it.
 */
export interface TextIndex {
  /** By this it is seen whether there is one. */
  readonly table: string
  /** Makes the index where there is none, and fills it. */
  setUp(): Act<void>
  /** @returns a key greater than all that the realm's users have; those that follow it are free as well. */
  nextKey(realmId: string): Act<number>
  put(key: number, texts: UserTexts): Act<void>
  remove(key: number): Act<void>
  /** Of all users of a realm, whose rows are still there. */
  removeRealm(realmId: string): Act<void>
  /**
   * @param columns - in any of which the part is looked for.
   * @returns a query of the keys; `undefined` when the part is too short to be looked up.
   */
  keysOf(
    realmId: string,
    columns: readonly TextColumn[],
    part: string,
  ): RawBuilder<{ readonly key: number }> | undefined
}

/** What the index holds of a row. */
export function textsOf(row: {
  readonly username: string
  readonly email_key: string | null
  readonly first_name_key: string | null
  readonly last_name_key: string | null
}): UserTexts {
  return {
    username: row.username,
    email: row.email_key ?? '',
    first_name: row.first_name_key ?? '',
    last_name: row.last_name_key ?? '',
  }
}
