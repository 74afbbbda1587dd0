/**
 * What a realm's user profile lets an administrator see and write of a person. Attributes arrive and leave as one map,
 * user name, e-mail and names among them.
 */
import type {
  ProfileAttribute,
  ProfileError,
  RawAttributes,
  UserProfile,
  ValidatorConfig,
} from '../../model/user-profile.ts'
import { patternMatcher } from '../realm-pattern.ts'
import { faultsOf } from './validators.ts'

/** The attributes that are fields of their own in a user's representation. */
export const ROOT_ATTRIBUTES: ReadonlySet<string> = new Set(['username', 'email', 'firstName', 'lastName'])

/** Written by the server or a directory only: to set them would be to forge what they say. */
const SERVER_ONLY = [
  /^kc/,
  /^ldap_id$/i,
  /^ldap_entry_dn$/i,
  /^created_?timestamp$/i,
  /^create_?timestamp$/i,
  /^modify_?timestamp$/i,
  /^usercertificate$/i,
  /^saml\.persistent\.name\.id\.for\./,
  /^enabled$/i,
  /^email_?verified$/i,
]
/** Says why the brute force detection disabled a user: seen by administrators, written by the server. */
const DISABLED_REASON = 'disabledReason'
const LONGEST_UNMANAGED = 2_048
const LONGEST_NAME = 255

export interface Judgement {
  /** What is to be stored. */
  readonly attributes: RawAttributes
  readonly errors: readonly ProfileError[]
}

/**
 * Judges what an administrator wrote.
 *
 * @param sent - all attributes the person is to have.
 * @param old - those the person has; `undefined` for a new person.
 * @param usernameFixed - whether the realm keeps user names as they are.
 */
export function administered(
  profile: UserProfile,
  sent: RawAttributes,
  old: RawAttributes | undefined,
  usernameFixed: boolean,
): Judgement {
  const attributes = new Map<string, readonly string[]>()
  const errors: ProfileError[] = []
  const missing: ProfileError[] = []
  const patterns = patternMatcher()
  for (const attribute of profile.attributes) {
    const { name } = attribute
    const readOnly = name === 'username' ? usernameFixed && old !== undefined : !mayEdit(attribute)
    const before = valuesOf(old, name) ?? []
    const given = valuesOf(sent, name)
    const values = given ?? (old === undefined ? defaultOf(attribute) : [])
    if (readOnly && given !== undefined && old !== undefined && !same(values, before)) {
      errors.push({ field: name, errorMessage: 'error-user-attribute-read-only', params: [name] })
    }
    if (readOnly && name !== 'username') {
      if (before.length > 0) attributes.set(name, before)
      continue
    }
    for (const [id, config] of Object.entries(validationsOf(attribute))) {
      errors.push(...faultsOf(id, config, name, values, patterns))
    }
    if (isRequiredOfAdmin(attribute) && !values.some((value) => value.trim() !== '')) {
      missing.push({ field: name, errorMessage: 'error-user-attribute-required', params: [name] })
    }
    const filled = values.filter((value) => value !== '')
    if (filled.length > 0) attributes.set(name, filled)
  }
  const unmanaged = judgedUnmanaged(profile, sent, old ?? {})
  return {
    attributes: { ...Object.fromEntries(attributes), ...unmanaged.attributes },
    errors: [...errors, ...unmanaged.errors, ...missing],
  }
}

/** Attributes of no declaration: taken where the realm's policy says so, else as they were. */
function judgedUnmanaged(profile: UserProfile, sent: RawAttributes, old: RawAttributes): Judgement {
  const declared = new Set(profile.attributes.map(({ name }) => name))
  const policy = profile.unmanagedAttributePolicy
  const writable = policy === 'ENABLED' || policy === 'ADMIN_EDIT'
  const attributes = new Map<string, readonly string[]>()
  const errors: ProfileError[] = []
  for (const name of new Set([...Object.keys(old), ...Object.keys(sent)])) {
    if (declared.has(name)) continue
    const before = valuesOf(old, name) ?? []
    const values = valuesOf(sent, name)
    const serverOnly = isServerOnly(name)
    if (writable && serverOnly && values !== undefined && !same(values, before)) {
      errors.push({ field: name, errorMessage: 'updateReadOnlyAttributesRejectedMessage', params: [name] })
    } else if (writable && !serverOnly && name !== DISABLED_REASON && !fits(name, values ?? [])) {
      errors.push({ field: name, errorMessage: 'error-invalid-length', params: [name, 0, LONGEST_UNMANAGED] })
    }
    const kept =
      writable && !serverOnly && name !== DISABLED_REASON ? (values ?? []).filter((value) => value !== '') : before
    if (kept.length > 0) attributes.set(name, kept)
  }
  return { attributes: Object.fromEntries(attributes), errors }
}

/** An attribute may be called as what every object has: `constructor`, `__proto__`. */
function valuesOf(attributes: RawAttributes | undefined, name: string): readonly string[] | undefined {
  return attributes !== undefined && Object.hasOwn(attributes, name) ? attributes[name] : undefined
}

/** What an administrator sees of a person's attributes beyond the fields; unmanaged ones where the policy has them. */
export function visibleAttributes(profile: UserProfile, stored: RawAttributes): RawAttributes {
  const declared = new Map(profile.attributes.map((attribute) => [attribute.name, attribute]))
  return Object.fromEntries(
    Object.entries(stored).filter(([name, values]) => {
      const attribute = declared.get(name)
      if (values.length === 0 || ROOT_ATTRIBUTES.has(name)) return false
      if (attribute !== undefined) return mayView(attribute)
      return profile.unmanagedAttributePolicy !== undefined || isServerOnly(name) || name === DISABLED_REASON
    }),
  )
}

/** Those of them that the profile does not declare. */
export function unmanagedAttributes(profile: UserProfile, stored: RawAttributes): RawAttributes {
  if (profile.unmanagedAttributePolicy === undefined) return {}
  const declared = new Set(profile.attributes.map(({ name }) => name))
  const visible = Object.entries(visibleAttributes(profile, stored))
  return Object.fromEntries(visible.filter(([name]) => !declared.has(name)))
}

/** The validators of an attribute; one that is not multivalued has at most one value. */
export function validationsOf({ validations, multivalued }: ProfileAttribute): Record<string, ValidatorConfig> {
  return { ...validations, ...(multivalued !== true && { multivalued: { max: '1' } }) }
}

/** User name and e-mail are always in an administrator's hands. */
export function mayView(attribute: ProfileAttribute): boolean {
  return mayEdit(attribute) || (attribute.permissions?.view ?? []).includes('admin')
}

export function mayEdit({ name, permissions }: ProfileAttribute): boolean {
  return name === 'username' || name === 'email' || (permissions?.edit ?? []).includes('admin')
}

export function isRequiredOfAdmin({ required }: ProfileAttribute): boolean {
  if (required === undefined) return false
  const { roles = [], scopes = [] } = required
  return roles.includes('admin') || (roles.length === 0 && scopes.length === 0)
}

function defaultOf({ defaultValue }: ProfileAttribute): readonly string[] {
  return defaultValue === undefined || defaultValue === '' ? [] : [defaultValue]
}

function isServerOnly(name: string): boolean {
  return SERVER_ONLY.some((pattern) => pattern.test(name))
}

function fits(name: string, values: readonly string[]): boolean {
  return name.length <= LONGEST_NAME && values.every((value) => value.length <= LONGEST_UNMANAGED)
}

function same(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((value, index) => value === others[index])
}
