import type { UserRepresentation } from './keycloak.ts'
import type { UserRecord } from './realm-aggregate.ts'
import { USER_SETTINGS } from './user-settings.ts'

/** The user behind a client's own tokens (`client_credentials`), in the form of a realm file. */
export function serviceAccountUser(clientId: string, realmRoles: string[]): UserRepresentation {
  return { username: serviceAccountName(clientId), enabled: true, serviceAccountClientId: clientId, realmRoles }
}

/** The same for a client that gets its service account later. */
export function serviceAccountOf(
  client: { readonly id: string; readonly clientId: string },
  made: { readonly id: string; readonly createdTimestampMs: number; readonly roleIds: readonly string[] },
): UserRecord {
  const username = serviceAccountName(client.clientId)
  return {
    id: made.id,
    username,
    email: undefined,
    enabled: true,
    createdTimestampMs: made.createdTimestampMs,
    serviceAccountClientUuid: client.id,
    roleIds: made.roleIds,
    groupIds: [],
    credentials: [],
    representation: {
      id: made.id,
      username,
      ...USER_SETTINGS,
      enabled: true,
      createdTimestamp: made.createdTimestampMs,
      serviceAccountClientId: client.clientId,
    },
  }
}

export function serviceAccountName(clientId: string): string {
  return `service-account-${clientId.toLowerCase()}`
}
