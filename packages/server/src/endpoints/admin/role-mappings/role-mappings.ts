/** `…/role-mappings`: the roles of a user or a group, listed, given and taken; for the realm and for each client. */
import { flag, listOf, type ShapeOf } from '../../../representations/json-shape.ts'
import { roleShape } from '../../../representations/shapes.ts'
import { noContent } from '../../answers.ts'
import { forbidden, notFound } from '../admin-error.ts'
import type { ResourceType } from '../admin-event.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { may } from '../permissions.ts'
import { refuseGivingMore, rolesBeyond } from '../rights-guard.ts'
import { roleRepresentation } from '../roles/role-representation.ts'
import { mappingsRepresentation } from './mappings-representation.ts'
import { ROLE_MAPPERS, type RoleMapper } from './role-mapper.ts'

const rolesBody = listOf(roleShape)
type RolesContext = AdminContext<ShapeOf<typeof rolesBody>>
type Asked = Pick<AdminContext, 'services' | 'realm' | 'request' | 'admin'>

/** Which roles a list is about: the realm's own, or a client's. */
interface Kind {
  readonly path: string
  readonly words: string
  readonly resource: ResourceType
  /** UUID of the client. @throws {AdminError} 404 */
  owner(context: Asked): Promise<string | undefined>
  /** Whether one may see which of them somebody has. */
  seen(context: Asked): boolean
}

const KINDS: readonly Kind[] = [
  {
    path: 'realm',
    words: 'realm roles',
    resource: 'REALM_ROLE_MAPPING',
    owner: async () => undefined,
    seen: () => true,
  },
  {
    path: 'clients/:clientUuid',
    words: 'roles of a client',
    resource: 'CLIENT_ROLE_MAPPING',
    async owner({ services, realm, request }) {
      const client = await services.stores.clients.find(realm.id, request.params['clientUuid'] ?? '')
      if (client === undefined) throw notFound('Client not found')
      return client.id
    },
    seen: ({ admin, realm }) => may(admin, 'view-clients', realm),
  },
]

export const roleMappingRoutes: readonly AdminRoute[] = ROLE_MAPPERS.flatMap((mapper) => [
  realmRoute({
    method: 'GET',
    path: mapper.path,
    summary: `List the roles that ${mapper.words} was given`,
    needs: 'view-users',
    answer: async (context) => listAll(context, mapper),
  }),
  ...KINDS.flatMap((kind) => [...readingRoutes(mapper, kind), ...changingRoutes(mapper, kind)]),
])

function readingRoutes(mapper: RoleMapper, kind: Kind): readonly AdminRoute[] {
  const path = `${mapper.path}/${kind.path}`
  return [
    realmRoute({
      method: 'GET',
      path,
      summary: `List the ${kind.words} that ${mapper.words} was given`,
      needs: 'view-users',
      answer: async (context) => listGiven(context, mapper, kind),
    }),
    realmRoute({
      method: 'GET',
      path: `${path}/available`,
      summary: `List the ${kind.words} that ${mapper.words} may still be given`,
      needs: 'view-users',
      answer: async (context) => listAvailable(context, mapper, kind),
    }),
    realmRoute({
      method: 'GET',
      path: `${path}/composite`,
      summary: `List the ${kind.words} that ${mapper.words} has in effect`,
      needs: 'view-users',
      query: { briefRepresentation: flag },
      answer: async (context) => listEffective(context, mapper, kind, context.query.briefRepresentation ?? true),
    }),
  ]
}

function changingRoutes(mapper: RoleMapper, kind: Kind): readonly AdminRoute[] {
  const path = `${mapper.path}/${kind.path}`
  return [
    realmRoute({
      method: 'POST',
      path,
      summary: `Give ${kind.words} to ${mapper.words}`,
      needs: 'manage-users',
      body: rolesBody,
      changes: kind.resource,
      answer: async (context) => giveRoles(context, mapper, kind),
    }),
    realmRoute({
      method: 'DELETE',
      path,
      summary: `Take ${kind.words} from ${mapper.words}`,
      needs: 'manage-users',
      body: rolesBody,
      changes: kind.resource,
      answer: async (context) => takeRoles(context, mapper, kind),
    }),
  ]
}

