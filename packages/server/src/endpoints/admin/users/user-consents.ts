/**
 * `consents`: what a user agreed to with a client, and whether the client holds an offline token, which Keycloak shows and
 * revokes beside it. Consents are those that came with the user's import; this version asks for none itself.
 */
import type { Client } from '../../../model/client.ts'
import type { SessionOfClient } from '../../../model/session.ts'
import { isClientSessionExpired, isSessionExpired } from '../../../protocol/lifespans.ts'
import { type Consent, consentsOf, withoutConsent } from '../../../representations/user-consents.ts'
import { noContent } from '../../answers.ts'
import { notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { userIn, userToChange } from './user-lookup.ts'

export const userConsentRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/users/:userId/consents',
    summary: 'List what a user agreed to, and the clients with offline tokens',
    needs: 'view-users',
    answer: listConsents,
  }),
  realmRoute({
    method: 'DELETE',
    path: '/users/:userId/consents/:client',
    summary: 'Revoke what a user agreed to with a client, and its offline sessions',
    needs: 'manage-users',
    changes: 'USER',
    answer: revokeConsent,
  }),
]

async function listConsents(context: AdminContext): Promise<AdminResponse> {
  const { services, realm } = context
  const user = await userIn(context)
  const offline = await clientsWithOfflineTokens(context, user.id)
  const consents = consentsOf(user.representation)
  const agreed = await Promise.all(
    consents.map(async (consent) => {
      const client = await services.stores.clients.findByClientId(realm.id, consent.clientId)
      return client === undefined ? [] : [entry(client, consent, offline.has(client.id))]
    }),
  )
  const others = [...offline.values()].filter(({ clientId }) => !consents.some((one) => one.clientId === clientId))
  return adminJson([...agreed.flat(), ...others.map((client) => entry(client, { grantedClientScopes: [] }, true))])
}

/** By UUID. */
async function clientsWithOfflineTokens(
  { services, realm }: AdminContext,
  userId: string,
): Promise<ReadonlyMap<string, Client>> {
  const now = services.clock.now()
  const alive = (part: SessionOfClient, client: Client) =>
    !isSessionExpired(part.user, realm, now) && !isClientSessionExpired(part.client, part.user, client, realm, now)
  const parts = await services.stores.userSessions.listByUser(realm.id, userId, true)
  const found = new Map<string, Client>()
  for (const part of parts) {
    const client = await services.stores.clients.find(realm.id, part.client.clientUuid)
    if (client !== undefined && alive(part, client)) found.set(client.id, client)
  }
  return found
}

function entry(client: Client, consent: Omit<Consent, 'clientId'>, offline: boolean): object {
  return {
    clientId: client.clientId,
    ...consent,
    additionalGrants: offline ? [{ client: client.id, key: 'Offline Token' }] : [],
  }
}

async function revokeConsent(context: AdminContext): Promise<AdminResponse> {
  const { services, realm, request } = context
  const { users, userSessions, clients } = services.stores
  const user = await userToChange(context)
  const client = await clients.findByClientId(realm.id, request.params['client'] ?? '')
  if (client === undefined) throw notFound('Client not found')
  const endParts = async (offline: boolean) => {
    const parts = (await userSessions.listByUser(realm.id, user.id, offline)).filter(
      (part) => part.client.clientUuid === client.id,
    )
    for (const part of parts) await userSessions.endClient(realm.id, part.user.id, client.id, offline)
    return parts.length > 0
  }
  const agreed = consentsOf(user.representation).some(({ clientId }) => clientId === client.clientId)
  if (agreed) {
    const representation = withoutConsent(user.representation, client.clientId)
    await users.replace(realm.id, { ...user, representation })
    // what the user agreed to carried these; without a consent they go on, as in Keycloak
    await endParts(false)
  }
  const offlineEnded = await endParts(true)
  if (!agreed && !offlineEnded) throw notFound('Consent nor offline token not found')
  return { ...noContent(), changedAs: { operation: 'ACTION' } }
}
