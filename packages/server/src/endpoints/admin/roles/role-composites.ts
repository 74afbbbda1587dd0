/** `…/composites`: the roles that a role stands for. */
import { listOf, type ShapeOf, text } from '../../../representations/json-shape.ts'
import type { RoleRecord } from '../../../representations/realm-aggregate.ts'
import { roleShape } from '../../../representations/shapes.ts'
import type { RoleQuery } from '../../../store/role-ports.ts'
import { noContent } from '../../answers.ts'
import { forbidden, notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { pageFields, pageOf } from '../paging.ts'
import { may } from '../permissions.ts'
import { refuseGivingMore } from '../rights-guard.ts'
import { refuseTouching } from './role.ts'
import { clientNamed, type FoundRole, ROLE_PATHS, type RolePath, rightsOver } from './role-paths.ts'
import { roleRepresentation } from './role-representation.ts'

const rolesBody = listOf(roleShape)
const listFields = { ...pageFields, search: text } as const

export const roleCompositeRoutes: readonly AdminRoute[] = ROLE_PATHS.flatMap((path) => [
  ...readingRoutes(path),
  ...changingRoutes(path),
])

function readingRoutes({ path, words, view, find }: RolePath): readonly AdminRoute[] {
  return [
    realmRoute({
      method: 'GET',
      path: `${path}/composites`,
      summary: `List the composites of a ${words}`,
      needs: view,
      query: listFields,
      answer: async (context) => {
        const { search } = context.query
        const { role } = await find(context, 'view')
        return listComposites(context, role, { ...pageOf(context.query), ...(search !== undefined && { search }) })
      },
    }),
    realmRoute({
      method: 'GET',
      path: `${path}/composites/realm`,
      summary: `List the composites of a ${words} that are realm roles`,
      needs: view,
      answer: async (context) => {
        const { role } = await find(context, 'view')
        return listComposites(context, role, { owner: { clientUuid: undefined } })
      },
    }),
    realmRoute({
      method: 'GET',
      path: `${path}/composites/clients/:ownerUuid`,
      summary: `List the composites of a ${words} that are roles of a client`,
      needs: view,
      answer: async (context) => {
        const { role } = await find(context, 'view')
        const owner = await clientNamed(context, context.request.params['ownerUuid'] ?? '')
        return listComposites(context, role, { owner: { clientUuid: owner.id } })
      },
    }),
  ]
}

function changingRoutes({ path, words, manage, resource, find }: RolePath): readonly AdminRoute[] {
  return [
    realmRoute({
      method: 'POST',
      path: `${path}/composites`,
      summary: `Let a ${words} stand for other roles too`,
      needs: manage,
      body: rolesBody,
      changes: resource,
      answer: async (context) => addComposites(context, await find(context, 'manage')),
    }),
    realmRoute({
      method: 'DELETE',
      path: `${path}/composites`,
      summary: `Take composites away from a ${words}`,
      needs: manage,
      body: rolesBody,
      changes: resource,
      answer: async (context) => removeComposites(context, await find(context, 'manage')),
    }),
  ]
}

async function listComposites(
  { services, realm }: Pick<AdminContext, 'services' | 'realm'>,
  { id }: RoleRecord,
  query: RoleQuery,
): Promise<AdminResponse> {
  const roles = await services.stores.roles.list(realm.id, { ...query, heldBy: { kind: 'role', id } })
  return adminJson(roles.map((role) => roleRepresentation(role, realm)))
}

async function addComposites(
  context: AdminContext<ShapeOf<typeof rolesBody>>,
  found: FoundRole,
): Promise<AdminResponse> {
  const { services, realm, admin } = context
  refuseTouching(context, found)
  const ids = roleIdsIn(context)
  refuseGivingMore(context, ids)
  // whoever holds the role gets these too: that is for those who manage them
  const managed = ids.every((id) =>
    may(admin, rightsOver({ clientUuid: realm.roles.get(id)?.client?.id }).manage, realm),
  )
  if (!managed) throw forbidden()
  await services.stores.roles.addComposites(realm.id, found.role.id, ids)
  return { ...noContent(), changedAs: { operation: 'CREATE', resource: rightsOver(found.role).resource } }
}

async function removeComposites(
  context: AdminContext<ShapeOf<typeof rolesBody>>,
  found: FoundRole,
): Promise<AdminResponse> {
  const { services, realm } = context
  refuseTouching(context, found)
  await services.stores.roles.removeComposites(realm.id, found.role.id, roleIdsIn(context))
  return { ...noContent(), changedAs: { resource: rightsOver(found.role).resource } }
}

/** @throws {AdminError} 404 when one of the roles sent is not there. */
function roleIdsIn({ realm, body }: AdminContext<ShapeOf<typeof rolesBody>>): readonly string[] {
  return [...new Set(body.map(({ id = '' }) => id))].map((id) => {
    if (!realm.roles.has(id)) throw notFound('Could not find composite role')
    return id
  })
}
