export const DURATION_UNITS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const
export type DurationUnit = keyof typeof DURATION_UNITS

export interface Duration {
  readonly amount: number
  readonly unit: DurationUnit
}

/** The largest unit in which the seconds are a whole number: 300 is 5 minutes, 90 stays 90 seconds. */
export function durationOf(seconds: number): Duration {
  const units: readonly DurationUnit[] = ['days', 'hours', 'minutes']
  const unit = seconds === 0 ? undefined : units.find((name) => seconds % DURATION_UNITS[name] === 0)
  return unit === undefined ? { amount: seconds, unit: 'seconds' } : { amount: seconds / DURATION_UNITS[unit], unit }
}

export function secondsOf({ amount, unit }: Duration): number {
  return Math.round(amount * DURATION_UNITS[unit])
}