async function listAll(context: AdminContext, mapper: RoleMapper): Promise<AdminResponse> {
  const { services, realm } = context
  const given = await services.stores.roles.list(realm.id, { heldBy: await mapper.holder(context) })
  return adminJson(mappingsRepresentation(given, realm))
}

async function listGiven(context: AdminContext, mapper: RoleMapper, kind: Kind): Promise<AdminResponse> {
  const { services, realm } = context
  const heldBy = await mapper.holder(context)
  const owner = { clientUuid: await visibleOwner(context, kind) }
  const given = await services.stores.roles.list(realm.id, { heldBy, owner })
  return adminJson(given.map((role) => roleRepresentation(role, realm)))
}

/** Those that the administrator may give and the holder was not given: what he lacks himself is not offered. */
async function listAvailable(context: AdminContext, mapper: RoleMapper, kind: Kind): Promise<AdminResponse> {
  const { services, realm, admin } = context
  const heldBy = await mapper.holder(context)
  const owner = { clientUuid: await kind.owner(context) }
  if (!may(admin, 'manage-users', realm)) return adminJson([])
  const { roles } = services.stores
  const given = new Set((await roles.list(realm.id, { heldBy, owner })).map(({ id }) => id))
  const others = (await roles.list(realm.id, { owner })).filter(({ id }) => !given.has(id))
  const beyond = rolesBeyond(context)
  const available = others.filter(({ id }) => !beyond.has(id))
  return adminJson(available.map((role) => roleRepresentation(role, realm)))
}

async function listEffective(
  context: AdminContext<undefined>,
  mapper: RoleMapper,
  kind: Kind,
  brief: boolean,
): Promise<AdminResponse> {
  const { services, realm } = context
  const holder = await mapper.holder(context)
  const owner = await visibleOwner(context, kind)
  const effective = [...(await mapper.effective(context, holder)).values()].filter(({ client }) => client?.id === owner)
  const ids = effective.map(({ id }) => id)
  const roles = await services.stores.roles.findAll(realm.id, ids)
  return adminJson(roles.map((role) => roleRepresentation(role, realm, brief)))
}

async function giveRoles(context: RolesContext, mapper: RoleMapper, kind: Kind): Promise<AdminResponse> {
  const { services, realm } = context
  const holder = await mapper.holder(context)
  const ids = roleIdsIn(context, await kind.owner(context))
  refuseGivingMore(context, ids)
  if (!(await services.stores.roles.give(realm.id, holder, ids))) throw notFound(mapper.unknown)
  return { ...noContent(), changedAs: { operation: 'CREATE' } }
}

/** Taking an admin right is for who has it, as giving it is: a weaker administrator can't disarm a stronger one. */
async function takeRoles(context: RolesContext, mapper: RoleMapper, kind: Kind): Promise<AdminResponse> {
  const { services, realm } = context
  const holder = await mapper.holder(context)
  const ids = roleIdsIn(context, await kind.owner(context))
  refuseGivingMore(context, ids)
  await services.stores.roles.take(realm.id, holder, ids)
  return noContent()
}

/** @throws {AdminError} 404, 403 */
async function visibleOwner(context: Asked, kind: Kind): Promise<string | undefined> {
  if (!kind.seen(context)) throw forbidden()
  return await kind.owner(context)
}

/** @throws {AdminError} 404 unless each role is one of the owner's, by its id and by its name. */
function roleIdsIn({ realm, body }: RolesContext, owner: string | undefined): readonly string[] {
  const ids = body.map(({ id = '', name }) => {
    const role = realm.roles.get(id)
    if (role === undefined || role.name !== name || role.client?.id !== owner) throw notFound('Role not found')
    return id
  })
  return [...new Set(ids)]
}
