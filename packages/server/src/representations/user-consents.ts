import { isObject, textOf, textsOf } from './fields.ts'
import type { UserRepresentation } from './keycloak.ts'

/** What a user agreed to with a client; times in epoch milliseconds. */
export interface Consent {
  readonly clientId: string
  readonly grantedClientScopes: readonly string[]
  readonly createdDate?: number
  readonly lastUpdatedDate?: number
}

/** Those of `clientConsents` that name a client; of two that name the same, the first. */
export function consentsOf({ clientConsents }: UserRepresentation): readonly Consent[] {
  const found = new Map<string, Consent>()
  for (const consent of listOf(clientConsents)) {
    if (!isObject(consent)) continue
    const clientId = textOf(consent['clientId'])
    if (clientId === undefined || found.has(clientId)) continue
    const { createdDate, lastUpdatedDate } = consent
    found.set(clientId, {
      clientId,
      grantedClientScopes: textsOf(consent['grantedClientScopes']),
      ...(typeof createdDate === 'number' && { createdDate }),
      ...(typeof lastUpdatedDate === 'number' && { lastUpdatedDate }),
    })
  }
  return [...found.values()]
}

export function withoutConsent(user: UserRepresentation, clientId: string): UserRepresentation {
  const { clientConsents, ...others } = user
  const kept = listOf(clientConsents).filter((consent) => !isObject(consent) || consent['clientId'] !== clientId)
  return { ...others, ...(kept.length > 0 && { clientConsents: kept }) }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
