import type { UserRecord } from '../../../representations/realm-aggregate.ts'
import { notFound } from '../admin-error.ts'
import type { AdminContext } from '../admin-route.ts'
import { refuseStrongerUser } from '../rights-guard.ts'

type Asked = Pick<AdminContext, 'services' | 'realm' | 'request'>

/** The user that a path names, with all that is theirs. @throws {AdminError} 404 */
export async function userIn({ services, realm, request }: Asked): Promise<UserRecord> {
  const record = await services.stores.users.findRecord(realm.id, request.params['userId'] ?? '')
  if (record === undefined) throw notFound('User not found')
  return record
}

/** The same, for whoever is about to change it. @throws {AdminError} 404, 403 for a user with more rights */
export async function userToChange(context: Asked & Pick<AdminContext, 'admin'>): Promise<UserRecord> {
  const user = await userIn(context)
  await refuseStrongerUser(context, user.id)
  return user
}
