import { SECRET_ROTATION, secretRotationOf } from '../protocol/client-policies/secret-rotation.ts'
import { isObject } from './fields.ts'
import type { Problems } from './json-shape.ts'
import type { RealmRepresentation } from './keycloak.ts'

/** An executor that acts must be able to: one whose settings can't be read would leave clients without what the file asks for. */
export function checkClientPolicies({ clientProfiles }: RealmRepresentation, path: string, problems: Problems): void {
  membersOf(clientProfiles, 'profiles').forEach((profile, at) => {
    membersOf(profile, 'executors').forEach((part, position) => {
      if (!isObject(part) || part['executor'] !== SECRET_ROTATION) return
      const { configuration } = part
      if (secretRotationOf(isObject(configuration) ? configuration : {}) !== undefined) return
      const place = `${path}.clientProfiles.profiles[${at}].executors[${position}].configuration`
      problems.add(place, 'does not say for how long secrets count, or contradicts itself')
    })
  })
}

function membersOf(value: unknown, field: string): readonly unknown[] {
  const list = isObject(value) ? value[field] : undefined
  return Array.isArray(list) ? list : []
}
