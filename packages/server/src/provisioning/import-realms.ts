/**
 * Makes realms of Keycloak's documents: for the Admin API, the `import` command and the server's start alike. Several
 * documents are taken together or not at all, and master's rights over the new realms come in the same act.
 */
import type { Services } from '../endpoints/realm-endpoint.ts'
import { generateKeyProviders } from '../keys/generate-keys.ts'
import type { ImportContext } from '../representations/import-context.ts'
import { masterRightsOver } from '../representations/master-rights.ts'
import type { RealmAggregate } from '../representations/realm-aggregate.ts'
import { importRealm } from '../representations/realm-import.ts'

export const MASTER = 'master'

/** What making a realm takes from outside. */
export type Provisioning = Pick<Services, 'stores' | 'clock' | 'random' | 'hasher'>

/**
 * @param documents - parsed JSON, a realm each.
 * @returns what was made.
 * @throws {RealmImportError} for a document that is wrong, {@link Conflict} when a realm is there already; then nothing
 *   was made.
 */
export async function importRealms(
  services: Provisioning,
  documents: readonly unknown[],
): Promise<readonly RealmAggregate[]> {
  const context = importContext(services)
  const realms: RealmAggregate[] = []
  for (const document of documents) realms.push(await importRealm(document, context))
  const master = await services.stores.realms.findByName(MASTER)
  await services.stores.realms.create(realms, master && masterRightsOver(realms, master, services.random))
  return realms
}

export function importContext({ clock, random, hasher }: Provisioning): ImportContext {
  return {
    clock,
    random,
    hashPassword: (password, policy) => hasher.hash(password, policy),
    newKeyProviders: (realmName) => generateKeyProviders({ clock, random, realmName }),
  }
}
