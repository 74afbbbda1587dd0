import type ProtocolMapperRepresentation from '@keycloak/keycloak-admin-client/lib/defs/protocolMapperRepresentation.js'
import type { ProtocolMapperTypeRepresentation } from '@keycloak/keycloak-admin-client/lib/defs/serverInfoRepesentation.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { type ListSearch, pageOf } from './page-of.ts'
import { queryClient } from './query-client.ts'
import { serverInfo } from './server-info.ts'

export type Mapper = ProtocolMapperRepresentation & { readonly id: string; readonly name: string }

/** What has mappers of its own. */
export interface MapperHolder {
  readonly kind: 'client' | 'clientScope'
  readonly id: string
  /** For people. */
  readonly name: string
}

/** One setting of a kind of mapper. */
export interface MapperProperty {
  readonly name: string
  /** A key of our words, or words of the server. */
  readonly label: string
  readonly help: string
  readonly type: string
  readonly standard: string
  readonly options: readonly string[]
  readonly required: boolean
}

export interface MapperType {
  readonly id: string
  readonly name: string
  readonly help: string
  readonly properties: readonly MapperProperty[]
}

const PROTOCOL = 'openid-connect'

/** What kinds of mappers the server has, and those it offers ready-made. */
export const mapperAbilities = () =>
  queryOptions({
    queryKey: ['server-info', 'mappers'],
    queryFn: async () => {
      const { protocolMapperTypes, builtinProtocolMappers } = await queryClient.fetchQuery(serverInfo())
      return {
        types: (protocolMapperTypes?.[PROTOCOL] ?? []).map(typeOf).toSorted((a, b) => a.name.localeCompare(b.name)),
        predefined: builtinProtocolMappers?.[PROTOCOL] ?? [],
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

export const mappersOf = (realm: string, { kind, id }: MapperHolder) =>
  queryOptions({
    queryKey: ['mappers', realm, kind, id],
    queryFn: async () => (await resourceOf(kind).listProtocolMappers({ realm, id })).filter(isMapper),
  })

export const mapperList = (realm: string, holder: MapperHolder, search: ListSearch) =>
  queryOptions({
    queryKey: ['mappers', realm, holder.kind, holder.id, search],
    queryFn: async () => {
      const all = await queryClient.fetchQuery({ ...mappersOf(realm, holder), staleTime: 0 })
      const wanted = (search.q ?? '').toLowerCase()
      const found = all
        .filter(({ name, config }) => `${name} ${config?.['claim.name'] ?? ''}`.toLowerCase().includes(wanted))
        .toSorted((a, b) => a.name.localeCompare(b.name))
      return pageOf(search, async ({ first, max }) => found.slice(first, first + max))
    },
  })

export async function addMapper(
  realm: string,
  { kind, id }: MapperHolder,
  mapper: ProtocolMapperRepresentation,
): Promise<void> {
  await resourceOf(kind).addProtocolMapper({ realm, id }, { protocol: PROTOCOL, ...mapper })
  await forget(realm)
}

export async function addMappers(
  realm: string,
  { kind, id }: MapperHolder,
  mappers: readonly ProtocolMapperRepresentation[],
): Promise<void> {
  // a mapper that is ready-made belongs to nobody yet
  await resourceOf(kind).addMultipleProtocolMappers(
    { realm, id },
    mappers.map(({ id: _, ...mapper }) => mapper),
  )
  await forget(realm)
}

export async function updateMapper(realm: string, { kind, id }: MapperHolder, mapper: Mapper): Promise<void> {
  await resourceOf(kind).updateProtocolMapper({ realm, id, mapperId: mapper.id }, mapper)
  await forget(realm)
}

export async function deleteMapper(realm: string, { kind, id }: MapperHolder, mapperId: string): Promise<void> {
  await resourceOf(kind).delProtocolMapper({ realm, id, mapperId })
  await forget(realm)
}

/** Clients and scopes carry their mappers. */
async function forget(realm: string): Promise<void> {
  for (const key of ['mappers', 'clients', 'client-scopes']) {
    await queryClient.invalidateQueries({ queryKey: [key, realm] })
  }
}

function resourceOf(kind: MapperHolder['kind']) {
  return kind === 'client' ? adminClient.clients : adminClient.clientScopes
}

function typeOf({ id, name, helpText, properties }: ProtocolMapperTypeRepresentation): MapperType {
  return {
    id,
    name,
    help: helpText,
    properties: properties.map((property) => ({
      name: property.name ?? '',
      label: property.label ?? property.name ?? '',
      help: property.helpText ?? '',
      type: property.type ?? 'String',
      standard: property.defaultValue === undefined ? '' : String(property.defaultValue),
      options: property.options ?? [],
      required: property.required ?? false,
    })),
  }
}

function isMapper(mapper: ProtocolMapperRepresentation): mapper is Mapper {
  return mapper.id !== undefined && mapper.name !== undefined
}
