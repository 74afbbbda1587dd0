import type { Realm } from '../../../model/realm.ts'
import type { GroupRepresentation } from '../../../representations/keycloak.ts'
import type { PlacedGroup } from '../../../store/group-ports.ts'
import { type Administrator, may } from '../permissions.ts'

interface Shown {
  /** Without attributes and roles. */
  readonly brief: boolean
  /** With the number of its children. */
  readonly counted?: boolean
  /** With what this administrator may do with it. */
  readonly accessOf?: Administrator
}

/** A group as Keycloak's Admin API shows one; its children are asked for by their own route. */
export function groupRepresentation(
  group: PlacedGroup,
  realm: Realm,
  { brief, counted = false, accessOf }: Shown,
): GroupRepresentation {
  const { description, attributes = {} } = group.representation
  return {
    id: group.id,
    name: group.name,
    ...(description !== undefined && { description }),
    path: group.path,
    ...(group.parentId !== undefined && { parentId: group.parentId }),
    ...(counted && { subGroupCount: group.subGroupCount }),
    subGroups: [],
    ...(!brief && { attributes, ...roleNames(group, realm) }),
    ...(accessOf && { access: accessTo(accessOf, realm) }),
  }
}

function roleNames({ roleIds }: PlacedGroup, { roles }: Realm) {
  const given = roleIds.flatMap((id) => roles.get(id) ?? [])
  const ofClients = Map.groupBy(
    given.filter(({ client }) => client !== undefined),
    ({ client }) => client?.clientId ?? '',
  )
  return {
    realmRoles: given.filter(({ client }) => client === undefined).map(({ name }) => name),
    clientRoles: Object.fromEntries([...ofClients].map(([clientId, list]) => [clientId, list.map(({ name }) => name)])),
  }
}

function accessTo(admin: Administrator, realm: Realm) {
  const view = may(admin, 'view-users', realm)
  const manage = may(admin, 'manage-users', realm)
  return { view, viewMembers: view, manageMembers: manage, manage, manageMembership: manage }
}
