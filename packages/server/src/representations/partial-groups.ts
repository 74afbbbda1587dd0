import { canonicalPath, groupPaths } from './check-realm.ts'
import type { GroupRepresentation } from './keycloak.ts'
import { PartialImportError } from './partial-import-error.ts'
import type { GroupRecord } from './realm-aggregate.ts'
import type { RoleIds } from './role-ids.ts'

export function groupRecord(
  group: GroupRepresentation,
  { id, parentId }: { readonly id: string; readonly parentId: string | undefined },
  roles: RoleIds,
): GroupRecord {
  const { subGroups: _, realmRoles, clientRoles, path: __, parentId: ___, ...own } = group
  const name = group.name ?? ''
  const roleIds = roles.ofHolder({ realmRoles, clientRoles })
  return { id, name, parentId, roleIds, representation: { attributes: {}, ...own, id, name } }
}

/** Each group with its place, which its `path` tells; sub-groups behind their parents. */
export function placed(
  groups: readonly GroupRepresentation[],
): readonly { readonly group: GroupRepresentation; readonly path: string; readonly top: boolean }[] {
  return groups.flatMap((group) => {
    if (group.name === undefined || group.name === '') throw new PartialImportError(400, 'A group has no name')
    if (group.path === undefined) throw new PartialImportError(400, `Group '${group.name}' has no path`)
    const path = canonicalPath(group.path)
    if (!path.endsWith(`/${group.name}`)) throw new PartialImportError(400, `Group '${path}' has another name`)
    const above = path.slice(0, path.lastIndexOf('/'))
    return groupPaths([group], above).map((one, index) => ({ group: one.group, path: one.path, top: index === 0 }))
  })
}

/** The path of every group, with its id. */
export function pathsOf(groups: readonly GroupRecord[]): readonly (readonly [path: string, id: string])[] {
  const children = Map.groupBy(groups, (group) => group.parentId)
  const below = (parentId: string | undefined, above: string): readonly (readonly [string, string])[] =>
    (children.get(parentId) ?? []).flatMap((group) => {
      const path = `${above}/${group.name}`
      return [[path, group.id] as const, ...below(group.id, path)]
    })
  return below(undefined, '')
}
