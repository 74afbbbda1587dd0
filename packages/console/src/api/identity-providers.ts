import type IdentityProviderMapperRepresentation from '@keycloak/keycloak-admin-client/lib/defs/identityProviderMapperRepresentation.js'
import type IdentityProviderRepresentation from '@keycloak/keycloak-admin-client/lib/defs/identityProviderRepresentation.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { type ListSearch, pageOf } from './page-of.ts'
import { NotThere } from './problem.ts'
import { queryClient } from './query-client.ts'

const api = adminClient.identityProviders

export type Provider = IdentityProviderRepresentation & { readonly alias: string }
export type ProviderMapper = IdentityProviderMapperRepresentation & { readonly id: string; readonly name: string }

export const providerList = (realm: string, search: ListSearch) =>
  queryOptions({
    queryKey: ['identity-providers', realm, 'list', search],
    queryFn: () =>
      pageOf(search, async (slice) => {
        const filter = search.q === undefined ? {} : { search: search.q }
        return (await api.find({ realm, ...slice, ...filter })).filter(isProvider)
      }),
  })

export const providerByAlias = (realm: string, alias: string) =>
  queryOptions({
    queryKey: ['identity-providers', realm, 'one', alias],
    queryFn: async () => {
      const provider = await api.findOne({ realm, alias })
      if (provider === undefined || provider === null || !isProvider(provider)) throw new NotThere()
      return provider
    },
  })

export const providerMappers = (realm: string, alias: string) =>
  queryOptions({
    queryKey: ['identity-providers', realm, 'mappers', alias],
    queryFn: async () => (await api.findMappers({ realm, alias })).filter(isMapper),
  })

export async function createProvider(realm: string, provider: Provider): Promise<void> {
  await api.create({ realm, ...provider })
  await refresh(realm)
}

export async function updateProvider(realm: string, provider: Provider): Promise<void> {
  await api.update({ realm, alias: provider.alias }, provider)
  await refresh(realm)
}

export async function deleteProvider(realm: string, alias: string): Promise<void> {
  await api.del({ realm, alias })
  queryClient.removeQueries({ queryKey: ['identity-providers', realm, 'one', alias] })
  await queryClient.invalidateQueries({ queryKey: ['identity-providers', realm, 'list'] })
}

async function refresh(realm: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['identity-providers', realm] })
}

function isProvider(provider: IdentityProviderRepresentation): provider is Provider {
  return provider.alias !== undefined
}

function isMapper(mapper: IdentityProviderMapperRepresentation): mapper is ProviderMapper {
  return mapper.id !== undefined && mapper.name !== undefined
}
