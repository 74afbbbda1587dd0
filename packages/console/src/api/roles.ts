import type RoleRepresentation from '@keycloak/keycloak-admin-client/lib/defs/roleRepresentation.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { clientById } from './clients.ts'
import { type ListSearch, pageOf } from './page-of.ts'
import { NotThere } from './problem.ts'
import { queryClient } from './query-client.ts'

export type Role = RoleRepresentation & { readonly id: string; readonly name: string }

/** Whose roles: those of the client with this `id`; without it the realm's own. */
export type RoleOwner = string | undefined

export function ownerOf({ clientRole, containerId }: Role): RoleOwner {
  return clientRole ? containerId : undefined
}

/** How a mapper's settings name a role: that of a client with the client's ID before it. */
export async function qualifiedName(realm: string, role: Role): Promise<string> {
  const owner = ownerOf(role)
  if (owner === undefined) return role.name
  const { clientId } = await queryClient.fetchQuery(clientById(realm, owner))
  return `${clientId}.${role.name}`
}

export const roleList = (realm: string, owner: RoleOwner, search: ListSearch) =>
  queryOptions({
    queryKey: ['roles', realm, 'list', owner ?? null, search],
    queryFn: () =>
      pageOf(search, async (slice) => {
        const asked = { realm, ...slice, ...(search.q !== undefined && { search: search.q }) }
        const found =
          owner === undefined
            ? await adminClient.roles.find(asked)
            : await adminClient.clients.listRoles({ ...asked, id: owner })
        return found.filter(isRole)
      }),
  })

export const roleById = (realm: string, id: string) =>
  queryOptions({
    queryKey: ['roles', realm, 'one', id],
    queryFn: async () => {
      const role = await adminClient.roles.findOneById({ realm, id })
      if (role === undefined || role === null || !isRole(role)) throw new NotThere()
      return role
    },
  })

export const usersInRole = (realm: string, role: Role, search: ListSearch) =>
  queryOptions({
    queryKey: ['roles', realm, 'users', role.id, search],
    queryFn: () =>
      pageOf(search, async (slice) => {
        const owner = ownerOf(role)
        const asked = { realm, briefRepresentation: true, ...slice }
        return owner === undefined
          ? await adminClient.roles.findUsersWithRole({ ...asked, name: role.name })
          : await adminClient.clients.findUsersWithRole({ ...asked, id: owner, roleName: role.name })
      }),
  })

/** @returns the new role's `id`. */
export async function createRole(
  realm: string,
  owner: RoleOwner,
  role: { readonly name: string; readonly description: string },
): Promise<string> {
  const { name } = role
  if (owner === undefined) await adminClient.roles.create({ realm, ...role })
  else await adminClient.clients.createRole({ realm, id: owner, ...role })
  const made =
    owner === undefined
      ? await adminClient.roles.findOneByName({ realm, name })
      : await adminClient.clients.findRole({ realm, id: owner, roleName: name })
  await queryClient.invalidateQueries({ queryKey: ['roles', realm, 'list'] })
  if (made?.id === undefined) throw new NotThere()
  return made.id
}

export async function updateRole(realm: string, role: Role): Promise<void> {
  await adminClient.roles.updateById({ realm, id: role.id }, role)
  await queryClient.invalidateQueries({ queryKey: ['roles', realm] })
}

export async function deleteRole(realm: string, id: string): Promise<void> {
  await adminClient.roles.delById({ realm, id })
  queryClient.removeQueries({ queryKey: ['roles', realm, 'one', id] })
  await queryClient.invalidateQueries({ queryKey: ['roles', realm, 'list'] })
  await queryClient.invalidateQueries({ queryKey: ['role-mappings', realm] })
}

export function isRole(role: RoleRepresentation): role is Role {
  return role.id !== undefined && role.name !== undefined
}
