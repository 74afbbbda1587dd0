import type GroupRepresentation from '@keycloak/keycloak-admin-client/lib/defs/groupRepresentation.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import type { Group } from './groups.ts'
import { queryClient } from './query-client.ts'

/** The groups that every new user gets. */
export const defaultGroups = (realm: string) =>
  queryOptions({
    queryKey: ['default-groups', realm],
    queryFn: async () => {
      const found: readonly GroupRepresentation[] = await adminClient.realms.getDefaultGroups({ realm })
      return found.filter((group): group is Group => group.id !== undefined && group.name !== undefined)
    },
  })

export async function addDefaultGroups(realm: string, ids: readonly string[]): Promise<void> {
  try {
    for (const id of ids) await adminClient.realms.addDefaultGroup({ realm, id })
  } finally {
    await changed(realm)
  }
}

export async function removeDefaultGroup(realm: string, id: string): Promise<void> {
  await adminClient.realms.removeDefaultGroup({ realm, id })
  await changed(realm)
}

async function changed(realm: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['default-groups', realm] })
}
