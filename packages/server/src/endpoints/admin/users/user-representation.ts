import type { UserRepresentation } from '../../../representations/keycloak.ts'
import type { UserRecord } from '../../../representations/realm-aggregate.ts'

/** A user as Keycloak's Admin API shows one: without credentials, roles and groups, which have routes of their own. */
export function userRepresentation(record: UserRecord): UserRepresentation {
  const { serviceAccountClientId, credentials, realmRoles, clientRoles, groups, ...own } = record.representation
  return {
    ...own,
    id: record.id,
    username: record.username,
    enabled: record.enabled,
    createdTimestamp: record.createdTimestampMs,
    emailVerified: own.emailVerified ?? false,
    totp: record.credentials.some(({ type }) => type === 'otp'),
    disableableCredentialTypes: [],
    requiredActions: own.requiredActions ?? [],
    notBefore: own.notBefore ?? 0,
  }
}
