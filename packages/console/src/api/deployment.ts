import { queryOptions } from '@tanstack/react-query'
import { environment } from '../environment.ts'
import { adminClient } from './admin-client.ts'

/** What this browser finds out about the server by itself. */
export interface DeploymentFacts {
  readonly serverUrl: string
  /** As the realm's discovery document says. */
  readonly issuer: string
  readonly page: { readonly origin: string; readonly protocol: string; readonly hostname: string }
  readonly cookies: boolean
}

export const deploymentFacts = (realm: string) =>
  queryOptions({
    queryKey: ['doctor', realm, 'deployment'],
    queryFn: async (): Promise<DeploymentFacts> => {
      const path = `/realms/${encodeURIComponent(realm)}/.well-known/openid-configuration`
      const response = await fetch(environment.serverUrl + path, { cache: 'no-store' })
      const document: unknown = await response.json()
      const { origin, protocol, hostname } = location
      return {
        serverUrl: environment.serverUrl,
        issuer: String(Reflect.get(Object(document), 'issuer') ?? ''),
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
