import type ClientScopeRepresentation from '@keycloak/keycloak-admin-client/lib/defs/clientScopeRepresentation.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { type ListPage, type ListSearch, pageOf } from './page-of.ts'
import { NotThere } from './problem.ts'
import { queryClient } from './query-client.ts'

export type ClientScope = ClientScopeRepresentation & { readonly id: string; readonly name: string }

/** Whether a scope comes always, when it is asked for, or not at all. */
export type Assignment = 'default' | 'optional' | 'none'
export type AssignedScope = ClientScope & { readonly assignment: Assignment }

/** The Admin client declares these two so that no argument fits; they take the realm as all others do. */
const ofNewClients: Readonly<
  Record<
    'listDefaultClientScopes' | 'listDefaultOptionalClientScopes',
    (of: { realm: string }) => Promise<ClientScopeRepresentation[]>
  >
> = Object(adminClient.clientScopes)

/** A realm has few enough scopes to come whole, with what new clients get of them. */
export const scopesOfRealm = (realm: string) =>
  queryOptions({
    queryKey: ['client-scopes', realm, 'all'],
    queryFn: async () => {
      const [all, standard, optional] = await Promise.all([
        adminClient.clientScopes.find({ realm }),
        ofNewClients.listDefaultClientScopes({ realm }),
        ofNewClients.listDefaultOptionalClientScopes({ realm }),
      ])
      return assigned(all, standard, optional)
    },
  })

/** The server neither pages nor searches them. */
export const scopeList = (realm: string, search: ListSearch) =>
  queryOptions({
    queryKey: ['client-scopes', realm, 'list', search],
    queryFn: async () => sliceOf(await queryClient.fetchQuery({ ...scopesOfRealm(realm), staleTime: 0 }), search),
  })

export const scopeById = (realm: string, id: string) =>
  queryOptions({
    queryKey: ['client-scopes', realm, 'one', id],
    queryFn: async () => {
      const scope = await adminClient.clientScopes.findOne({ realm, id })
      if (scope === undefined || scope === null || !isScope(scope)) throw new NotThere()
      return scope
    },
  })

/** Every scope of the realm, with what a client has of it. */
export const scopesOfClient = (realm: string, id: string) =>
  queryOptions({
    queryKey: ['clients', realm, 'scopes', id],
    queryFn: async () => {
      const [all, standard, optional] = await Promise.all([
        adminClient.clientScopes.find({ realm }),
        adminClient.clients.listDefaultClientScopes({ realm, id }),
        adminClient.clients.listOptionalClientScopes({ realm, id }),
      ])
      return assigned(all, standard, optional)
    },
  })

/** Those of them that the client has. */
export const clientScopeList = (realm: string, id: string, search: ListSearch) =>
  queryOptions({
    queryKey: ['clients', realm, 'scopes', id, search],
    queryFn: async () => {
      const all = await queryClient.fetchQuery({ ...scopesOfClient(realm, id), staleTime: 0 })
      return sliceOf(
        all.filter(({ assignment }) => assignment !== 'none'),
        search,
      )
    },
  })

/** @returns the new scope's `id`. */
export async function createScope(
  realm: string,
  scope: ClientScopeRepresentation,
  assignment: Assignment,
): Promise<string> {
  const { id } = await adminClient.clientScopes.create({ realm, ...scope })
  if (assignment !== 'none') await setRealmAssignment(realm, id, 'none', assignment)
  await forget(realm)
  return id
}

export async function updateScope(realm: string, scope: ClientScope): Promise<void> {
  await adminClient.clientScopes.update({ realm, id: scope.id }, scope)
  await forget(realm)
}

export async function deleteScope(realm: string, id: string): Promise<void> {
  await adminClient.clientScopes.del({ realm, id })
  queryClient.removeQueries({ queryKey: ['client-scopes', realm, 'one', id] })
  await forget(realm)
}

/** What new clients get; those that are there keep what they have. */
export async function setRealmAssignment(realm: string, id: string, from: Assignment, to: Assignment): Promise<void> {
  const { clientScopes } = adminClient
  if (from === 'default') await clientScopes.delDefaultClientScope({ realm, id })
  if (from === 'optional') await clientScopes.delDefaultOptionalClientScope({ realm, id })
  if (to === 'default') await clientScopes.addDefaultClientScope({ realm, id })
  if (to === 'optional') await clientScopes.addDefaultOptionalClientScope({ realm, id })
  await forget(realm)
}

export async function setClientAssignment(
  realm: string,
  client: string,
  scopes: readonly AssignedScope[],
  to: Assignment,
): Promise<void> {
  const { clients } = adminClient
  for (const { id: clientScopeId, assignment } of scopes) {
    const which = { realm, id: client, clientScopeId }
    if (assignment === 'default') await clients.delDefaultClientScope(which)
    if (assignment === 'optional') await clients.delOptionalClientScope(which)
    if (to === 'default') await clients.addDefaultClientScope(which)
    if (to === 'optional') await clients.addOptionalClientScope(which)
  }
  await queryClient.invalidateQueries({ queryKey: ['clients', realm] })
}

async function forget(realm: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['client-scopes', realm] })
  await queryClient.invalidateQueries({ queryKey: ['clients', realm, 'scopes'] })
}

function sliceOf(scopes: readonly AssignedScope[], search: ListSearch): Promise<ListPage<AssignedScope>> {
  const wanted = (search.q ?? '').toLowerCase()
  const found = scopes.filter(({ name }) => name.toLowerCase().includes(wanted))
  return pageOf(search, async ({ first, max }) => found.slice(first, first + max))
}

function assigned(
  all: readonly ClientScopeRepresentation[],
  standard: readonly ClientScopeRepresentation[],
  optional: readonly ClientScopeRepresentation[],
): readonly AssignedScope[] {
  const standardIds = new Set(standard.map(({ id }) => id))
  const optionalIds = new Set(optional.map(({ id }) => id))
  const assignmentOf = (id: string) => (standardIds.has(id) ? 'default' : optionalIds.has(id) ? 'optional' : 'none')
  return all
    .filter(isScope)
    .map((scope) => ({ ...scope, assignment: assignmentOf(scope.id) }) as const)
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

function isScope(scope: ClientScopeRepresentation): scope is ClientScope {
  return scope.id !== undefined && scope.name !== undefined
}
