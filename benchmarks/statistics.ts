/** The few statistics that the benchmark reports. */

/**
 * @param sorted - ascending.
 * @param percent - 0 to 100.
 * @returns the smallest value that at least `percent` of the values don't exceed (nearest rank); NaN for no values.
 */
export function percentile(sorted: readonly number[], percent: number): number {
  const rank = Math.max(1, Math.ceil((sorted.length * percent) / 100))
  return sorted[rank - 1] ?? Number.NaN
}

/** @returns the middle value, of an even number of values the mean of the two middle ones; NaN for no values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? Number.NaN
  if (sorted.length % 2 === 1) return upper
  return (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}
