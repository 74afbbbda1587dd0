/** Where what came leaves what was expected. */
export interface Difference {
  /** The expected value that is closest to what came. */
  readonly expected: string
  /** Index of the first differing character in both, never inside a surrogate pair; the length where one ends first. */
  readonly at: number
}

/**
 * Finds the first character at which `came` leaves the closest of the expected values. A value that ends in `*` is a
 * pattern: what follows its prefix is free.
 *
 * @returns `undefined` when there is nothing to compare with, or when nothing differs.
 */
export function firstDifference(came: string, expected: string | readonly string[]): Difference | undefined {
  let closest: Difference | undefined
  let distance = Number.POSITIVE_INFINITY
  for (const value of typeof expected === 'string' ? [expected] : expected) {
    const at = commonPrefix(came, value)
    const apart = distanceFrom(came, value, at)
    if (apart === 0) return undefined
    if (apart < distance) {
      closest = { expected: value, at }
      distance = apart
    }
  }
  return closest
}

function commonPrefix(one: string, other: string): number {
  const end = Math.min(one.length, other.length)
  let at = 0
  while (at < end && one[at] === other[at]) at++
  // half a character is none
  return at > 0 && at < one.length && isHighSurrogate(one.charCodeAt(at - 1)) ? at - 1 : at
}

/**
 * How much lies between the common beginning and the common end: the size of a single edit, and cheap, since what comes
 * may be long and the list too.
 */
function distanceFrom(came: string, value: string, prefix: number): number {
  if (value.endsWith('*') && prefix >= value.length - 1) return 0
  const most = Math.min(came.length, value.length) - prefix
  let suffix = 0
  while (suffix < most && came.at(-1 - suffix) === value.at(-1 - suffix)) suffix++
  return Math.max(came.length, value.length) - prefix - suffix
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}
