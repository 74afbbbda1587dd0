import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { type ListSearch, pageOf } from './page-of.ts'
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

export type SessionKind = 'active' | 'offline'

export interface ClientSession {
  readonly id: string
  readonly userId: string
  readonly username: string
  readonly ipAddress: string
  /** Milliseconds since 1970, as the next. */
  readonly start: number
  readonly lastAccess: number
}

/** Who is signed in at a client, or keeps a token for later. */
export const sessionsOfClient = (realm: string, id: string, kind: SessionKind, search: ListSearch) =>
  queryOptions({
    queryKey: ['sessions', realm, 'client', id, kind, search],
    queryFn: () =>
      pageOf(search, async (slice): Promise<readonly ClientSession[]> => {
        const which = { realm, id, ...slice }
        const { clients } = adminClient
        const found = await (kind === 'active' ? clients.listSessions(which) : clients.listOfflineSessions(which))
        return found.map((session) => ({
          id: session.id ?? '',
          userId: session.userId ?? '',
          username: session.username ?? '',
          ipAddress: session.ipAddress ?? '',
          start: session.start ?? 0,
          lastAccess: session.lastAccess ?? 0,
        }))
      }),
  })

export async function endSessionOf(realm: string, session: string, kind: SessionKind): Promise<void> {
  await adminClient.realms.deleteSession({ realm, session, isOffline: kind === 'offline' })
  await queryClient.invalidateQueries({ queryKey: ['sessions', realm] })
}

export async function signEverybodyOut(realm: string): Promise<void> {
  await adminClient.realms.logoutAll({ realm })
  await queryClient.invalidateQueries({ queryKey: ['sessions', realm] })
}
