import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { ownWords } from './own-words.ts'

export interface Found {
  readonly kind: 'client' | 'user' | 'role'
  readonly id: string
  readonly name: string
  readonly detail: string
}

const MOST = 5

/** Clients, users and roles with this in their name. What the administrator may not see is left out. */
export const searchEverything = (realm: string, text: string) =>
  queryOptions({
    queryKey: ['search', realm, text],
    queryFn: async () => {
      const searches = [findClients(realm, text), findUsers(realm, text), findRoles(realm, text)]
      const settled = await Promise.allSettled(searches)
      return settled.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
    },
    enabled: text !== '',
    staleTime: 10_000,
  })

async function findClients(realm: string, text: string): Promise<readonly Found[]> {
  const found = await adminClient.clients.find({ realm, clientId: text, search: true, max: MOST })
  return found.map(({ id = '', clientId = '', name }) => ({
    kind: 'client',
    id,
    name: clientId,
    detail: ownWords(name),
  }))
}

async function findUsers(realm: string, text: string): Promise<readonly Found[]> {
  const found = await adminClient.users.find({ realm, search: text, max: MOST })
  return found.map(({ id = '', username = '', email = '' }) => ({ kind: 'user', id, name: username, detail: email }))
}

async function findRoles(realm: string, text: string): Promise<readonly Found[]> {
  const found = await adminClient.roles.find({ realm, search: text, max: MOST })
  return found.map(({ id = '', name = '', description }) => ({ kind: 'role', id, name, detail: ownWords(description) }))
}
