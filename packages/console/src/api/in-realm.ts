import type { adminClient } from './admin-client.ts'

type OnlyRealm = NonNullable<Parameters<typeof adminClient.authenticationManagement.getRequiredActions>[0]>

/** The client's type of a call that takes nothing but its realm is one that no value has. */
export function inRealm(realm: string): OnlyRealm {
  return { realm } as OnlyRealm // what the client reads of it
}
