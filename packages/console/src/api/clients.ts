import type ClientRepresentation from '@keycloak/keycloak-admin-client/lib/defs/clientRepresentation.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { type ListSearch, pageOf } from './page-of.ts'
import { NotThere } from './problem.ts'
import { queryClient } from './query-client.ts'
import { isOfSecret } from './secret-attributes.ts'

export type Client = ClientRepresentation & { readonly id: string; readonly clientId: string }

export const clientList = (realm: string, search: ListSearch) =>
  queryOptions({
    queryKey: ['clients', realm, 'list', search],
    queryFn: () =>
      pageOf(search, async (slice) => {
        const filter = search.q === undefined ? {} : { clientId: search.q, search: true }
        return (await adminClient.clients.find({ realm, ...slice, ...filter })).filter(isClient)
      }),
  })

/** What the server writes in place of what must not be told. */
const MASKED = /^\*+$/

export const clientById = (realm: string, id: string) =>
  queryOptions({
    queryKey: ['clients', realm, 'one', id],
    queryFn: async () => {
      const client = await adminClient.clients.findOne({ realm, id })
      if (client === undefined || client === null || !isClient(client)) throw new NotThere()
      return client
    },
  })

/** The secret of a confidential client: with the client itself, or asked for where the server leaves it out there. */
export const clientSecret = (realm: string, { id, secret }: Client) =>
  queryOptions({
    queryKey: ['clients', realm, 'secret', id],
    queryFn: async () => {
      if (secret !== undefined && !MASKED.test(secret)) return secret
      return (await adminClient.clients.getClientSecret({ realm, id })).value ?? ''
    },
    gcTime: 0,
    staleTime: 0,
  })

/** The user that stands for a client when it gets tokens for itself. */
export const serviceAccountOf = (realm: string, id: string) =>
  queryOptions({
    queryKey: ['clients', realm, 'service-account', id],
    queryFn: async () => {
      const user = await adminClient.clients.getServiceAccountUser({ realm, id })
      if (user.id === undefined) throw new NotThere()
      return { id: user.id, name: user.username ?? user.id }
    },
  })

/** The attribute by which a client proves itself with a key (RFC 7523). */
const CREDENTIAL = 'jwt.credential'

/** Base64 of the certificate's DER; `null` where there is none. */
export const clientCertificate = (realm: string, id: string) =>
  queryOptions({
    queryKey: ['clients', realm, 'certificate', id],
    queryFn: async () => (await adminClient.clients.getKeyInfo({ realm, id, attr: CREDENTIAL })).certificate ?? null,
  })

/** @returns base64 of the private key's DER, which is told this once. */
export async function generateClientKey(realm: string, id: string): Promise<string | undefined> {
  const { privateKey } = await adminClient.clients.generateKey({ realm, id, attr: CREDENTIAL })
  await queryClient.invalidateQueries({ queryKey: ['clients', realm] })
  return privateKey
}

/** @returns the new client's `id`. */
export async function createClient(realm: string, client: ClientRepresentation): Promise<string> {
  const { id } = await adminClient.clients.create({ realm, ...client })
  await queryClient.invalidateQueries({ queryKey: ['clients', realm] })
  return id
}

/** What a page was loaded with may be old: a secret that was replaced or dropped meanwhile must not come back with it. */
export async function updateClient(realm: string, { secret: _, attributes, ...client }: Client): Promise<void> {
  const others = Object.entries(attributes ?? {}).filter(([name]) => !isOfSecret(name))
  const settings = { ...client, ...(attributes !== undefined && { attributes: Object.fromEntries(others) }) }
  await adminClient.clients.update({ realm, id: client.id }, settings)
  await queryClient.invalidateQueries({ queryKey: ['clients', realm] })
}

export async function deleteClient(realm: string, id: string): Promise<void> {
  await adminClient.clients.del({ realm, id })
  queryClient.removeQueries({ queryKey: ['clients', realm, 'one', id] })
  await queryClient.invalidateQueries({ queryKey: ['clients', realm, 'list'] })
}

export async function regenerateClientSecret(realm: string, client: Client): Promise<void> {
  const { id } = client
  const { value } = await adminClient.clients.generateNewClientSecret({ realm, id })
  queryClient.setQueryData(clientSecret(realm, client).queryKey, value ?? '')
  await queryClient.invalidateQueries({ queryKey: ['clients', realm, 'one', id] })
}

export async function invalidateRotatedSecret(realm: string, id: string): Promise<void> {
  await adminClient.clients.invalidateSecret({ realm, id })
  await queryClient.invalidateQueries({ queryKey: ['clients', realm, 'one', id] })
}

function isClient(client: ClientRepresentation): client is Client {
  return client.id !== undefined && client.clientId !== undefined
}
