import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { queryClient } from './query-client.ts'

export interface ClientSessions {
  readonly id: string
  readonly clientId: string
  readonly active: number
  readonly offline: number
}

/** How many are signed in, by client. */
export const sessionStats = (realm: string) =>
  queryOptions({
    queryKey: ['sessions', realm, 'stats'],
    queryFn: async (): Promise<readonly ClientSessions[]> => {
      const stats = await adminClient.realms.getClientSessionStats({ realm })
      return stats
        .map(({ active, offline, ...client }) => ({ ...client, active: Number(active), offline: Number(offline) }))
        .toSorted((a, b) => b.active - a.active || a.clientId.localeCompare(b.clientId))
    },
  })

export async function signEverybodyOut(realm: string): Promise<void> {
  await adminClient.realms.logoutAll({ realm })
  await queryClient.invalidateQueries({ queryKey: ['sessions', realm] })
}
