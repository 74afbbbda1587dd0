import type MappingsRepresentation from '@keycloak/keycloak-admin-client/lib/defs/mappingsRepresentation.js'
import type RoleRepresentation from '@keycloak/keycloak-admin-client/lib/defs/roleRepresentation.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { type Group, groupById, groupsOfUser } from './groups.ts'
import { type Inheritance, type RoleSource, withInherited } from './inherited-roles.ts'
import { problemOf } from './problem.ts'
import { queryClient } from './query-client.ts'
import { isRole, ownerOf, type Role } from './roles.ts'

/** Who has roles: a user, a group, a role that stands for others; or a scope, which lets them pass into tokens. */
export interface RoleHolder {
  readonly kind: 'user' | 'group' | 'role' | 'client' | 'clientScope'
  readonly id: string
  readonly name: string
}

export interface HeldRoles extends Inheritance {
  /** Client IDs by the `id` of the clients whose roles these are. */
  readonly clientIds: ReadonlyMap<string, string>
}

type Start = { readonly role: Role; readonly source: RoleSource }

/** Every role that somebody has, with where it comes from. */
export const heldRoles = (realm: string, holder: RoleHolder) =>
  queryOptions({
    queryKey: ['role-mappings', realm, holder.kind, holder.id],
    queryFn: async (): Promise<HeldRoles> => {
      const starts = [...(await givenTo(realm, holder)), ...(await givenByGroups(realm, holder))]
      const inheritance = await withInherited(starts, (role) => compositesOf(realm, role))
      return { ...inheritance, clientIds: await clientIdsOf(realm, inheritance) }
    },
  })

export async function giveRoles(realm: string, holder: RoleHolder, roles: readonly Role[]): Promise<void> {
  const { id } = holder
  if (holder.kind === 'role') await adminClient.roles.createComposite({ realm, roleId: id }, [...roles])
  else if (isScope(holder.kind)) {
    const scope = scopeOf(holder.kind)
    for (const [client, of] of byOwner(roles)) {
      if (client === undefined) await scope.addRealmScopeMappings({ realm, id }, of)
      else await scope.addClientScopeMappings({ realm, id, client }, of)
    }
  } else {
    const mapper = mapperOf(holder.kind)
    for (const [owner, of] of byOwner(roles)) {
      if (owner === undefined) await mapper.addRealmRoleMappings({ realm, id, roles: of })
      else await mapper.addClientRoleMappings({ realm, id, clientUniqueId: owner, roles: of })
    }
  }
  await changed(realm, holder)
}

export async function takeRoles(realm: string, holder: RoleHolder, roles: readonly Role[]): Promise<void> {
  const { id } = holder
  if (holder.kind === 'role') await adminClient.roles.delCompositeRoles({ realm, id }, [...roles])
  else if (isScope(holder.kind)) {
    const scope = scopeOf(holder.kind)
    for (const [client, of] of byOwner(roles)) {
      if (client === undefined) await scope.delRealmScopeMappings({ realm, id }, of)
      else await scope.delClientScopeMappings({ realm, id, client }, of)
    }
  } else {
    const mapper = mapperOf(holder.kind)
    for (const [owner, of] of byOwner(roles)) {
      if (owner === undefined) await mapper.delRealmRoleMappings({ realm, id, roles: of })
      else await mapper.delClientRoleMappings({ realm, id, clientUniqueId: owner, roles: of })
    }
  }
  await changed(realm, holder)
}

const mapperOf = (kind: 'user' | 'group') => (kind === 'user' ? adminClient.users : adminClient.groups)

type ScopeKind = 'client' | 'clientScope'

function isScope(kind: RoleHolder['kind']): kind is ScopeKind {
  return kind === 'client' || kind === 'clientScope'
}

const scopeOf = (kind: ScopeKind) => (kind === 'client' ? adminClient.clients : adminClient.clientScopes)

function byOwner(roles: readonly Role[]): ReadonlyMap<string | undefined, Role[]> {
  return Map.groupBy(roles, ownerOf)
}

/** What one group or role gives reaches others. */
async function changed(realm: string, { kind }: RoleHolder): Promise<void> {
  // first what the mappings are read from: a group tells whether it gives roles
  if (kind === 'group') await queryClient.invalidateQueries({ queryKey: ['groups', realm] })
  // a role tells whether it stands for others, and who has it
  await queryClient.invalidateQueries({ queryKey: ['roles', realm] })
  await queryClient.invalidateQueries({ queryKey: ['role-mappings', realm] })
}

async function givenTo(realm: string, { kind, id }: RoleHolder): Promise<readonly Start[]> {
  const roles =
    kind === 'role'
      ? await adminClient.roles.getCompositeRoles({ realm, id })
      : isScope(kind)
        ? rolesIn(await scopeOf(kind).listScopeMappings({ realm, id }))
        : rolesIn(await mapperOf(kind).listRoleMappings({ realm, id }))
  return roles.filter(isRole).map((role) => ({ role, source: { kind: 'given' } }))
}

/** A user has what the groups give, a group what those above it give. */
async function givenByGroups(realm: string, { kind, id }: RoleHolder): Promise<readonly Start[]> {
  if (kind === 'role' || isScope(kind)) return []
  const own = kind === 'group' ? await queryClient.fetchQuery(groupById(realm, id)) : undefined
  const groups = own === undefined ? await queryClient.fetchQuery(groupsOfUser(realm, id)) : []
  const reached = new Map<string, Group>()
  for (const group of groups) reached.set(group.id, group)
  let above = [own, ...groups].flatMap((group) => group?.parentId ?? [])
  while (above.length > 0) {
    const unknown = [...new Set(above)].filter((one) => !reached.has(one) && one !== id)
    const parents = await Promise.all(unknown.map((one) => queryClient.fetchQuery(groupById(realm, one))))
    for (const parent of parents) reached.set(parent.id, parent)
    above = parents.flatMap(({ parentId }) => parentId ?? [])
  }
  const giving = [...reached.values()].filter(givesRoles)
  const starts = await Promise.all(
    giving.map(async (group) => {
      const roles = rolesIn(await adminClient.groups.listRoleMappings({ realm, id: group.id }))
      const source = { kind: 'group', id: group.id, path: group.path ?? group.name } as const
      return roles.filter(isRole).map((role) => ({ role, source }))
    }),
  )
  return starts.flat()
}

function givesRoles({ realmRoles = [], clientRoles = {} }: Group): boolean {
  return realmRoles.length > 0 || Object.keys(clientRoles).length > 0
}

function rolesIn({ realmMappings = [], clientMappings = {} }: MappingsRepresentation): readonly RoleRepresentation[] {
  const ofClients = Object.values(clientMappings).flatMap((one: { readonly mappings?: RoleRepresentation[] }) => {
    return one.mappings ?? []
  })
  return [...realmMappings, ...ofClients]
}

async function compositesOf(realm: string, { id }: Role): Promise<readonly Role[] | undefined> {
  try {
    return (await adminClient.roles.getCompositeRoles({ realm, id })).filter(isRole)
  } catch (error) {
    if (problemOf(error).kind === 'forbidden') return undefined
    throw error
  }
}

async function clientIdsOf(realm: string, { held }: Inheritance): Promise<ReadonlyMap<string, string>> {
  const owners = new Set(held.flatMap(({ role }) => ownerOf(role) ?? []))
  const named = await Promise.all(
    [...owners].map(async (id) => {
      const client = await adminClient.clients.findOne({ realm, id }).catch(() => undefined)
      return [id, client?.clientId ?? id] as const
    }),
  )
  return new Map(named)
}
