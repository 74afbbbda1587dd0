import type RealmRepresentation from '@keycloak/keycloak-admin-client/lib/defs/realmRepresentation.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { queryClient } from './query-client.ts'

export type Realm = RealmRepresentation & { readonly realm: string }

/** The realms that this administrator may see; few enough to come whole. */
export const realmList = () =>
  queryOptions({
    queryKey: ['realms', 'list'],
    queryFn: async () => (await adminClient.realms.find({ briefRepresentation: true })).filter(isRealm),
    staleTime: 60_000,
  })

/** @param document - a realm's JSON as it is exported, or its name and settings. */
export async function createRealm(document: object): Promise<void> {
  await adminClient.realms.create(document)
  await queryClient.invalidateQueries({ queryKey: ['realms'] })
  // the administrator's rights in the new realm
  await queryClient.invalidateQueries({ queryKey: ['whoami'] })
}

function isRealm(realm: RealmRepresentation): realm is Realm {
  return realm.realm !== undefined
}
