import type IdentityProviderMapperRepresentation from '@keycloak/keycloak-admin-client/lib/defs/identityProviderMapperRepresentation.js'
import type { IdentityProviderMapperTypeRepresentation } from '@keycloak/keycloak-admin-client/lib/defs/identityProviderMapperTypeRepresentation.js'
import type IdentityProviderRepresentation from '@keycloak/keycloak-admin-client/lib/defs/identityProviderRepresentation.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { type ListSearch, pageOf } from './page-of.ts'
import { NotThere } from './problem.ts'
import type { MapperProperty, MapperType } from './protocol-mappers.ts'
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

/** What a provider says of itself, as settings. @param fromUrl - of its discovery document; the server fetches it. */
export async function readDiscovery(realm: string, fromUrl: string): Promise<Readonly<Record<string, string>>> {
  return api.importFromUrl({ realm, providerId: 'oidc', fromUrl })
}

/** What kinds of mappers a provider may have, by name. Their settings are called by keys of our words. */
export const providerMapperTypes = (realm: string, alias: string) =>
  queryOptions({
    queryKey: ['identity-providers', realm, 'mapper-types', alias],
    queryFn: async (): Promise<readonly MapperType[]> =>
      Object.values(await api.findMapperTypes({ realm, alias }))
        .map(typeOf)
        .toSorted((a, b) => a.name.localeCompare(b.name)),
    staleTime: Number.POSITIVE_INFINITY,
  })

export async function addProviderMapper(
  realm: string,
  alias: string,
  mapper: IdentityProviderMapperRepresentation,
): Promise<void> {
  await api.createMapper({ realm, alias, identityProviderMapper: { identityProviderAlias: alias, ...mapper } })
  await refreshMappers(realm, alias)
}

export async function updateProviderMapper(realm: string, alias: string, mapper: ProviderMapper): Promise<void> {
  await api.updateMapper({ realm, alias, id: mapper.id }, mapper)
  await refreshMappers(realm, alias)
}

export async function deleteProviderMapper(realm: string, alias: string, id: string): Promise<void> {
  await api.delMapper({ realm, alias, id })
  await refreshMappers(realm, alias)
}

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

async function refreshMappers(realm: string, alias: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['identity-providers', realm, 'mappers', alias] })
}

/** When what a provider says is taken over; every mapper has it. */
const SYNC_MODE: MapperProperty = {
  name: 'syncMode',
  label: 'idp.syncMode.label',
  help: 'idp.syncMode.tooltip',
  type: 'List',
  standard: 'INHERIT',
  options: ['INHERIT', 'IMPORT', 'FORCE', 'LEGACY'],
  required: false,
}

function typeOf({ id = '', name = id, helpText = '', properties = [] }: IdentityProviderMapperTypeRepresentation) {
  // two kinds call different things an attribute
  const words = id.includes('session-attribute') ? 'idp.note' : 'idp'
  const own = properties.map(({ name: setting = '', type = 'String', defaultValue, options = [] }): MapperProperty => {
    const key = `${words}.${setting}`
    const standard = defaultValue === undefined || defaultValue === null ? '' : String(defaultValue)
    return { name: setting, label: `${key}.label`, help: `${key}.tooltip`, type, standard, options, required: false }
  })
  return { id, name, help: helpText, properties: [SYNC_MODE, ...own] }
}

function isProvider(provider: IdentityProviderRepresentation): provider is Provider {
  return provider.alias !== undefined
}

function isMapper(mapper: IdentityProviderMapperRepresentation): mapper is ProviderMapper {
  return mapper.id !== undefined && mapper.name !== undefined
}
