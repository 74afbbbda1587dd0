/** What the routes below `/client-scopes/{client-scope-id}` share; `/client-templates` is their old name. */
import { effectiveRoles } from '../../../protocol/roles.ts'
import type { ClientScopeRecord } from '../../../representations/realm-aggregate.ts'
import { Conflict } from '../../../store/ports.ts'
import { conflict, notFound } from '../admin-error.ts'
import type { AdminContext } from '../admin-route.ts'
import { type MapperHolder, protocolMapperRoutes } from '../protocol-mappers/protocol-mappers.ts'
import { type ScopeHolder, scopeMappingRoutes } from '../scope-mappings/scope-mappings.ts'

type Asked = Pick<AdminContext, 'services' | 'realm' | 'request'>

export const SCOPE_PATHS = ['/client-scopes', '/client-templates'] as const

const gone = () => notFound('Could not find client scope')

/** @throws {AdminError} 404 */
export async function clientScopeIn({ services, realm, request }: Asked): Promise<ClientScopeRecord> {
  const scope = await services.stores.clientScopes.find(realm.id, request.params['clientScopeId'] ?? '')
  if (scope === undefined) throw gone()
  return scope
}

/** @throws {AdminError} 404 when it is gone, 409 when its new name is taken */
export async function changeClientScope(
  { services, realm, request }: Asked,
  change: (scope: ClientScopeRecord) => ClientScopeRecord,
  newName = '',
): Promise<void> {
  try {
    const id = request.params['clientScopeId'] ?? ''
    if (!(await services.stores.clientScopes.change(realm.id, id, change))) throw gone()
  } catch (error) {
    if (error instanceof Conflict) throw conflict(`Client Scope ${newName} already exists`)
    throw error
  }
}

/** `protocol-mappers` of a client scope. */
export const mappersOfScopeRoutes = SCOPE_PATHS.flatMap((path) => protocolMapperRoutes(mappersBelow(path)))

function mappersBelow(path: string): MapperHolder {
  return {
    path: `${path}/:clientScopeId`,
    words: 'client scope',
    read: async (context) => (await clientScopeIn(context)).representation.protocolMappers ?? [],
    change: (context, change) =>
      changeClientScope(context, (scope) => ({
        ...scope,
        representation: {
          ...scope.representation,
          protocolMappers: [...change(scope.representation.protocolMappers ?? [])],
        },
      })),
  }
}

/** `scope-mappings` of a client scope. */
export const mappingsOfScopeRoutes = SCOPE_PATHS.flatMap((path) => scopeMappingRoutes(scopedBelow(path)))

export function scopedBelow(path: string): ScopeHolder {
  return {
    path: `${path}/:clientScopeId`,
    words: 'client scope',
    read: async (context) => (await clientScopeIn(context)).roleIds,
    async effective(context) {
      const { roleIds } = await clientScopeIn(context)
      return effectiveRoles({ roleIds, groups: [], ancestors: [] }, context.realm.roles)
    },
    change: (context, change) => changeClientScope(context, (scope) => ({ ...scope, roleIds: change(scope.roleIds) })),
  }
}
