/**
 * Patterns that a realm's administrator wrote, for passwords and profile fields. They match whole texts, as Keycloak's do,
 * and within bounds: a pattern whose cost explodes (`(a+)+b`) must not hold up the server and with it the other realms.
 */
import { createContext, Script } from 'node:vm'

const LONGEST_PATTERN = 1_000
const LONGEST_TEXT = 2_048
/** Of all matches that one decision asks for. */
const MATCH_TIME_OUT_MS = 500

/** Only a script of its own can be interrupted while it matches; it tells how long it took. */
const MATCH = new Script(
  'began = Date.now(); fits = texts.every((text) => pattern.test(text)); ms = Date.now() - began; fits',
)
const room: { pattern: RegExp | undefined; texts: readonly string[]; ms: number } = {
  pattern: undefined,
  texts: [],
  ms: 0,
}
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

/** Matches for one decision, however many patterns and texts it has, in a time that is bounded as a whole. */
export interface PatternMatcher {
  /** @returns `false` also when a text or the search was longer than is ever borne. */
  all(pattern: RegExp, texts: readonly string[]): boolean
}

export function patternMatcher(): PatternMatcher {
  let leftMs = MATCH_TIME_OUT_MS
  return {
    all(pattern, texts) {
      if (texts.length === 0) return true
      if (leftMs <= 0 || texts.some((text) => text.length > LONGEST_TEXT)) return false
      const { fits, ms } = matched(pattern, texts, leftMs)
      leftMs -= ms
      return fits
    },
  }
}

function matched(pattern: RegExp, texts: readonly string[], timeout: number) {
  context ??= createContext(room)
  room.pattern = pattern
  room.texts = texts
  try {
    const fits: unknown = MATCH.runInContext(context, { timeout })
    return { fits: fits === true, ms: room.ms }
  } catch {
    return { fits: false, ms: timeout }
  } finally {
    room.texts = [] // there may be a password among them
  }
}

export function matchesRealmPattern(pattern: RegExp, text: string): boolean {
  return patternMatcher().all(pattern, [text])
}
