import type CredentialRepresentation from '@keycloak/keycloak-admin-client/lib/defs/credentialRepresentation.js'
import type UserRepresentation from '@keycloak/keycloak-admin-client/lib/defs/userRepresentation.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { type ListSearch, pageOf } from './page-of.ts'
import { NotThere } from './problem.ts'
import { queryClient } from './query-client.ts'

export type User = UserRepresentation & { readonly id: string; readonly username: string }

export const userList = (realm: string, search: ListSearch) =>
  queryOptions({
    queryKey: ['users', realm, 'list', search],
    queryFn: () =>
      pageOf(search, async (slice) => {
        const filter = search.q === undefined ? {} : { search: search.q }
        return (await adminClient.users.find({ realm, briefRepresentation: true, ...slice, ...filter })).filter(isUser)
      }),
  })

/** How many there are in all. What is searched for is not counted: that would be to go through it all. */
export const userCount = (realm: string) =>
  queryOptions({
    queryKey: ['users', realm, 'list', 'count'],
    queryFn: () => adminClient.users.count({ realm }),
  })

/** With what the realm's user profile says of the attributes. */
export const userById = (realm: string, id: string) =>
  queryOptions({
    queryKey: ['users', realm, 'one', id],
    queryFn: async () => {
      const user = await adminClient.users.findOne({ realm, id, userProfileMetadata: true })
      if (user === undefined || user === null || !isUser(user)) throw new NotThere()
      return user
    },
  })

/** What a new user is asked for. */
export const profileMetadata = (realm: string) =>
  queryOptions({
    queryKey: ['users', realm, 'profile-metadata'],
    queryFn: () => adminClient.users.getProfileMetadata({ realm }),
    staleTime: 60_000,
  })

/** What becomes of attributes that the profile doesn't declare. */
export const unmanagedPolicy = (realm: string) =>
  queryOptions({
    queryKey: ['users', realm, 'unmanaged-policy'],
    queryFn: async () => String((await adminClient.users.getProfile({ realm })).unmanagedAttributePolicy ?? 'DISABLED'),
    staleTime: 60_000,
  })

/** Actions that users of the realm can be asked for, in their order. */
export const requiredActions = (realm: string) =>
  queryOptions({
    queryKey: ['users', realm, 'required-actions'],
    queryFn: async () => {
      const actions = await adminClient.authenticationManagement.getRequiredActions(inRealm(realm))
      return actions.flatMap(({ alias, name, enabled }) => {
        return alias === undefined || enabled === false ? [] : [{ alias, name: name ?? alias }]
      })
    },
    staleTime: 60_000,
  })

/** @returns the new user's `id`. */
export async function createUser(realm: string, user: UserRepresentation): Promise<string> {
  const { id } = await adminClient.users.create({ realm, ...user })
  await queryClient.invalidateQueries({ queryKey: ['users', realm, 'list'] })
  return id
}

export async function updateUser(realm: string, user: User): Promise<void> {
  const { userProfileMetadata: _, access: _access, ...sent } = user
  await adminClient.users.update({ realm, id: user.id }, sent)
  await invalidate(realm, user.id)
}

export async function deleteUser(realm: string, id: string): Promise<void> {
  await adminClient.users.del({ realm, id })
  queryClient.removeQueries({ queryKey: ['users', realm, 'one', id] })
  await queryClient.invalidateQueries({ queryKey: ['users', realm, 'list'] })
  await queryClient.invalidateQueries({ queryKey: ['groups', realm] })
}

export type UserCredential = CredentialRepresentation & { readonly id: string; readonly type: string }

export const userCredentials = (realm: string, id: string) =>
  queryOptions({
    queryKey: ['users', realm, 'credentials', id],
    queryFn: async () => (await adminClient.users.getCredentials({ realm, id })).filter(isCredential),
  })

/** @param temporary - the user must choose another at the next sign-in. */
export async function setPassword(realm: string, id: string, value: string, temporary: boolean): Promise<void> {
  await adminClient.users.resetPassword({ realm, id, credential: { type: 'password', value, temporary } })
  await invalidate(realm, id)
}

export async function labelCredential(realm: string, id: string, credentialId: string, label: string): Promise<void> {
  await adminClient.users.updateCredentialLabel({ realm, id, credentialId }, label)
  await invalidate(realm, id)
}

/** @param after - the credential it stands behind; without it, it goes to the front. */
export async function moveCredential(
  realm: string,
  id: string,
  credentialId: string,
  after: string | undefined,
): Promise<void> {
  const asked = { realm, id, credentialId }
  if (after === undefined) await adminClient.users.moveCredentialPositionUp(asked)
  else await adminClient.users.moveCredentialPositionDown({ ...asked, newPreviousCredentialId: after })
  await invalidate(realm, id)
}

export async function deleteCredential(realm: string, id: string, credentialId: string): Promise<void> {
  await adminClient.users.deleteCredential({ realm, id, credentialId })
  await invalidate(realm, id)
}

/** Signs the administrator's browser in as the user. @returns where the user's account is. */
export async function impersonate(realm: string, id: string): Promise<string> {
  const answer = await adminClient.users.impersonation({ realm, id }, { user: id, realm })
  return String(answer['redirect'] ?? '')
}

/** Whether too many wrong passwords keep the user out for now. */
export const lockedOut = (realm: string, id: string) =>
  queryOptions({
    queryKey: ['users', realm, 'locked-out', id],
    queryFn: async () => {
      const status = await adminClient.attackDetection.findOne({ realm, id })
      return { locked: status?.['disabled'] === true, failures: Number(status?.['numFailures'] ?? 0) }
    },
  })

export async function unlock(realm: string, id: string): Promise<void> {
  await adminClient.attackDetection.del({ realm, id })
  await queryClient.invalidateQueries({ queryKey: ['users', realm, 'locked-out', id] })
}

/** The client's type says that some calls take nothing; they take the realm like all others. */
function inRealm(realm: string): Parameters<typeof adminClient.authenticationManagement.getRequiredActions>[0] {
  return { realm } as Parameters<typeof adminClient.authenticationManagement.getRequiredActions>[0]
}

async function invalidate(realm: string, id: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['users', realm, 'one', id] })
  await queryClient.invalidateQueries({ queryKey: ['users', realm, 'credentials', id] })
  await queryClient.invalidateQueries({ queryKey: ['users', realm, 'list'] })
}

function isUser(user: UserRepresentation): user is User {
  return user.id !== undefined && user.username !== undefined
}

function isCredential(credential: CredentialRepresentation): credential is UserCredential {
  return credential.id !== undefined && credential.type !== undefined
}
