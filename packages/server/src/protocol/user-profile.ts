/**
 * What a person's profile must hold, by the realm's declared user profile or, without one, by Keycloak's default: e-mail,
 * first and last name for everyone who is not a service account. One function for forms, the Admin API and imports.
 */
import type { Realm } from '../model/realm.ts'
import type { User } from '../model/user.ts'
import type { ProfileAttribute } from '../model/user-profile.ts'
import { declaredProfile } from '../representations/user-profile.ts'
import { isEmail } from './user-profile/validators.ts'

export type ProfileField = 'email' | 'firstName' | 'lastName'
export type ProfileFault = 'missingField' | 'invalidEmail' | 'fieldTooLong'

const FIELDS: readonly ProfileField[] = ['email', 'firstName', 'lastName']
const LONGEST = 255

export function isProfileComplete(user: User, realm: Realm): boolean {
  return user.serviceAccountClientUuid !== undefined || Object.keys(profileFaults(user, realm)).length === 0
}

/** @returns for each faulty field what is wrong with it. */
export function profileFaults(
  profile: Partial<Record<ProfileField, string | undefined>>,
  realm: Realm,
): Partial<Record<ProfileField, ProfileFault>> {
  const required = requiredFields(realm)
  const faults: Partial<Record<ProfileField, ProfileFault>> = {}
  for (const field of FIELDS) {
    const value = profile[field]?.trim() ?? ''
    if (value === '') {
      if (required.has(field)) faults[field] = 'missingField'
    } else if (value.length > LONGEST) faults[field] = 'fieldTooLong'
    else if (field === 'email' && !isEmail(value)) faults[field] = 'invalidEmail'
  }
  return faults
}

/** Of the fields those that users must fill in. */
function requiredFields(realm: Realm): ReadonlySet<ProfileField> {
  const { attributes } = declaredProfile(realm)
  return new Set(FIELDS.filter((field) => attributes.some((one) => one.name === field && isRequiredOfUser(one))))
}

/** `required: {}` means everybody; with roles it means the user himself unless only `admin` is named. */
function isRequiredOfUser({ required }: ProfileAttribute): boolean {
  const { roles = [] } = required ?? {}
  return required !== undefined && (roles.length === 0 || roles.includes('user'))
}
