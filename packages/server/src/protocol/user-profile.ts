/**
 * What a person's profile must hold: the default user profile of Keycloak (e-mail, first and last name for everyone who
 * is not a service account). One function for forms, the Admin API and imports.
 */
import type { User } from '../model/user.ts'

export type ProfileField = 'email' | 'firstName' | 'lastName'
export type ProfileFault = 'missingField' | 'invalidEmail' | 'fieldTooLong'

const REQUIRED: readonly ProfileField[] = ['email', 'firstName', 'lastName']
const LONGEST = 255
/** One @ between a local part and a domain, no white space or control characters: more than that only a mail tells. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const EMAIL = /^[^\s@\u0000-\u001f"(),:;<>[\]\\]{1,64}@[^\s@\u0000-\u001f"(),:;<>[\]\\]{1,253}$/

export function isProfileComplete(user: User): boolean {
  return user.serviceAccountClientUuid !== undefined || Object.keys(profileFaults(user)).length === 0
}

/** @returns for each faulty field what is wrong with it. */
export function profileFaults(
  profile: Partial<Record<ProfileField, string | undefined>>,
): Partial<Record<ProfileField, ProfileFault>> {
  const faults: Partial<Record<ProfileField, ProfileFault>> = {}
  for (const field of REQUIRED) {
    const value = profile[field]?.trim() ?? ''
    if (value === '') faults[field] = 'missingField'
    else if (value.length > LONGEST) faults[field] = 'fieldTooLong'
    else if (field === 'email' && !EMAIL.test(value)) faults[field] = 'invalidEmail'
  }
  return faults
}
