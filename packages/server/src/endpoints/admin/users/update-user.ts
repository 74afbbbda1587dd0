import type { UserRecord } from '../../../representations/realm-aggregate.ts'
import { noContent } from '../../answers.ts'
import { notFound } from '../admin-error.ts'
import type { AdminContext, AdminResponse } from '../admin-route.ts'
import { changedPerson, type UserBody } from './person.ts'
import { knownActions } from './required-actions.ts'
import { savedUser } from './save-user.ts'
import { setPassword } from './set-password.ts'
import { userToChange } from './user-lookup.ts'

/** Says why a user was locked out for good; it goes when an administrator enables the user. */
const DISABLED_REASON = 'disabledReason'

/** Changes what was sent and keeps the rest; passwords that come along are set. Groups and roles have their own routes. */
export async function updateUser(context: AdminContext<UserBody>): Promise<AdminResponse> {
  const { services, realm, body } = context
  const old = await userToChange(context)
  const changed = changedUser(context, old)
  await savedUser(context, changed, async () => {
    if (!(await services.stores.users.replace(realm.id, changed))) throw notFound('User not found')
  })
  if (changed.enabled && !old.enabled) await services.stores.loginFailures.clear(realm.id, old.id)
  let user = changed
  for (const credential of body.credentials ?? []) {
    const requiredActions = [...(await setPassword(context, user, credential))]
    user = { ...user, representation: { ...user.representation, requiredActions } }
  }
  return noContent()
}

function changedUser({ realm, body }: AdminContext<UserBody>, old: UserRecord): UserRecord {
  const person = changedPerson(realm, body, old)
  const { username: _name, email: _email, firstName: _first, lastName: _last, ...kept } = old.representation
  const { attributes: _attributes, ...others } = kept
  const enabled = body.enabled ?? old.enabled
  const sameEmail = person.email === old.email?.toLowerCase()
  const { [DISABLED_REASON]: _reason, ...attributes } = person.fields.attributes ?? {}
  const reEnabled = enabled && !old.enabled
  return {
    ...old,
    username: person.username,
    email: person.email,
    enabled,
    representation: {
      ...others,
      ...person.fields,
      ...(reEnabled && { attributes }),
      id: old.id,
      enabled,
      // a changed address is nobody's until it is verified, or an administrator says so
      emailVerified: body.emailVerified ?? (sameEmail && (old.representation.emailVerified ?? false)),
      requiredActions: knownActions(realm, body.requiredActions ?? old.representation.requiredActions ?? []),
    },
  }
}
