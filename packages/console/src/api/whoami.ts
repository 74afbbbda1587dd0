import { queryOptions } from '@tanstack/react-query'
import { environment } from '../environment.ts'
import { adminClient } from './admin-client.ts'

/** Who is signed in, and the admin roles held in a realm. */
export interface WhoAmI {
  readonly userId: string
  /** The realm that the administrator belongs to. */
  readonly realm: string
  readonly displayName: string
  readonly createRealm: boolean
  /** Admin roles by realm; the realm that was asked about is in it when any role is held there. */
  readonly realmAccess: ReadonlyMap<string, ReadonlySet<string>>
}

export const whoAmI = (realm: string) =>
  queryOptions({
    queryKey: ['whoami', realm],
    queryFn: async () => read(await adminClient.whoAmI.find({ realm: environment.realm, currentRealm: realm })),
    staleTime: 60_000,
  })

function read(answer: object): WhoAmI {
  const field = (name: string): unknown => Reflect.get(answer, name)
  const access = field('realm_access')
  const roles = typeof access === 'object' && access !== null ? Object.entries(access) : []
  return {
    userId: String(field('userId') ?? ''),
    realm: String(field('realm') ?? environment.realm),
    displayName: String(field('displayName') ?? ''),
    createRealm: field('createRealm') === true,
    realmAccess: new Map(roles.map(([name, held]) => [name, new Set(Array.isArray(held) ? held.map(String) : [])])),
  }
}
