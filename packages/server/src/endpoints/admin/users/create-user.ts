import type { AdminContext, AdminResponse } from '../admin-route.ts'
import { newUserHoldings } from './new-user-holdings.ts'
import { newPerson, type UserBody } from './person.ts'
import { knownActions } from './required-actions.ts'
import { savedUser } from './save-user.ts'
import { credentialsOf, isTemporary } from './set-password.ts'

/** Makes a user with credentials, groups and accounts elsewhere. Roles that are sent are not given, as in Keycloak. */
export async function createUser(context: AdminContext<UserBody>): Promise<AdminResponse> {
  const { services, realm, request, body } = context
  const person = newPerson(realm, body)
  const holdings = await newUserHoldings(context, body.groups ?? [])
  const credentials = await credentialsOf(context, person, body.credentials ?? [])
  const id = services.random.uuid()
  const enabled = body.enabled ?? false
  const temporary = isTemporary(body.credentials ?? []) ? ['UPDATE_PASSWORD'] : []
  const user = {
    id,
    username: person.username,
    email: person.email,
    enabled,
    createdTimestampMs: services.clock.nowMs(),
    serviceAccountClientUuid: undefined,
    ...holdings,
    credentials,
    representation: {
      ...person.fields,
      id,
      enabled,
      emailVerified: body.emailVerified ?? false,
      requiredActions: knownActions(realm, [...(body.requiredActions ?? []), ...temporary]),
      ...(body.federatedIdentities !== undefined && { federatedIdentities: body.federatedIdentities }),
    },
  }
  await savedUser(context, user, async () => services.stores.users.create(realm.id, [user]))
  return {
    status: 201,
    headers: { location: `${request.base}/admin/realms/${encodeURIComponent(realm.name)}/users/${id}` },
  }
}
