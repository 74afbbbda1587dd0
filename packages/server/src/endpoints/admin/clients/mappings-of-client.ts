import { rolesInToken } from '../../../protocol/roles.ts'
import { clientOf } from '../../../representations/client-model.ts'
import { type ScopeHolder, scopeMappingRoutes } from '../scope-mappings/scope-mappings.ts'
import { changeClient, clientIn, ownClientIn } from './client.ts'

export const clientScope: ScopeHolder = {
  path: '/clients/:clientUuid',
  words: 'client',
  read: async (context) => (await clientIn(context)).scopeRoleIds,
  async effective(context) {
    const { roles } = context.realm
    return rolesInToken(roles, clientOf(await clientIn(context)), [], roles)
  },
  async change(context, change) {
    const { id } = await ownClientIn(context)
    await changeClient(context, id, (record) => ({ ...record, scopeRoleIds: change(record.scopeRoleIds) }))
  },
}

/** `scope-mappings` of a client. */
export const mappingsOfClientRoutes = scopeMappingRoutes(clientScope)
