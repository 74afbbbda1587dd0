/** Where a user is signed in, what the user agreed to, and the accounts elsewhere. */
import type FederatedIdentityRepresentation from '@keycloak/keycloak-admin-client/lib/defs/federatedIdentityRepresentation.js'
import type UserConsentRepresentation from '@keycloak/keycloak-admin-client/lib/defs/userConsentRepresentation.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { problemOf } from './problem.ts'
import { queryClient } from './query-client.ts'

export const userSessions = (realm: string, id: string) =>
  queryOptions({
    queryKey: ['users', realm, 'sessions', id],
    queryFn: () => adminClient.users.listSessions({ realm, id }),
  })

export async function signOutOf(realm: string, userId: string, sessionId: string): Promise<void> {
  await adminClient.realms.removeSession({ realm, sessionId })
  await queryClient.invalidateQueries({ queryKey: ['users', realm, 'sessions', userId] })
}

export async function signOutEverywhere(realm: string, id: string): Promise<void> {
  await adminClient.users.logout({ realm, id })
  await queryClient.invalidateQueries({ queryKey: ['users', realm, 'sessions', id] })
}

export interface UserConsent {
  readonly clientId: string
  readonly scopes: readonly string[]
  readonly given: number | undefined
  readonly changed: number | undefined
  /** Whether the user agreed to something, beside what tokens the client holds. */
  readonly agreed: boolean
  readonly offline: boolean
}

export const userConsents = (realm: string, id: string) =>
  queryOptions({
    queryKey: ['users', realm, 'consents', id],
    queryFn: async () => (await adminClient.users.listConsents({ realm, id })).map(consentOf),
  })

/** A client without a consent stands in the list for its offline token, without scopes and times. */
function consentOf(consent: UserConsentRepresentation): UserConsent {
  const { clientId = '', grantedClientScopes: scopes = [], createdDate: given, lastUpdatedDate: changed } = consent
  const offline =
    'additionalGrants' in consent && Array.isArray(consent.additionalGrants) && consent.additionalGrants.length > 0
  return { clientId, scopes, given, changed, offline, agreed: !offline || scopes.length > 0 || given !== undefined }
}

export async function revokeConsent(realm: string, id: string, clientId: string): Promise<void> {
  await adminClient.users.revokeConsent({ realm, id, clientId })
  await queryClient.invalidateQueries({ queryKey: ['users', realm, 'sessions', id] })
  await queryClient.invalidateQueries({ queryKey: ['users', realm, 'consents', id] })
}

export const identityLinks = (realm: string, id: string) =>
  queryOptions({
    queryKey: ['users', realm, 'identity-links', id],
    queryFn: () => adminClient.users.listFederatedIdentities({ realm, id }),
  })

/** The aliases of the realm's identity providers; none where the server has no such thing or they may not be seen. */
export const identityProviderAliases = (realm: string) =>
  queryOptions({
    queryKey: ['identity-providers', realm, 'aliases'],
    queryFn: async () => {
      try {
        return (await adminClient.identityProviders.find({ realm })).flatMap(({ alias }) => alias ?? [])
      } catch (error) {
        if (['missing', 'forbidden'].includes(problemOf(error).kind)) return []
        throw error
      }
    },
    staleTime: 60_000,
  })

export async function linkIdentity(realm: string, id: string, link: FederatedIdentityRepresentation): Promise<void> {
  const federatedIdentityId = link.identityProvider ?? ''
  await adminClient.users.addToFederatedIdentity({ realm, id, federatedIdentityId, federatedIdentity: link })
  await queryClient.invalidateQueries({ queryKey: ['users', realm, 'identity-links', id] })
}

export async function unlinkIdentity(realm: string, id: string, federatedIdentityId: string): Promise<void> {
  await adminClient.users.delFromFederatedIdentity({ realm, id, federatedIdentityId })
  await queryClient.invalidateQueries({ queryKey: ['users', realm, 'identity-links', id] })
}
