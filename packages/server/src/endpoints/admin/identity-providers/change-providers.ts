import type { RealmRepresentation } from '../../../representations/keycloak.ts'
import { notFound } from '../admin-error.ts'
import type { AdminContext } from '../admin-route.ts'

/** Changes the realm's document in one act. @param change - pure; what it throws changes nothing. */
export async function changeProviders(
  { services, realm }: Pick<AdminContext, 'services' | 'realm'>,
  change: (document: RealmRepresentation) => RealmRepresentation,
): Promise<void> {
  if (!(await services.stores.realms.change(realm.id, change))) throw notFound('Realm not found.')
}
