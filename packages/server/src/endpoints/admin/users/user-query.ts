/** How Keycloak's user list and count are asked. */
import { flag, text } from '../../../representations/json-shape.ts'
import type { UserQuery } from '../../../store/user-ports.ts'
import { AdminError } from '../admin-error.ts'
import { attributesSought } from '../attribute-query.ts'
import type { QueryOf } from '../read-request.ts'

export const searchFields = {
  search: text,
  username: text,
  email: text,
  firstName: text,
  lastName: text,
  exact: flag,
  enabled: flag,
  emailVerified: flag,
  idpAlias: text,
  idpUserId: text,
  createdAfter: text,
  createdBefore: text,
  q: text,
} as const

const MOST_IDS = 100
const DAY_MS = 24 * 60 * 60 * 1_000
/** In a search by attributes these stand for the fields of their names. */
const FIELDS = ['username', 'email', 'firstName', 'lastName'] as const

/** @throws {AdminError} 400 for a time that is none. */
export function userQueryOf(query: QueryOf<typeof searchFields>): UserQuery {
  const { search, q, createdAfter, createdBefore, ...fields } = query
  const sought = attributesSought(q ?? '')
  const attributes = sought.filter(([name]) => !FIELDS.some((field) => field === name))
  const byField = Object.fromEntries(sought.filter(([name]) => FIELDS.some((field) => field === name)))
  const afterMs = timeOf('createdAfter', createdAfter)
  const beforeMs = timeOf('createdBefore', createdBefore)
  return {
    ...given({ ...byField, ...fields }),
    ...(search !== undefined && search.trim() !== '' && searchOf(search.trim())),
    ...(attributes.length > 0 && { attributes }),
    ...(afterMs !== undefined && { createdAfterMs: afterMs }),
    // a day is over when the next one begins
    ...(beforeMs !== undefined && { createdBeforeMs: isDay(createdBefore) ? beforeMs + DAY_MS - 1 : beforeMs }),
  }
}

function given(fields: QueryOf<typeof searchFields>): UserQuery {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** `id:` goes before ids of users, between spaces. */
function searchOf(search: string): UserQuery {
  if (!search.startsWith('id:')) return { search }
  return { ids: search.slice('id:'.length).split(/\s+/).filter(Boolean).slice(0, MOST_IDS) }
}

function timeOf(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const ms = /^\d{1,15}$/.test(value) ? Number(value) : isDay(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(ms)) {
    throw new AdminError(400, {
      error: `Invalid value for '${name}', expected format is yyyy-MM-dd or an Epoch timestamp`,
    })
  }
  return ms
}

function isDay(value: string | undefined): value is string {
  return value !== undefined && /^\d{4}-\d\d-\d\d$/.test(value)
}
