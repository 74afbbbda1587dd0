/**
 * `ui-ext/available-roles`: what Keycloak's own console asks to search the roles of all clients at once. Those that a holder
 * has already, and those that the administrator may not give, are not among them.
 */
import type { Role } from '../../../model/role.ts'
import { text } from '../../../representations/json-shape.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { scopedBelow } from '../client-scopes/client-scope.ts'
import { clientScope } from '../clients/mappings-of-client.ts'
import { pageFields } from '../paging.ts'
import { may, type Permission } from '../permissions.ts'
import type { QueryOf } from '../read-request.ts'
import { rolesBeyond } from '../rights-guard.ts'
import { ROLE_BY_ID } from '../roles/role-paths.ts'
import { GROUP_ROLES, type RoleMapper, USER_ROLES } from './role-mapper.ts'

const searchFields = { ...pageFields, search: text } as const
type SearchContext = AdminContext<undefined, QueryOf<typeof searchFields>>

/** Keycloak's page where none is asked for, and the longest that is made. */
const USUAL_PAGE = 10
const LONGEST_PAGE = 500

/** Who would get a role. */
interface Holder {
  /** Below `available-roles`. */
  readonly path: string
  readonly words: string
  readonly needs: Permission | readonly Permission[]
  /** Ids of the roles that it has of its own; nothing where the administrator may give it none. @throws {AdminError} 404 */
  has(context: SearchContext): Promise<readonly string[] | undefined>
}

const HOLDERS: readonly Holder[] = [
  mapped('users/:userId', USER_ROLES),
  mapped('groups/:groupId', GROUP_ROLES),
  { path: 'clients/:clientUuid', words: 'the scope of a client', needs: 'view-clients', has: clientScope.read },
  {
    path: 'clientScopes/:clientScopeId',
    words: 'a client scope',
    needs: 'view-clients',
    has: scopedBelow('/client-scopes').read,
  },
  {
    path: 'roles/:roleId',
    words: 'a role',
    needs: ROLE_BY_ID.view,
    has: async (context) => {
      const { role } = await ROLE_BY_ID.find(context, 'view')
      return [role.id, ...(context.realm.roles.get(role.id)?.composites ?? [])]
    },
  },
]

export const availableRoleRoutes: readonly AdminRoute[] = HOLDERS.map((holder) =>
  realmRoute({
    method: 'GET',
    path: `/ui-ext/available-roles/${holder.path}`,
    summary: `Search the roles of all clients that ${holder.words} may still be given`,
    needs: holder.needs,
    query: searchFields,
    answer: async (context) => listAvailable(context, await holder.has(context)),
  }),
)

function mapped(path: string, { words, holder }: RoleMapper): Holder {
  return {
    path,
    words,
    needs: 'view-users',
    async has(context) {
      const { services, realm, admin } = context
      const heldBy = await holder(context)
      if (!may(admin, 'manage-users', realm)) return undefined
      return (await services.stores.roles.list(realm.id, { heldBy })).map(({ id }) => id)
    },
  }
}

async function listAvailable(context: SearchContext, has: readonly string[] | undefined): Promise<AdminResponse> {
  const { services, realm, query } = context
  if (has === undefined) return adminJson([])
  const held = new Set(has)
  const sought = query.search?.toLowerCase() ?? ''
  const found = [...realm.roles.values()]
    .filter(isOfClient)
    .filter(({ id, name, client }) => !held.has(id) && `${name}\n${client.clientId}`.toLowerCase().includes(sought))
    .toSorted((a, b) => compare(a.client.clientId, b.client.clientId) || compare(a.name, b.name))
  const page = pageOfGivable(context, found)
  const records = await services.stores.roles.findAll(
    realm.id,
    page.map(({ id }) => id),
  )
  const described = new Map(records.map(({ id, representation }) => [id, representation.description]))
  return adminJson(
    page.map(({ id, name, client }) => ({
      id,
      role: name,
      client: client.clientId,
      clientId: client.id,
      description: described.get(id),
    })),
  )
}

function pageOfGivable(context: SearchContext, roles: readonly ClientRole[]): readonly ClientRole[] {
  const { first = 0, max = USUAL_PAGE } = context.query
  const length = max < 0 ? LONGEST_PAGE : Math.min(max, LONGEST_PAGE)
  const page: ClientRole[] = []
  let before = Math.max(0, first)
  const beyond = rolesBeyond(context)
  for (const role of roles) {
    if (page.length >= length) break
    if (beyond.has(role.id)) continue
    if (before > 0) before -= 1
    else page.push(role)
  }
  return page
}

type ClientRole = Role & { readonly client: NonNullable<Role['client']> }

function isOfClient(role: Role): role is ClientRole {
  return role.client !== undefined
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
