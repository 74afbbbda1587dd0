import { queryOptions } from '@tanstack/react-query'
import { environment } from '../environment.ts'
import { adminClient } from './admin-client.ts'

/** What this browser finds out about the server without asking as an administrator. */
export interface DeploymentFacts {
  readonly serverUrl: string
  /** As the realm's discovery document says. */
  readonly issuer: string
  /** How far the server's clock is ahead of this one, in seconds; `undefined` where a proxy takes its time away. */
  readonly aheadSeconds: number | undefined
  readonly page: { readonly origin: string; readonly protocol: string; readonly hostname: string }
  readonly cookies: boolean
}

export const deploymentFacts = (realm: string) =>
  queryOptions({
    queryKey: ['doctor', realm, 'deployment'],
    queryFn: async (): Promise<DeploymentFacts> => {
      const asked = Date.now()
      const path = `/realms/${encodeURIComponent(realm)}/.well-known/openid-configuration`
      const response = await fetch(environment.serverUrl + path, { cache: 'no-store' })
      const middle = (asked + Date.now()) / 2
      const document: unknown = await response.json()
      const { origin, protocol, hostname } = location
      return {
        serverUrl: environment.serverUrl,
        issuer: String(Reflect.get(Object(document), 'issuer') ?? ''),
        aheadSeconds: aheadOf(response.headers.get('date'), middle),
        page: { origin, protocol, hostname },
        cookies: navigator.cookieEnabled,
      }
    },
    staleTime: 0,
  })

const MOST_CLIENTS = 500

/** The clients whose settings are judged. */
export const judgedClients = (realm: string) =>
  queryOptions({
    queryKey: ['doctor', realm, 'clients'],
    queryFn: () => adminClient.clients.find({ realm, max: MOST_CLIENTS }),
    staleTime: 0,
  })

/** The header is cut to whole seconds: half a second is added on average. */
function aheadOf(date: string | null, nowMs: number): number | undefined {
  const server = date === null ? Number.NaN : Date.parse(date)
  return Number.isNaN(server) ? undefined : Math.round((server + 500 - nowMs) / 1000)
}
