import type ClientRepresentation from '@keycloak/keycloak-admin-client/lib/defs/clientRepresentation.js'
import type EventType from '@keycloak/keycloak-admin-client/lib/defs/eventTypes.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'

/** What the tutorial asks for, as facts of the realm; `undefined` where this administrator may not look. */
export interface StartFacts {
  readonly client: boolean | undefined
  readonly user: boolean | undefined
  readonly signIn: boolean | undefined
}

/** Clients that every realm has. */
const BUILT_IN: ReadonlySet<string> = new Set([
  'account',
  'account-console',
  'admin-cli',
  'broker',
  'realm-management',
  'security-admin-console',
])
const MOST_CLIENTS = 200
const LOGIN = 'LOGIN' as EventType // its words; the enumeration is only a type here
const LOOK_AGAIN_MS = 10_000

export const startFacts = (realm: string) =>
  queryOptions({
    queryKey: ['getting-started', realm],
    queryFn: async (): Promise<StartFacts> => {
      const [client, user, session, event] = await Promise.allSettled([
        adminClient.clients.find({ realm, max: MOST_CLIENTS }).then((clients) => clients.some(isConnected)),
        adminClient.users.count({ realm }).then((count) => count > 0),
        adminClient.realms
          .getClientSessionStats({ realm })
          .then((stats) => stats.some(({ clientId }) => !BUILT_IN.has(clientId))),
        adminClient.realms
          .findEvents({ realm, max: 1, type: LOGIN })
          .then((events) => events.some(({ clientId = '' }) => !BUILT_IN.has(clientId))),
      ])
      const seen = [settledValue(session), settledValue(event)].filter((one) => one !== undefined)
      return {
        client: settledValue(client),
        user: settledValue(user),
        signIn: seen.length === 0 ? undefined : seen.includes(true),
      }
    },
    // it ticks itself off while the tutorial is followed in another window
    refetchInterval: LOOK_AGAIN_MS,
  })

/** As the tutorial leaves its client. */
function isConnected(client: ClientRepresentation): boolean {
  const { clientId = '', publicClient, bearerOnly, directAccessGrantsEnabled, redirectUris = [] } = client
  return (
    !BUILT_IN.has(clientId) &&
    !clientId.endsWith('-realm') &&
    publicClient !== true &&
    bearerOnly !== true &&
    directAccessGrantsEnabled !== true &&
    redirectUris.length > 0
  )
}

function settledValue<Value>(settled: PromiseSettledResult<Value>): Value | undefined {
  return settled.status === 'fulfilled' ? settled.value : undefined
}
