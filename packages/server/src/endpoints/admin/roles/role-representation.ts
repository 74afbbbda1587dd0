import type { Realm } from '../../../model/realm.ts'
import type { ShapeOf } from '../../../representations/json-shape.ts'
import type { RoleRepresentation } from '../../../representations/keycloak.ts'
import type { RoleRecord } from '../../../representations/realm-aggregate.ts'
import type { roleShape } from '../../../representations/shapes.ts'
import { AdminError, badRequest } from '../admin-error.ts'

/** A role as Keycloak's Admin API shows one: lists are brief, without attributes. */
export function roleRepresentation(
  { id, name, clientUuid, composites, representation }: RoleRecord,
  realm: Pick<Realm, 'id'>,
  brief = true,
): RoleRepresentation {
  const { description, attributes } = representation
  return {
    id,
    name,
    ...(description !== undefined && { description }),
    composite: composites.length > 0,
    clientRole: clientUuid !== undefined,
    containerId: clientUuid ?? realm.id,
    ...(!brief && { attributes: attributes ?? {} }),
  }
}

/** A role that is gone, as an admin event tells it. */
export function toldRole({ id, name, composites, representation: { description } }: RoleRecord): RoleRepresentation {
  return { id, name, ...(description !== undefined && { description }), composite: composites.length > 0 }
}

const LONGEST = 255

/** The name of a role as sent. @throws {AdminError} 400 */
export function roleNameOf({ name, description }: ShapeOf<typeof roleShape>): string {
  if (name === undefined || name === '') throw new AdminError(400, { error: 'role has no name' })
  if (name.length > LONGEST) throw badRequest(`The name of a role has at most ${LONGEST} characters`)
  if ((description?.length ?? 0) > LONGEST) {
    throw badRequest(`The description of a role has at most ${LONGEST} characters`)
  }
  return name
}
