/** The roles that somebody may be given, searched where the server pages them. */
import { queryOptions } from '@tanstack/react-query'
import { readOwnRoute } from './own-route.ts'
import { type ListPage, type ListSearch, pageOf } from './page-of.ts'
import { problemOf } from './problem.ts'
import { queryClient } from './query-client.ts'
import type { RoleHolder } from './role-mappings.ts'
import { isRole, type Role, roleList } from './roles.ts'

/** Where roles are searched: the realm and all of its clients, the realm alone, or the client with this `id`. */
export type Place = 'everywhere' | 'realm' | { readonly client: string }

export interface OfferedRole {
  readonly role: Role
  /** Whose role it is, where the list is of several clients. */
  readonly clientId?: string
}

export interface OfferedRoles extends ListPage<OfferedRole> {
  /** Whether some can't be seen by whoever asks. */
  readonly partial: boolean
}

/** @param holder - who gets some; without one a place is searched as it is, and everywhere is the realm. */
export const offeredRoles = (realm: string, holder: RoleHolder | undefined, place: Place, search: ListSearch) =>
  queryOptions({
    queryKey: ['roles', realm, 'list', 'offered', holder?.kind, holder?.id, place, search],
    queryFn: async (): Promise<OfferedRoles> => {
      if (place !== 'everywhere' || holder === undefined) {
        const own = place === 'everywhere' ? 'realm' : place
        return { ...(await ownRoles(realm, own, search)), partial: false }
      }
      // a page is one of the realm's and one of the clients'
      const parts = await Promise.all([
        orForbidden(ownRoles(realm, 'realm', search)),
        orForbidden(rolesOfClients(realm, holder, search)),
      ])
      const refusal = parts.find((part) => part instanceof Error)
      const seen = parts.flatMap((part) => (part instanceof Error ? [] : part))
      if (refusal !== undefined && seen.length === 0) throw refusal
      return {
        rows: seen.flatMap(({ rows }) => rows),
        more: seen.some(({ more }) => more),
        partial: refusal !== undefined,
      }
    },
  })

async function ownRoles(
  realm: string,
  place: Exclude<Place, 'everywhere'>,
  search: ListSearch,
): Promise<ListPage<OfferedRole>> {
  const owner = place === 'realm' ? undefined : place.client
  const { rows, more } = await queryClient.fetchQuery(roleList(realm, owner, search))
  return { rows: rows.map((role) => ({ role })), more }
}

const PATHS = {
  user: 'users',
  group: 'groups',
  role: 'roles',
  client: 'clients',
  clientScope: 'clientScopes',
} as const satisfies Record<RoleHolder['kind'], string>

/** Those that the holder has already are not among them. */
async function rolesOfClients(
  realm: string,
  { kind, id }: RoleHolder,
  { q = '', ...search }: ListSearch,
): Promise<ListPage<OfferedRole>> {
  const path = `/${encodeURIComponent(realm)}/ui-ext/available-roles/${PATHS[kind]}/${encodeURIComponent(id)}`
  return await pageOf(search, async ({ first, max }) => {
    const asked = new URLSearchParams({ first: String(first), max: String(max), search: q })
    const found: unknown = await readOwnRoute(`${path}?${asked}`)
    return Array.isArray(found) ? found.flatMap((one: unknown) => offeredOf(one) ?? []) : []
  })
}

function offeredOf(one: unknown): OfferedRole | undefined {
  const told: Readonly<Record<string, unknown>> = Object(one)
  const text = (key: string) => String(told[key] ?? '')
  const role = {
    id: text('id'),
    name: text('role'),
    description: text('description'),
    clientRole: true,
    containerId: text('clientId'),
  }
  return isRole(role) ? { role, clientId: text('client') } : undefined
}

/** What is forbidden is left out, as long as something is not. */
async function orForbidden<Result>(asked: Promise<Result>): Promise<Result | Error> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Error && problemOf(error).kind === 'forbidden') return error
    throw error
  }
}
