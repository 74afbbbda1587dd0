import type AdminEventRepresentation from '@keycloak/keycloak-admin-client/lib/defs/adminEventRepresentation.js'
import type EventRepresentation from '@keycloak/keycloak-admin-client/lib/defs/eventRepresentation.js'
import type EventType from '@keycloak/keycloak-admin-client/lib/defs/eventTypes.js'
import type { RealmEventsConfigRepresentation } from '@keycloak/keycloak-admin-client/lib/defs/realmEventsConfigRepresentation.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { type ListPage, pageOf } from './page-of.ts'
import { queryClient } from './query-client.ts'

export type LoginEvent = EventRepresentation
export type AdminEvent = AdminEventRepresentation
export type EventsConfig = RealmEventsConfigRepresentation

/** As the address has them. */
export interface EventFilters {
  readonly page?: number
  /** A type, or `errors` for all that failed. */
  readonly type?: string
  readonly client?: string
  /** A username or an id. */
  readonly user?: string
  /** `yyyy-MM-dd` */
  readonly from?: string
  readonly to?: string
  readonly operation?: string
  readonly resource?: string
  readonly path?: string
}

/** Failures carry it at the end of their type. */
const ERROR = '_ERROR'
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

export const eventsConfig = (realm: string) =>
  queryOptions({
    queryKey: ['events', realm, 'config'],
    queryFn: () => adminClient.realms.getConfigEvents({ realm }),
  })

/** @returns no page at all when nobody has the username. */
export const loginEvents = (realm: string, filters: EventFilters) =>
  queryOptions({
    queryKey: ['events', realm, 'login', filters],
    queryFn: async () => {
      const user = await userIdOf(realm, filters.user)
      if (user === null) return null
      const type = await typesOf(realm, filters.type)
      return pageOf(filters, (slice) =>
        adminClient.realms.findEvents({
          realm,
          ...slice,
          ...datesOf(filters),
          ...(type && { type }),
          ...(filters.client !== undefined && { client: filters.client }),
          ...(user !== undefined && { user }),
        }),
      )
    },
  })

export const adminEvents = (realm: string, filters: EventFilters) =>
  queryOptions({
    queryKey: ['events', realm, 'admin', filters],
    // never null; one type for both lists
    queryFn: (): Promise<ListPage<AdminEvent> | null> =>
      pageOf(filters, async (slice) => {
        const { from, to, operation, resource, path } = filters
        const query = {
          realm,
          ...slice,
          ...(operation !== undefined && { operationTypes: operation }),
          ...(resource !== undefined && { resourceTypes: resource }),
          ...(path !== undefined && { resourcePath: path }),
        }
        // the client's type says Date, and writes it in a form that no server reads
        const dates = { ...(from !== undefined && { dateFrom: from }), ...(to !== undefined && { dateTo: to }) }
        return adminClient.realms.findAdminEvents(Object.assign(query, dates) as typeof query)
      }),
  })

/** A day's sign-ins and failures, newest first. @param from - the first day that is asked for, `yyyy-MM-dd`. */
export const recentSignIns = (realm: string, from: string) =>
  queryOptions({
    queryKey: ['events', realm, 'recent', from],
    queryFn: async () => {
      const type = ['LOGIN', 'LOGIN_ERROR'] as unknown as EventType[] // its words; the enumeration is only a type here
      return adminClient.realms.findEvents({ realm, type, dateFrom: from, max: MOST_RECENT })
    },
    refetchInterval: 30_000,
  })

/** More than this in two days is shown as "at least". */
export const MOST_RECENT = 2000

export async function updateEventsConfig(realm: string, config: EventsConfig): Promise<void> {
  await adminClient.realms.updateConfigEvents({ realm }, config)
  await queryClient.invalidateQueries({ queryKey: ['events', realm] })
  await queryClient.invalidateQueries({ queryKey: ['realms', 'one', realm] })
}

export async function clearEvents(realm: string, kind: 'login' | 'admin'): Promise<void> {
  await (kind === 'login' ? adminClient.realms.clearEvents({ realm }) : adminClient.realms.clearAdminEvents({ realm }))
  await queryClient.invalidateQueries({ queryKey: ['events', realm] })
}

function datesOf({ from, to }: EventFilters) {
  return { ...(from !== undefined && { dateFrom: from }), ...(to !== undefined && { dateTo: to }) }
}

async function typesOf(realm: string, type: string | undefined): Promise<EventType | EventType[] | undefined> {
  if (type === undefined) return undefined
  if (type !== 'errors') return type as EventType // the server judges a word that it doesn't know
  const { enabledEventTypes = [] } = await queryClient.ensureQueryData(eventsConfig(realm))
  return enabledEventTypes.filter((one) => one.endsWith(ERROR)) as EventType[] // as the server spells them
}

/** The server looks events up by id; people know names. @returns `null` when nobody has the name. */
async function userIdOf(realm: string, user: string | undefined): Promise<string | null | undefined> {
  if (user === undefined || UUID.test(user)) return user
  const [found] = await adminClient.users.find({ realm, username: user, exact: true, max: 1 })
  return found?.id ?? null
}
