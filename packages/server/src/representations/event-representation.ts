import type { AdminEvent, LoginEvent } from '../model/event.ts'

/** A login event in Keycloak's JSON; a field without a value is left out when it is written. */
export function loginEventRepresentation(event: LoginEvent, realmId: string): object {
  const { id, timeMs, type, clientId, userId, sessionId, ipAddress, error, details } = event
  return {
    id,
    time: timeMs,
    type,
    realmId,
    clientId,
    userId,
    sessionId,
    ipAddress,
    error,
    ...(Object.keys(details).length > 0 && { details }),
  }
}

/** An admin event in Keycloak's JSON. */
export function adminEventRepresentation(event: AdminEvent, realmId: string): object {
  const { id, timeMs, by, operation, resource, path, representation } = event
  return {
    id,
    time: timeMs,
    realmId,
    authDetails: { realmId: by.realmId, clientId: by.clientUuid, userId: by.userId, ipAddress: by.ipAddress },
    operationType: operation,
    resourceType: resource,
    resourcePath: path,
    representation,
  }
}
