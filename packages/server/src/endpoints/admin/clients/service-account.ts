/** `service-account-user`, and how a client comes by it and loses it. */
import { clientOf } from '../../../representations/client-model.ts'
import type { ClientRecord } from '../../../representations/realm-aggregate.ts'
import { serviceAccountName, serviceAccountOf } from '../../../representations/service-account.ts'
import { AdminError } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { userRepresentation } from '../users/user-representation.ts'
import { clientIn } from './client.ts'

export const serviceAccountRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/clients/:clientUuid/service-account-user',
    summary: "Read the user of a client's service account",
    needs: 'view-clients',
    answer: getServiceAccountUser,
  }),
]

async function getServiceAccountUser(context: AdminContext): Promise<AdminResponse> {
  const client = await clientIn(context)
  const user = await context.services.stores.users.findServiceAccount(context.realm.id, client.id)
  const record = user && (await context.services.stores.users.findRecord(context.realm.id, user.id))
  if (record === undefined)
    throw new AdminError(400, { error: `Service account not enabled for the client '${client.clientId}'` })
  return adminJson(userRepresentation(record, context.realm))
}

/**
 * Makes the user of a service account where it lacks, gives it the client's present name, and takes it away where the
 * client has none any more.
 */
export async function settleServiceAccount(
  { services, realm }: Pick<AdminContext, 'services' | 'realm'>,
  record: ClientRecord,
): Promise<void> {
  const { users } = services.stores
  const client = clientOf(record)
  const user = await users.findServiceAccount(realm.id, client.id)
  if (!client.serviceAccountsEnabled) {
    if (user !== undefined) await users.delete(realm.id, user.id)
    return
  }
  if (user === undefined) {
    const made = serviceAccountOf(client, {
      id: services.random.uuid(),
      createdTimestampMs: services.clock.nowMs(),
      roleIds: realm.defaultRoleId === undefined ? [] : [realm.defaultRoleId],
    })
    await users.create(realm.id, [made])
    return
  }
  const username = serviceAccountName(client.clientId)
  const account = user.username === username ? undefined : await users.findRecord(realm.id, user.id)
  if (account === undefined) return
  const representation = { ...account.representation, username, serviceAccountClientId: client.clientId }
  await users.replace(realm.id, { ...account, username, representation })
}
