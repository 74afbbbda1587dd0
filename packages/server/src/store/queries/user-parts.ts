import { createHash } from 'node:crypto'
import type { FederatedIdentity } from '../../model/user.ts'
import { isObject, textOf } from '../../representations/fields.ts'
import type { UserRecord } from '../../representations/realm-aggregate.ts'
import type { FederatedIdentityRow, UserAttributeRow } from '../tables.ts'

/** Values up to this length are kept as they are; longer ones would only make the index slow. */
const LONGEST_KEY = 255

/** What an attribute's value is searched by: without regard to case, as Keycloak does. */
export function attributeValueKey(value: string): string {
  const lower = value.toLowerCase()
  return lower.length <= LONGEST_KEY ? lower : `sha256:${createHash('sha256').update(lower).digest('base64url')}`
}

export function attributeRows(
  realmId: string,
  { id, representation }: Pick<UserRecord, 'id' | 'representation'>,
): readonly UserAttributeRow[] {
  return Object.entries(representation.attributes ?? {}).flatMap(([name, values]) => {
    const keys = new Set((Array.isArray(values) ? values : [values]).map((value) => attributeValueKey(String(value))))
    return [...keys].map((value_key) => ({ realm_id: realmId, user_id: id, name, value_key }))
  })
}

/** Accounts elsewhere, as a realm file or an administrator names them with the user. */
export function federatedRows(
  realmId: string,
  { id, representation }: Pick<UserRecord, 'id' | 'representation'>,
): readonly FederatedIdentityRow[] {
  const listed: unknown = representation['federatedIdentities']
  if (!Array.isArray(listed)) return []
  const byProvider = new Map<string, FederatedIdentityRow>()
  for (const one of listed) {
    const provider = isObject(one) ? textOf(one['identityProvider']) : undefined
    const externalId = isObject(one) ? textOf(one['userId']) : undefined
    if (provider === undefined || externalId === undefined || byProvider.has(provider)) continue
    byProvider.set(provider, {
      realm_id: realmId,
      user_id: id,
      identity_provider: provider,
      external_id: externalId,
      external_name: textOf(one['userName']) ?? null,
    })
  }
  return [...byProvider.values()]
}

export function federatedIdentityOf(row: FederatedIdentityRow): FederatedIdentity {
  return {
    identityProvider: row.identity_provider,
    userId: row.external_id,
    ...(row.external_name !== null && { userName: row.external_name }),
  }
}
