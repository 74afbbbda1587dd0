import type { Realm } from '../../../model/realm.ts'
import type { RoleRecord } from '../../../representations/realm-aggregate.ts'
import { roleRepresentation } from '../roles/role-representation.ts'

/** Keycloak's `MappingsRepresentation`: roles by who owns them, the realm or a client. */
export function mappingsRepresentation(roles: readonly RoleRecord[], realm: Realm): object {
  const byClient = Map.groupBy(roles, ({ clientUuid }) => clientUuid)
  const shown = (clientUuid: string | undefined) =>
    (byClient.get(clientUuid) ?? []).map((role) => roleRepresentation(role, realm))
  const clients = [...byClient.keys()].filter((clientUuid) => clientUuid !== undefined)
  const ofClients = clients.flatMap((id): [string, object][] => {
    const role = roles.find(({ clientUuid }) => clientUuid === id)
    const client = realm.roles.get(role?.id ?? '')?.client?.clientId
    return client === undefined ? [] : [[client, { id, client, mappings: shown(id) }]]
  })
  return {
    ...(byClient.has(undefined) && { realmMappings: shown(undefined) }),
    ...(ofClients.length > 0 && { clientMappings: Object.fromEntries(ofClients) }),
  }
}
