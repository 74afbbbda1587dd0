import { notFound } from '../admin-error.ts'
import type { AdminContext } from '../admin-route.ts'
import type { Document } from './flow-document.ts'

/** Changes the realm's document in one act. @param change - pure; what it throws changes nothing. */
export async function changeFlows(
  { services, realm }: Pick<AdminContext, 'services' | 'realm'>,
  change: (document: Document) => Document,
): Promise<void> {
  if (!(await services.stores.realms.change(realm.id, change))) throw notFound('Realm not found.')
}
