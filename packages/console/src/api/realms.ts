import type RealmRepresentation from '@keycloak/keycloak-admin-client/lib/defs/realmRepresentation.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { NotThere } from './problem.ts'
import { queryClient } from './query-client.ts'

export type Realm = RealmRepresentation & { readonly realm: string }

/** The realms that this administrator may see; few enough to come whole. */
export const realmList = () =>
  queryOptions({
    queryKey: ['realms', 'list'],
    queryFn: async () => (await adminClient.realms.find({ briefRepresentation: true })).filter(isRealm),
    staleTime: 60_000,
  })

export const realmByName = (realm: string) =>
  queryOptions({
    queryKey: ['realms', 'one', realm],
    queryFn: async () => {
      const found = await adminClient.realms.findOne({ realm })
      if (found === undefined || found === null || !isRealm(found)) throw new NotThere()
      return found
    },
  })

/** @param settings - only what changes: the server leaves alone what is not named. */
export async function updateRealm(realm: string, settings: RealmRepresentation): Promise<void> {
  await adminClient.realms.update({ realm }, settings)
  await queryClient.invalidateQueries({ queryKey: ['realms'] })
}

export async function deleteRealm(realm: string): Promise<void> {
  await adminClient.realms.del({ realm })
  queryClient.removeQueries({ queryKey: ['realms', 'one', realm] })
  await queryClient.invalidateQueries({ queryKey: ['realms'] })
}

/** How many people a realm's end would concern; for those who may count them. */
export const userCount = (realm: string) =>
  queryOptions({ queryKey: ['users', realm, 'count'], queryFn: () => adminClient.users.count({ realm }) })

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
