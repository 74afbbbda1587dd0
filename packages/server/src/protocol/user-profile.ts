/**
 * What a person's profile must hold, by the realm's declared user profile or, without one, by Keycloak's default: e-mail,
 * first and last name for everyone who is not a service account. One function for forms, the Admin API and imports.
 */
import type { Realm } from '../model/realm.ts'
import type { User } from '../model/user.ts'

export type ProfileField = 'email' | 'firstName' | 'lastName'
export type ProfileFault = 'missingField' | 'invalidEmail' | 'fieldTooLong'

const FIELDS: readonly ProfileField[] = ['email', 'firstName', 'lastName']
const LONGEST = 255
/** One @ between a local part and a domain, no white space or control characters: more than that only a mail tells. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const EMAIL = /^[^\s@\u0000-\u001f"(),:;<>[\]\\]{1,64}@[^\s@\u0000-\u001f"(),:;<>[\]\\]{1,253}$/

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
    else if (field === 'email' && !EMAIL.test(value)) faults[field] = 'invalidEmail'
  }
  return faults
}

const PROFILE_PROVIDER = 'org.keycloak.userprofile.UserProfileProvider'
const known = new WeakMap<Realm, ReadonlySet<ProfileField>>()

function requiredFields(realm: Realm): ReadonlySet<ProfileField> {
  let required = known.get(realm)
  if (required === undefined) {
    required = new Set(declaredFields(realm) ?? FIELDS)
    known.set(realm, required)
  }
  return required
}

/** Of a declared profile the fields that users must fill in; `undefined` without a readable declaration. */
function declaredFields(realm: Realm): readonly ProfileField[] | undefined {
  const [component] = realm.representation.components?.[PROFILE_PROVIDER] ?? []
  const [text] = component?.config?.['kc.user.profile.config'] ?? []
  const attributes = text === undefined ? undefined : attributesIn(text)
  return attributes && FIELDS.filter((field) => attributes.some((attribute) => isRequired(attribute, field)))
}

function attributesIn(text: string): readonly unknown[] | undefined {
  try {
    const profile: unknown = JSON.parse(text)
    const attributes: unknown = typeof profile === 'object' && profile !== null && Reflect.get(profile, 'attributes')
    return Array.isArray(attributes) ? attributes : undefined
  } catch {
    return undefined // stored by hand: the default asks for more, never for less
  }
}

/** `required: {}` means everybody; with roles it means the user himself unless only `admin` is named. */
function isRequired(attribute: unknown, field: ProfileField): boolean {
  if (typeof attribute !== 'object' || attribute === null || Reflect.get(attribute, 'name') !== field) return false
  const required: unknown = Reflect.get(attribute, 'required')
  if (typeof required !== 'object' || required === null) return false
  const roles: unknown = Reflect.get(required, 'roles')
  return !Array.isArray(roles) || roles.length === 0 || roles.includes('user')
}
