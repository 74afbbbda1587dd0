/** What the realm's client policies ask of the secret of a client that an administrator makes or changes. */
import type { ClientUpdater } from '../../../model/client-policy.ts'
import { executorsFor } from '../../../protocol/client-policies/executors-for.ts'
import { heldToRotation, rotationIn, type SecretRotation } from '../../../protocol/client-policies/secret-rotation.ts'
import { clientOf } from '../../../representations/client-model.ts'
import { clientPoliciesOf } from '../../../representations/client-policy-model.ts'
import type { CompletionContext } from '../../../representations/complete-clients.ts'
import type { ClientRecord } from '../../../representations/realm-aggregate.ts'
import type { AdminContext } from '../admin-route.ts'

/** @returns `undefined` for a client that no policy is for, or that has no use for a secret. */
export type RotationOf = (client: ClientRecord) => SecretRotation | undefined

type Asked = Pick<AdminContext, 'services' | 'realm' | 'request' | 'admin'>

/** Loads what the conditions ask about; what is given then decides within a change of the client. */
export async function rotationRules(context: Asked): Promise<RotationOf> {
  const policies = clientPoliciesOf(context.realm.representation)
  if (policies.length === 0) return () => undefined
  const updater = await updaterIn(context)
  const roles = [...context.realm.roles.values()]
  return (record) => {
    const client = clientOf(record)
    if (client.publicClient || client.bearerOnly) return undefined
    const own = roles.filter((role) => role.client?.id === record.id).map(({ name }) => name)
    return rotationIn(executorsFor(policies, { client: { ...client, roles: new Set(own) }, updater }))
  }
}

async function updaterIn({ services, realm, request, admin }: Asked): Promise<ClientUpdater> {
  const address = request.remoteAddress
  if (admin.realm.id !== realm.id) return { address, roles: new Set(), groups: new Set() }
  const { groups } = await services.stores.users.membership(realm.id, admin.user.id)
  const ofClients = [...admin.clientRoles].flatMap(([client, names]) => [...names].map((name) => `${client}.${name}`))
  return {
    address,
    roles: new Set([...admin.realmRoles, ...ofClients]),
    groups: new Set(groups.map(({ name }) => name)),
  }
}

/** A client as the policies let it be, once it was made or changed as its administrator asked. */
export function heldToPolicies(
  client: ClientRecord,
  rotationOf: RotationOf,
  { newSecret, now }: CompletionContext,
): ClientRecord {
  const { attributes = {}, ...representation } = client.representation
  const held = heldToRotation({ ...representation, attributes }, newSecret, rotationOf(client), now)
  return { ...client, representation: held }
}
