/** Sign-ins of the last day by the hour. */
export interface Hour {
  /** Epoch milliseconds. */
  readonly from: number
  readonly signIns: number
  readonly failures: number
}

interface SignIn {
  readonly time?: number
  readonly error?: string
}

const HOUR_MS = 3_600_000
const HOURS = 24

/** @returns 24 hours, the oldest first; the last one is the one that has begun. */
export function hoursOf(events: readonly SignIn[], nowMs: number): readonly Hour[] {
  const last = Math.floor(nowMs / HOUR_MS)
  return Array.from({ length: HOURS }, (_, at) => {
    const hour = last - HOURS + 1 + at
    const within = events.filter(({ time = 0 }) => Math.floor(time / HOUR_MS) === hour)
    const failures = within.filter(({ error }) => error !== undefined).length
    return { from: hour * HOUR_MS, signIns: within.length - failures, failures }
  })
}
