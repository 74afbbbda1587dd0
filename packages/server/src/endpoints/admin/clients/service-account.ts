/** `service-account-user`, and how a client comes by it and loses it. */
import { clientOf } from '../../../representations/client-model.ts'
import type { ClientRecord } from '../../../representations/realm-aggregate.ts'
import { serviceAccountName, serviceAccountOf } from '../../../representations/service-account.ts'
import { Conflict } from '../../../store/ports.ts'
import { AdminError, conflict } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { refuseGivingMore } from '../rights-guard.ts'
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
 * Whether the client may have its service account, asked before anything is written: a new one gets the realm's default
 * role, of which an administrator of another realm need not hold what it stands for.
 *
 * @param record - the client as it will be.
 * @throws {AdminError} 403; 409 when somebody else has the account's name.
 */
export async function checkServiceAccount(
  context: Pick<AdminContext, 'services' | 'realm' | 'admin'>,
  record: ClientRecord,
): Promise<void> {
  const { services, realm } = context
  const client = clientOf(record)
  if (!client.serviceAccountsEnabled) return
  const { users } = services.stores
  const account = await users.findServiceAccount(realm.id, client.id)
  if (account === undefined && realm.defaultRoleId !== undefined) refuseGivingMore(context, [realm.defaultRoleId])
  const namesake = await users.findByUsername(realm.id, serviceAccountName(client.clientId))
  if (namesake !== undefined && namesake.id !== account?.id) throw nameTaken(client.clientId)
}

const nameTaken = (clientId: string) =>
  conflict(`The name of the service account, '${serviceAccountName(clientId)}', is another user's`)

/**
 * Makes the user of a service account where it lacks, gives it the client's present name, and takes it away where the
 * client has none any more.
 *
 * @throws {AdminError} 409 when somebody else has the account's name.
 */
export async function settleServiceAccount(
  context: Pick<AdminContext, 'services' | 'realm'>,
  record: ClientRecord,
): Promise<void> {
  try {
    await settle(context, record)
  } catch (error) {
    // somebody took the name after it was looked for
    if (error instanceof Conflict) throw nameTaken(record.clientId)
    throw error
  }
}

async function settle(
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
