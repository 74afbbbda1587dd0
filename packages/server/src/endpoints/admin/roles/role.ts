/** One role, by its name or its id: read, changed, deleted. */
import type { ShapeOf } from '../../../representations/json-shape.ts'
import { roleShape } from '../../../representations/shapes.ts'
import { Conflict } from '../../../store/ports.ts'
import { noContent } from '../../answers.ts'
import { AdminError, badRequest, notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { boundedAttributes } from '../bounded-attributes.ts'
import { featureRoutes } from '../feature-not-enabled.ts'
import { refuseChangingRights, refuseGivingMore } from '../rights-guard.ts'
import { type FoundRole, ROLE_PATHS, type RolePath, rightsOver } from './role-paths.ts'
import { roleNameOf, roleRepresentation, toldRole } from './role-representation.ts'

export const singleRoleRoutes: readonly AdminRoute[] = ROLE_PATHS.flatMap(routesOf)

function routesOf({ path, words, view, manage, resource, find }: RolePath): readonly AdminRoute[] {
  return [
    realmRoute({
      method: 'GET',
      path,
      summary: `Read a ${words}`,
      needs: view,
      answer: async (context) => {
        const { role } = await find(context, 'view')
        return adminJson(roleRepresentation(role, context.realm, false))
      },
    }),
    realmRoute({
      method: 'PUT',
      path,
      summary: `Change a ${words}`,
      needs: manage,
      body: roleShape,
      changes: resource,
      answer: async (context) => updateRole(context, await find(context, 'manage')),
    }),
    realmRoute({
      method: 'DELETE',
      path,
      summary: `Delete a ${words}`,
      needs: manage,
      changes: resource,
      answer: async (context) => deleteRole(context, await find(context, 'manage')),
    }),
    ...featureRoutes(`${path}/management/permissions`, `fine-grained permissions of a ${words}`),
  ]
}

/** Name and description are replaced, attributes only when some were sent, as by Keycloak. */
async function updateRole(context: AdminContext<ShapeOf<typeof roleShape>>, found: FoundRole): Promise<AdminResponse> {
  const { services, realm, body } = context
  const { role, owner } = found
  const name = roleNameOf(body)
  refuseTouching(context, found)
  refuseChangingRights(realm, { name, client: owner })
  const { description: _, ...kept } = role.representation
  const representation = {
    ...kept,
    name,
    ...(body.description !== undefined && { description: body.description }),
    attributes: boundedAttributes(body.attributes) ?? kept.attributes ?? {},
  }
  try {
    const isThere = await services.stores.roles.replace(realm.id, { ...role, name, representation })
    if (!isThere) throw notFound('Could not find role')
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    throw new AdminError(409, { error: 'conflict', error_description: 'Duplicate resource error' })
  }
  return { ...noContent(), changedAs: { resource: rightsOver(role).resource } }
}

async function deleteRole(context: AdminContext, found: FoundRole): Promise<AdminResponse> {
  const { services, realm } = context
  const { role } = found
  if (role.id === realm.defaultRoleId) {
    throw badRequest(`${role.name} is default role of the realm and cannot be removed.`)
  }
  refuseTouching(context, found)
  await services.stores.roles.delete(realm.id, role.id)
  return {
    ...noContent(),
    changed: toldRole(role),
    changedAs: { resource: rightsOver(role).resource },
  }
}

/**
 * A role that is an admin right stays as it is; one that stands for some is out of reach of whoever lacks them.
 * @throws {AdminError} 403
 */
export function refuseTouching(context: Pick<AdminContext, 'realm' | 'admin'>, { role, owner }: FoundRole): void {
  refuseChangingRights(context.realm, { name: role.name, client: owner })
  refuseGivingMore(context, [role.id])
}
