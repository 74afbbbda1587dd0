/** What is wrong with the configuration of a user profile, in Keycloak's sentences. */
import type { ProfileAttribute, UserProfile } from '../../model/user-profile.ts'
import { configFaults, isValidator } from './validators.ts'

const ROLES: ReadonlySet<string> = new Set(['admin', 'user'])
const MOST_ATTRIBUTES = 1_000
/** Every user has these two. */
const FIXED = ['username', 'email']

/** @param scopes - names of the realm's client scopes, which an attribute may depend on. */
export function userProfileFaults(profile: UserProfile, scopes: ReadonlySet<string>): readonly string[] {
  if (profile.attributes.length > MOST_ATTRIBUTES) return [`There are more than ${MOST_ATTRIBUTES} attributes`]
  const names = new Set(profile.attributes.map(({ name }) => name))
  const groups = new Set(profile.groups.map(({ name }) => name))
  const nameless = profile.groups.filter(({ name }) => name === undefined || name === '').length
  return [
    ...FIXED.filter((name) => !names.has(name)).map((name) => `The attribute '${name}' can not be removed`),
    ...profile.attributes.flatMap((attribute, index) => [
      ...nameFaults(attribute, profile.attributes.slice(0, index)),
      ...ruleFaults(attribute, scopes),
      ...validatorFaults(attribute),
      ...(attribute.group === undefined || attribute.group === '' || groups.has(attribute.group)
        ? []
        : [`Attribute '${attribute.name}' references unknown group '${attribute.group}'`]),
    ]),
    ...(nameless > 0 ? [`Name is mandatory for groups, found ${nameless} group(s) without name.`] : []),
  ]
}

function nameFaults({ name }: ProfileAttribute, before: readonly ProfileAttribute[]): readonly string[] {
  if (name === '') return ["Attribute configuration without 'name' is not allowed"]
  return [
    ...(/^[\w.-]{1,255}$/.test(name)
      ? []
      : [`Invalid attribute name (only letters, numbers and '.' '_' '-' special characters allowed): ${name}'`]),
    ...(before.some((other) => other.name === name)
      ? [`Attribute configuration already exists with 'name':'${name}'`]
      : []),
  ]
}

function ruleFaults(attribute: ProfileAttribute, scopes: ReadonlySet<string>): readonly string[] {
  const { name, permissions, required, selector } = attribute
  const unsupported = (setting: string, kind: string, given: readonly string[] = [], known: ReadonlySet<string>) =>
    given
      .filter((one) => !known.has(one))
      .map((one) => `'${setting}' configuration for attribute '${name}' contains unsupported ${kind} '${one}'`)
  return [
    ...unsupported('permissions.view', 'role', permissions?.view, ROLES),
    ...unsupported('permissions.edit', 'role', permissions?.edit, ROLES),
    ...unsupported('required.roles', 'role', required?.roles, ROLES),
    ...unsupported('required.scopes', 'scope', required?.scopes, scopes),
    ...unsupported('selector.scopes', 'scope', selector?.scopes, scopes),
  ]
}

function validatorFaults({ name, validations }: ProfileAttribute): readonly string[] {
  return Object.entries(validations ?? {}).flatMap(([id, config]) => {
    if (!isValidator(id)) return [`Validator '${id}' defined for attribute '${name}' doesn't exist`]
    const faults = configFaults(id, config).map(
      ({ hint, message, values }) =>
        `ValidationError{validatorId='${id}', inputHint='${hint}', message='${message}', messageParameters=[${values.join(', ')}]}, `,
    )
    return faults.length === 0
      ? []
      : [`Validator '${id}' defined for attribute '${name}' has incorrect configuration: ${faults.join('')}`]
  })
}
