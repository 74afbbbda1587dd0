/** What an administrator sends of a person, judged by the realm's user profile and turned into what is stored. */
import type { Realm } from '../../../model/realm.ts'
import type { ProfileError, RawAttributes } from '../../../model/user-profile.ts'
import { administered, ROOT_ATTRIBUTES } from '../../../protocol/user-profile/administered.ts'
import type { ShapeOf } from '../../../representations/json-shape.ts'
import type { UserRepresentation } from '../../../representations/keycloak.ts'
import type { UserRecord } from '../../../representations/realm-aggregate.ts'
import type { userShape } from '../../../representations/shapes.ts'
import { declaredProfile } from '../../../representations/user-profile.ts'
import { AdminError, badRequest } from '../admin-error.ts'
import { storedAttributes } from './user-representation.ts'

export type UserBody = ShapeOf<typeof userShape>

/** What is the person's own. */
export interface Person {
  readonly username: string
  readonly email: string | undefined
  readonly fields: Pick<UserRepresentation, 'username' | 'email' | 'firstName' | 'lastName' | 'attributes'>
}

/** @throws {AdminError} 400 with everything that the profile does not allow. */
export function newPerson(realm: Realm, body: UserBody): Person {
  const byEmail = realm.login.registrationEmailAsUsername
  const username = byEmail ? body.email : body.username
  if (username === undefined || username.trim() === '') {
    if (!byEmail) throw badRequest('User name is missing')
    throw profileRefusal([{ field: 'email', errorMessage: 'error-user-attribute-required', params: ['email'] }])
  }
  const sent = { ...sentAttributes(body), username: [username.trim().toLowerCase()] }
  return judged(realm, sent, undefined)
}

/** @throws {AdminError} 400 */
export function changedPerson(realm: Realm, body: UserBody, old: UserRecord): Person {
  const before = storedAttributes(old)
  const sent = sentAttributes(body)
  const username = body.username?.trim().toLowerCase() ?? old.username
  // whoever sends attributes sends all of them: names and address too, as in Keycloak
  const complete = body.attributes === undefined ? { ...before, ...sent } : sent
  return judged(realm, { ...complete, username: [username] }, before)
}

function judged(realm: Realm, sent: RawAttributes, old: RawAttributes | undefined): Person {
  const fixed = !realm.login.editUsernameAllowed
  const { attributes, errors } = administered(declaredProfile(realm), sent, old, fixed)
  if (errors.length > 0) throw profileRefusal(errors)
  const [username = ''] = attributes['username'] ?? sent['username'] ?? []
  const [email] = attributes['email'] ?? []
  const [firstName] = attributes['firstName'] ?? []
  const [lastName] = attributes['lastName'] ?? []
  const others = Object.entries(attributes).filter(([name]) => !ROOT_ATTRIBUTES.has(name))
  return {
    username,
    email,
    fields: {
      username,
      ...(email !== undefined && { email }),
      ...(firstName !== undefined && { firstName }),
      ...(lastName !== undefined && { lastName }),
      ...(others.length > 0 && { attributes: Object.fromEntries(others.map(([name, values]) => [name, [...values]])) }),
    },
  }
}

/** One map of what was sent. User name and address count only as fields of their own. */
function sentAttributes({ attributes = {}, email, firstName, lastName }: UserBody): RawAttributes {
  const { username: _username, email: _email, ...others } = attributes
  return {
    ...others,
    ...(email !== undefined && { email: [email.trim().toLowerCase()] }),
    ...(firstName !== undefined && { firstName: [firstName] }),
    ...(lastName !== undefined && { lastName: [lastName] }),
  }
}

/** One error stands alone, several in a list. */
function profileRefusal(errors: readonly ProfileError[]): AdminError {
  const [first] = errors
  return new AdminError(400, errors.length === 1 && first !== undefined ? first : { errors })
}
