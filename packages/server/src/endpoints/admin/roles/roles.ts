/** `roles` and `clients/{id}/roles`: listed and made. */
import { flag, type ShapeOf, text } from '../../../representations/json-shape.ts'
import type { RoleRecord } from '../../../representations/realm-aggregate.ts'
import { roleShape } from '../../../representations/shapes.ts'
import { Conflict } from '../../../store/ports.ts'
import { conflict } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { boundedAttributes } from '../bounded-attributes.ts'
import { pageFields, pageOf } from '../paging.ts'
import type { QueryOf } from '../read-request.ts'
import { refuseChangingRights, refuseGivingMore } from '../rights-guard.ts'
import { ROLE_LIST_PATHS, type RoleListPath, type RoleOwner } from './role-paths.ts'
import { roleNameOf, roleRepresentation } from './role-representation.ts'

const listFields = { ...pageFields, search: text, briefRepresentation: flag } as const

export const roleListRoutes: readonly AdminRoute[] = ROLE_LIST_PATHS.flatMap(routesOf)

function routesOf({ path, words, list, manage, resource, owner }: RoleListPath): readonly AdminRoute[] {
  return [
    realmRoute({
      method: 'GET',
      path,
      summary: `List ${words}s`,
      needs: list,
      query: listFields,
      answer: async (context) => listRoles(context, await owner(context)),
    }),
    realmRoute({
      method: 'POST',
      path,
      summary: `Make a ${words}`,
      needs: manage,
      body: roleShape,
      changes: resource,
      answer: async (context) => createRole(context, await owner(context)),
    }),
  ]
}

async function listRoles(
  { services, realm, query }: AdminContext<undefined, QueryOf<typeof listFields>>,
  owner: RoleOwner,
): Promise<AdminResponse> {
  const { search, first, max, briefRepresentation = true } = query
  const sought = search?.trim() || undefined
  // as Keycloak: half a page is none, unless something is searched
  const paged = sought !== undefined || (first !== undefined && max !== undefined)
  const roles = await services.stores.roles.list(realm.id, {
    owner: { clientUuid: owner?.id },
    ...(sought !== undefined && { search: sought }),
    ...(paged && pageOf(query)),
  })
  return adminJson(roles.map((role) => roleRepresentation(role, realm, briefRepresentation)))
}

async function createRole(context: AdminContext<ShapeOf<typeof roleShape>>, owner: RoleOwner): Promise<AdminResponse> {
  const { services, realm, request, body } = context
  const name = roleNameOf(body)
  refuseChangingRights(realm, { name, client: owner })
  const composites = compositesNamed(context)
  refuseGivingMore(context, composites)
  const { description } = body
  const attributes = boundedAttributes(body.attributes) ?? {}
  const id = services.random.uuid()
  const role: RoleRecord = {
    id,
    name,
    clientUuid: owner?.id,
    composites,
    representation: { id, name, ...(description !== undefined && { description }), attributes },
  }
  try {
    await services.stores.roles.create(realm.id, role)
  } catch (error) {
    if (error instanceof Conflict) throw conflict(`Role with name ${name} already exists`)
    throw error
  }
  const container = owner === undefined ? 'roles' : `clients/${owner.id}/roles`
  const location = `${request.base}/admin/realms/${encodeURIComponent(realm.name)}/${container}/${encodeURIComponent(name)}`
  return { status: 201, headers: { location }, changed: { id, name, composite: false, ...body } }
}

/** Ids of the roles that a new one is to stand for; names that no role has are passed over, as by Keycloak. */
function compositesNamed({ realm, body }: AdminContext<ShapeOf<typeof roleShape>>): readonly string[] {
  const { realm: ofRealm = [], client = {} } = body.composites ?? {}
  if (ofRealm.length === 0 && Object.keys(client).length === 0) return []
  const named = new Set([
    ...ofRealm.map((name) => JSON.stringify([name])),
    ...Object.entries(client).flatMap(([clientId, names]) => names.map((name) => JSON.stringify([name, clientId]))),
  ])
  return [...realm.roles.values()]
    .filter((role) => named.has(JSON.stringify(role.client ? [role.name, role.client.clientId] : [role.name])))
    .map(({ id }) => id)
}
