/** Making a group and moving one are the same request of Keycloak's: a group with an id is moved. */
import type { ShapeOf } from '../../../representations/json-shape.ts'
import type { GroupRecord } from '../../../representations/realm-aggregate.ts'
import type { groupShape } from '../../../representations/shapes.ts'
import type { PlacedGroup } from '../../../store/group-ports.ts'
import { Conflict } from '../../../store/ports.ts'
import { noContent } from '../../answers.ts'
import { badRequest, conflict, notFound } from '../admin-error.ts'
import type { AdminContext, AdminResponse } from '../admin-route.ts'
import { boundedAttributes } from '../bounded-attributes.ts'
import { refuseStrongerGroup } from './group-lookup.ts'
import { groupRepresentation } from './group-representation.ts'

const LONGEST = 255

export type GroupBody = ShapeOf<typeof groupShape>

/** The name of a group as sent. @throws {AdminError} 400 */
export function groupNameOf({ name, description }: GroupBody): string {
  if (name === undefined || name.trim() === '') throw badRequest('Group name is missing')
  if (name.length > LONGEST) throw badRequest(`The name of a group has at most ${LONGEST} characters`)
  if ((description?.length ?? 0) > LONGEST) {
    throw badRequest(`The description of a group has at most ${LONGEST} characters`)
  }
  return name
}

/** @param parent - `undefined` for the top. */
export async function placeGroup(
  context: AdminContext<GroupBody>,
  parent: PlacedGroup | undefined,
): Promise<AdminResponse> {
  const name = groupNameOf(context.body)
  const { id } = context.body
  return id === undefined ? await createGroup(context, name, parent) : await moveGroup(context, id, parent)
}

async function createGroup(
  context: AdminContext<GroupBody>,
  name: string,
  parent: PlacedGroup | undefined,
): Promise<AdminResponse> {
  const { services, realm, request, body, admin } = context
  const id = services.random.uuid()
  const { description } = body
  const attributes = boundedAttributes(body.attributes) ?? {}
  const group: GroupRecord = {
    id,
    name,
    parentId: parent?.id,
    roleIds: [],
    representation: { ...(description !== undefined && { description }), attributes },
  }
  const isMade = await unlessTaken(name, parent, () => services.stores.groups.create(realm.id, group))
  if (!isMade) throw notFound('Could not find group by id')
  const location = `${request.base}/admin/realms/${encodeURIComponent(realm.name)}/groups/${id}`
  const answer = { status: 201, headers: { location }, changed: { ...body, id } }
  if (parent === undefined) return answer
  const placed = { ...group, path: `${parent.path}/${name}`, subGroupCount: 0 }
  return {
    ...answer,
    body: groupRepresentation(placed, realm, { brief: false, accessOf: admin }),
    changedAs: { path: `groups/${parent.id}/children` },
  }
}

/** The group's members get what the groups above its new place give, and lose what those above the old one gave. */
async function moveGroup(
  context: AdminContext<GroupBody>,
  id: string,
  parent: PlacedGroup | undefined,
): Promise<AdminResponse> {
  const { services, realm } = context
  const group = await services.stores.groups.findPlaced(realm.id, id)
  if (group === undefined) throw notFound('Could not find child by id')
  await refuseStrongerGroup(context, group)
  if (parent !== undefined) await refuseStrongerGroup(context, parent)
  // below a group Keycloak says of nothing that it is JSON
  const done = noContent(parent === undefined ? {} : { 'content-type': 'application/json' })
  if (group.parentId === parent?.id || parent?.id === id) return { ...done, changes: [] }
  const outcome = await unlessTaken(group.name, parent, () => services.stores.groups.move(realm.id, id, parent?.id))
  if (outcome === 'gone') throw notFound('Could not find child by id')
  if (outcome === 'below itself') throw badRequest('A group cannot be moved below itself')
  return { ...done, changedAs: { operation: 'UPDATE' } }
}

/** @throws {AdminError} 409 when a sibling has the name. */
async function unlessTaken<Result>(
  name: string,
  parent: Pick<PlacedGroup, 'id'> | undefined,
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    throw conflict(
      parent === undefined
        ? `Top level group named '${name}' already exists.`
        : `Sibling group named '${name}' already exists.`,
    )
  }
}
