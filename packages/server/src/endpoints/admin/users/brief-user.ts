import type { UserRepresentation } from '../../../representations/keycloak.ts'
import type { UserRecord } from '../../../representations/realm-aggregate.ts'

/** A user in a list that was asked to be brief. */
export function briefUser({
  id,
  username,
  enabled,
  createdTimestampMs,
  representation,
}: UserRecord): UserRepresentation {
  const { firstName, lastName, email, emailVerified = false } = representation
  return {
    id,
    username,
    ...(firstName !== undefined && { firstName }),
    ...(lastName !== undefined && { lastName }),
    ...(email !== undefined && { email }),
    emailVerified,
    enabled,
    createdTimestamp: createdTimestampMs,
  }
}
