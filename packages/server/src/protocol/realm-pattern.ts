/**
 * Patterns that a realm's administrator wrote, for passwords and profile fields. They match whole texts, as Keycloak's do,
 * and within bounds: a pattern whose cost explodes (`(a+)+b`) must not hold up the server and with it the other realms.
 */
import { createContext, Script } from 'node:vm'

const LONGEST_PATTERN = 1_000
const LONGEST_TEXT = 2_048
const MATCH_TIME_OUT_MS = 500

/** Only a script of its own can be interrupted while it matches. */
const MATCH = new Script('pattern.test(text)')
const room: { pattern: RegExp | undefined; text: string } = { pattern: undefined, text: '' }
let context: ReturnType<typeof createContext> | undefined

/** @returns `undefined` for what is no pattern here. */
export function realmPattern(pattern: string): RegExp | undefined {
  if (pattern.length > LONGEST_PATTERN) return undefined
  for (const flags of ['u', '']) {
    try {
      return new RegExp(`^(?:${pattern})$`, flags)
    } catch {
      // Java takes some escapes that a pattern for Unicode does not have
    }
  }
  return undefined
}

/** @returns `false` also when the text or the search was longer than is ever borne. */
export function matchesRealmPattern(pattern: RegExp, text: string): boolean {
  if (text.length > LONGEST_TEXT) return false
  context ??= createContext(room)
  room.pattern = pattern
  room.text = text
  try {
    return MATCH.runInContext(context, { timeout: MATCH_TIME_OUT_MS }) === true
  } catch {
    return false
  } finally {
    room.text = '' // it may be a password
  }
}
