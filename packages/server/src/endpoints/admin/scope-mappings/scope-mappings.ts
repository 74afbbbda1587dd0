/**
 * `scope-mappings` of a client or of a client scope: which roles may pass into the tokens. A client without full scope
 * gets no role of a user but these; a client scope with some of them is only for who has one.
 */
import type { Role } from '../../../model/role.ts'
import { flag, listOf, type ShapeOf } from '../../../representations/json-shape.ts'
import type { RoleRecord } from '../../../representations/realm-aggregate.ts'
import { roleShape } from '../../../representations/shapes.ts'
import { noContent } from '../../answers.ts'
import { notFound } from '../admin-error.ts'
import type { ResourceType } from '../admin-event.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { refuseGivingMore, rolesBeyond } from '../rights-guard.ts'
import { mappingsRepresentation } from '../role-mappings/mappings-representation.ts'
import { roleRepresentation } from '../roles/role-representation.ts'

type Asked = Pick<AdminContext, 'services' | 'realm' | 'request' | 'admin'>
type RoleIds = readonly string[]

/** What has the mappings. */
export interface ScopeHolder {
  /** Below the realm: `/clients/:clientUuid`. */
  readonly path: string
  readonly words: string
  /** Ids of the roles mapped. @throws {AdminError} 404 */
  read(context: Asked): Promise<RoleIds>
  /** All that may pass by it. @throws {AdminError} 404 */
  effective(context: Asked): Promise<ReadonlyMap<string, Role>>
  /** @throws {AdminError} 404, 403 */
  change(context: Asked, change: (roleIds: RoleIds) => RoleIds): Promise<void>
}

/** Whose roles a list is about: the realm's own, or a client's. */
interface Owner {
  readonly path: string
  readonly words: string
  readonly resource: ResourceType
  /** UUID of the client. @throws {AdminError} 404 */
  find(context: Asked): Promise<string | undefined>
}

const OWNERS: readonly Owner[] = [
  { path: 'realm', words: 'realm roles', resource: 'REALM_SCOPE_MAPPING', find: async () => undefined },
  {
    path: 'clients/:ownerUuid',
    words: 'roles of a client',
    resource: 'CLIENT_SCOPE_MAPPING',
    async find({ services, realm, request }) {
      const client = await services.stores.clients.find(realm.id, request.params['ownerUuid'] ?? '')
      if (client === undefined) throw notFound('Could not find client')
      return client.id
    },
  },
]

export function scopeMappingRoutes(holder: ScopeHolder): readonly AdminRoute[] {
  return [
    realmRoute({
      method: 'GET',
      path: `${holder.path}/scope-mappings`,
      summary: `List all roles in the scope of a ${holder.words}`,
      needs: 'view-clients',
      answer: async (context) => {
        const mapped = await rolesById(context, await holder.read(context))
        return adminJson(mappingsRepresentation(mapped, context.realm))
      },
    }),
    ...OWNERS.flatMap((owner) => [...readingRoutes(holder, owner), ...changingRoutes(holder, owner)]),
  ]
}

function readingRoutes(holder: ScopeHolder, owner: Owner): readonly AdminRoute[] {
  const path = `${holder.path}/scope-mappings/${owner.path}`
  return [
    realmRoute({
      method: 'GET',
      path,
      summary: `List the ${owner.words} in the scope of a ${holder.words}`,
      needs: 'view-clients',
      answer: async (context) => {
        const ids = await holder.read(context)
        return listed(context, await rolesById(context, ofOwner(context, ids, await owner.find(context))))
      },
    }),
    realmRoute({
      method: 'GET',
      path: `${path}/available`,
      summary: `List the ${owner.words} that may still be put into the scope of a ${holder.words}`,
      needs: 'view-clients',
      answer: async (context) => listAvailable(context, holder, owner),
    }),
    realmRoute({
      method: 'GET',
      path: `${path}/composite`,
      summary: `List the ${owner.words} that may pass by the scope of a ${holder.words}`,
      needs: 'view-clients',
      query: { briefRepresentation: flag },
      answer: async (context) => {
        const ids = [...(await holder.effective(context)).keys()]
        const roles = await rolesById(context, ofOwner(context, ids, await owner.find(context)))
        return listed(context, roles, context.query.briefRepresentation ?? true)
      },
    }),
  ]
}

const rolesBody = listOf(roleShape)
type SentRoles = ShapeOf<typeof rolesBody>

function changingRoutes(holder: ScopeHolder, owner: Owner): readonly AdminRoute[] {
  const path = `${holder.path}/scope-mappings/${owner.path}`
  return [
    realmRoute({
      method: 'POST',
      path,
      summary: `Put ${owner.words} into the scope of a ${holder.words}`,
      needs: 'manage-clients',
      body: rolesBody,
      changes: owner.resource,
      answer: async (context) => addRoles(context, holder, owner),
    }),
    realmRoute<SentRoles | undefined>({
      method: 'DELETE',
      path,
      summary: `Take ${owner.words} from the scope of a ${holder.words}; all of them unless told which`,
      needs: 'manage-clients',
      body: rolesBody,
      bodyMayLack: true,
      changes: owner.resource,
      answer: async (context) => removeRoles(context, holder, owner),
    }),
  ]
}

/** What the administrator lacks himself is not offered. */
async function listAvailable(context: AdminContext, holder: ScopeHolder, owner: Owner): Promise<AdminResponse> {
  const { services, realm } = context
  const mapped = new Set(await holder.read(context))
  const roles = await services.stores.roles.list(realm.id, { owner: { clientUuid: await owner.find(context) } })
  const beyond = rolesBeyond(context)
  return listed(
    context,
    roles.filter(({ id }) => !mapped.has(id) && !beyond.has(id)),
  )
}

/** A role in a scope reaches applications: an admin right is put there only by who has it (attack case 49). */
async function addRoles(context: AdminContext<SentRoles>, holder: ScopeHolder, owner: Owner): Promise<AdminResponse> {
  const ids = roleIdsIn(context, context.body, await owner.find(context))
  refuseGivingMore(context, ids)
  await holder.change(context, (mapped) => [...new Set([...mapped, ...ids])])
  return { ...noContent(), changedAs: { operation: 'CREATE' } }
}

async function removeRoles(
  context: AdminContext<SentRoles | undefined>,
  holder: ScopeHolder,
  owner: Owner,
): Promise<AdminResponse> {
  const { realm, body } = context
  const clientUuid = await owner.find(context)
  const taken = body && new Set(roleIdsIn(context, body, clientUuid))
  await holder.change(context, (mapped) =>
    mapped.filter((id) => (taken === undefined ? realm.roles.get(id)?.client?.id !== clientUuid : !taken.has(id))),
  )
  return noContent()
}

/** @throws {AdminError} 404 unless each is a role of the owner. */
function roleIdsIn({ realm }: Asked, roles: SentRoles, owner: string | undefined): RoleIds {
  return roles.map(({ id = '' }) => {
    const role = realm.roles.get(id)
    if (role === undefined || role.client?.id !== owner) throw notFound('Role not found')
    return id
  })
}

function ofOwner({ realm }: Asked, ids: RoleIds, owner: string | undefined): RoleIds {
  return ids.filter((id) => realm.roles.get(id)?.client?.id === owner)
}

async function rolesById({ services, realm }: Asked, ids: RoleIds): Promise<readonly RoleRecord[]> {
  return await services.stores.roles.findAll(realm.id, ids)
}

function listed({ realm }: Asked, roles: readonly RoleRecord[], brief = true): AdminResponse {
  return adminJson(roles.map((role) => roleRepresentation(role, realm, brief)))
}
