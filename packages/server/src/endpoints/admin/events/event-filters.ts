/** What lists of login events and of admin events are filtered with alike. */
import { text } from '../../../representations/json-shape.ts'
import type { EventQuery } from '../../../store/event-ports.ts'
import { AdminError } from '../admin-error.ts'
import { pageFields, pageOf } from '../paging.ts'

export const eventFields = { ...pageFields, dateFrom: text, dateTo: text, direction: text } as const

/** Keycloak's number where none is asked for. */
const PAGE = 100
/** A realm may have millions of events: nobody gets them in one answer. */
const LONGEST_PAGE = 10_000
const DAY_MS = 86_400_000

interface EventFilters {
  readonly first?: number
  readonly max?: number
  readonly dateFrom?: string
  readonly dateTo?: string
  readonly direction?: string
}

/** @throws {AdminError} 400 for a date or an order that is none. */
export function eventQueryOf(filters: EventFilters): EventQuery {
  const { dateFrom, dateTo, direction } = filters
  if (direction !== undefined && direction !== 'asc' && direction !== 'desc') {
    throw new AdminError(400, { error: 'Invalid value for sortDirection, expected value is asc or desc' })
  }
  const { first, max } = pageOf({ max: PAGE, ...filters })
  return {
    ...(first !== undefined && { first }),
    max: Math.min(max ?? LONGEST_PAGE, LONGEST_PAGE),
    ...(dateFrom !== undefined && { fromMs: timeOf('dateFrom', dateFrom).startMs }),
    ...(dateTo !== undefined && { beforeMs: timeOf('dateTo', dateTo).endMs }),
    oldestFirst: direction === 'asc',
  }
}

/** @throws {AdminError} 400 for a word that is not among the known ones; Keycloak fails with 500. */
export function refuseUnknown(
  field: string,
  words: readonly string[] | undefined,
  known: Iterable<string>,
): readonly string[] | undefined {
  const all = new Set(known)
  const unknown = words?.find((word) => !all.has(word))
  if (unknown !== undefined)
    throw new AdminError(400, { error: `Invalid value for '${field}': ${unknown.slice(0, 100)}` })
  return words === undefined || words.length === 0 ? undefined : words
}

/** A day of UTC, from its first millisecond up to the first of the next; or a single millisecond. */
function timeOf(field: string, value: string): { readonly startMs: number; readonly endMs: number } {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const startMs = Date.parse(value)
    if (!Number.isNaN(startMs)) return { startMs, endMs: startMs + DAY_MS }
  }
  if (/^\d{1,15}$/.test(value)) return { startMs: Number(value), endMs: Number(value) + 1 }
  throw new AdminError(400, {
    error: `Invalid value for '${field}', expected format is yyyy-MM-dd or an Epoch timestamp`,
  })
}
