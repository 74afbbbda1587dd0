/** A user as the form of the details shows one, and back. */
import type { UserProfileAttributeMetadata } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js'
import type UserRepresentation from '@keycloak/keycloak-admin-client/lib/defs/userRepresentation.js'

export type ProfileAttribute = UserProfileAttributeMetadata & { readonly name: string }

/** Each attribute of the profile is a field of its own, with all its values. */
export interface UserValues {
  readonly enabled: boolean
  readonly emailVerified: boolean
  readonly requiredActions: readonly string[]
  readonly [attribute: `profile.${string}`]: readonly string[]
}

/** These are fields of the representation, not attributes. */
const ROOT = ['username', 'email', 'firstName', 'lastName'] as const

export function attributesIn(
  attributes: readonly UserProfileAttributeMetadata[] | undefined,
): readonly ProfileAttribute[] {
  return (attributes ?? []).filter((one): one is ProfileAttribute => one.name !== undefined)
}

export function valuesOf(user: UserRepresentation, attributes: readonly ProfileAttribute[]): UserValues {
  const profile = attributes.map(({ name }) => [`profile.${name}`, valuesIn(user, name)] as const)
  return {
    ...Object.fromEntries(profile),
    enabled: user.enabled ?? false,
    emailVerified: user.emailVerified ?? false,
    requiredActions: user.requiredActions ?? [],
  }
}

/** @returns the user with what the form says; attributes that the form doesn't show stay. */
export function withValues<User extends UserRepresentation>(
  user: User,
  values: UserValues,
  attributes: readonly ProfileAttribute[],
): User {
  const { enabled, emailVerified, requiredActions } = values
  const filled = (name: string) =>
    (values[`profile.${name}`] ?? []).map((one) => one.trim()).filter((one) => one !== '')
  const shown = attributes.map(({ name }) => name)
  const fields = ROOT.filter((name) => shown.includes(name)).map((name) => [name, filled(name)[0] ?? ''] as const)
  const others = shown.filter((name) => !ROOT.some((one) => one === name)).map((name) => [name, filled(name)] as const)
  return {
    ...user,
    enabled,
    emailVerified,
    requiredActions: [...requiredActions],
    ...Object.fromEntries(fields),
    attributes: { ...user.attributes, ...Object.fromEntries(others) },
  }
}

function valuesIn(user: UserRepresentation, name: string): readonly string[] {
  const root = ROOT.find((one) => one === name)
  if (root !== undefined) return user[root] === undefined ? [] : [user[root]]
  const values: unknown = user.attributes?.[name]
  return Array.isArray(values) ? values.map(String) : []
}
