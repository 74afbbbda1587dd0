import type ComponentRepresentation from '@keycloak/keycloak-admin-client/lib/defs/componentRepresentation.js'
import type { KeyMetadataRepresentation } from '@keycloak/keycloak-admin-client/lib/defs/keyMetadataRepresentation.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { queryClient } from './query-client.ts'

export type Key = KeyMetadataRepresentation & { readonly use?: string }
export type KeyProvider = ComponentRepresentation & { readonly id: string; readonly name: string }

export interface RealmKeys {
  /** By the order in which the server would take them. */
  readonly keys: readonly Key[]
  readonly providers: readonly KeyProvider[]
}

export const KEY_PROVIDER = 'org.keycloak.keys.KeyProvider'

export const realmKeys = (realm: string) =>
  queryOptions({
    queryKey: ['keys', realm],
    queryFn: async (): Promise<RealmKeys> => {
      const [{ keys = [] }, providers] = await Promise.all([
        adminClient.realms.getKeys({ realm }),
        adminClient.components.find({ realm, type: KEY_PROVIDER }),
      ])
      const order = (key: Key) => key.providerPriority ?? 0
      return { keys: keys.toSorted((a, b) => order(b) - order(a)), providers: providers.filter(isProvider) }
    },
  })

export interface NewKeyProvider {
  readonly name: string
  readonly providerId: string
  readonly config: Readonly<Record<string, string>>
}

export async function addKeyProvider(realm: string, provider: NewKeyProvider): Promise<void> {
  const { name, providerId, config } = provider
  const lists = Object.fromEntries(Object.entries(config).map(([key, value]) => [key, [value]]))
  await adminClient.components.create({ realm, name, providerId, providerType: KEY_PROVIDER, config: lists })
  await queryClient.invalidateQueries({ queryKey: ['keys', realm] })
}

/**
 * A new key signs from now on, the old one only verifies. The new one comes first: a realm without an active key could
 * answer nobody.
 */
export async function rotateKey(realm: string, old: KeyProvider): Promise<void> {
  const priority = Number(old.config?.['priority']?.[0] ?? 0) + 1
  await adminClient.components.create({
    realm,
    name: `${old.name.replace(/ \d{4}-\d\d-\d\d.*$/, '')} ${new Date().toISOString().slice(0, 16).replace('T', ' ')}`,
    ...(old.providerId !== undefined && { providerId: old.providerId }),
    providerType: KEY_PROVIDER,
    config: { ...rotatable(old.config), priority: [String(priority)], active: ['true'], enabled: ['true'] },
  })
  await adminClient.components.update({ realm, id: old.id }, { ...old, config: { ...old.config, active: ['false'] } })
  await queryClient.invalidateQueries({ queryKey: ['keys', realm] })
}

export async function deleteKeyProvider(realm: string, id: string): Promise<void> {
  await adminClient.components.del({ realm, id })
  await queryClient.invalidateQueries({ queryKey: ['keys', realm] })
}

/** What describes a key but is not one: sizes, curves and algorithms. */
function rotatable(config: ComponentRepresentation['config'] = {}): Record<string, string[]> {
  const kept = Object.entries(config).filter(([name]) => /size$|algorithm|curve/i.test(name))
  return Object.fromEntries(kept.map(([name, values]) => [name, [...values].map(String)]))
}

function isProvider(component: ComponentRepresentation): component is KeyProvider {
  return component.id !== undefined && component.name !== undefined
}
