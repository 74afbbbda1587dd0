import type { Realm } from '../../../model/realm.ts'
import type { RawAttributes } from '../../../model/user-profile.ts'
import { visibleAttributes } from '../../../protocol/user-profile/administered.ts'
import { textsMapOf } from '../../../representations/fields.ts'
import type { UserRepresentation } from '../../../representations/keycloak.ts'
import type { UserRecord } from '../../../representations/realm-aggregate.ts'
import { declaredProfile } from '../../../representations/user-profile.ts'

/**
 * A user as Keycloak's Admin API shows one: without credentials, roles, groups and consents, which have routes of their own, and
 * with the attributes that the realm's user profile lets an administrator see.
 */
export function userRepresentation(record: UserRecord, realm: Realm): UserRepresentation {
  const { serviceAccountClientId, credentials, realmRoles, clientRoles, groups, ...own } = record.representation
  const { attributes: _attributes, federatedIdentities: _links, clientConsents: _consents, ...fields } = own
  const attributes = visibleAttributes(declaredProfile(realm), storedAttributes(record))
  return {
    ...fields,
    id: record.id,
    username: record.username,
    enabled: record.enabled,
    createdTimestamp: record.createdTimestampMs,
    emailVerified: own.emailVerified ?? false,
    totp: record.credentials.some(({ type }) => type === 'otp'),
    ...(Object.keys(attributes).length > 0 && { attributes: mutable(attributes) }),
    disableableCredentialTypes: [],
    requiredActions: own.requiredActions ?? [],
    notBefore: own.notBefore ?? 0,
  }
}

/** Of a user by itself also the accounts elsewhere, in a realm where there can be some. */
export function wholeUserRepresentation(record: UserRecord, realm: Realm): UserRepresentation {
  const providers = realm.representation['identityProviders']
  const federated = Array.isArray(providers) && providers.length > 0
  return {
    ...userRepresentation(record, realm),
    ...(federated && { federatedIdentities: record.representation['federatedIdentities'] ?? [] }),
  }
}

/** What is stored of a person as one map, as the user profile judges it. */
export function storedAttributes(record: UserRecord): RawAttributes {
  const { firstName, lastName, email, attributes } = record.representation
  return {
    ...textsMapOf(attributes),
    username: [record.username],
    ...(email !== undefined && email !== '' && { email: [email] }),
    ...(firstName !== undefined && firstName !== '' && { firstName: [firstName] }),
    ...(lastName !== undefined && lastName !== '' && { lastName: [lastName] }),
  }
}

function mutable(attributes: RawAttributes): Record<string, string[]> {
  return Object.fromEntries(Object.entries(attributes).map(([name, values]) => [name, [...values]]))
}
