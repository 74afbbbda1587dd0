/**
 * Which roles somebody holds, and which of them a client's tokens may carry. Roles are named by id until they stand in
 * a token; `claims/` turns them into names.
 */
import type { Client } from '../model/client.ts'
import type { ClientScope } from '../model/client-scope.ts'
import type { Role, RoleGraph } from '../model/role.ts'
import type { Membership } from '../model/user.ts'

/** A role's closure never changes within one graph, and a graph is one immutable value per realm revision. */
const closures = new WeakMap<RoleGraph, Map<string, readonly Role[]>>()
/** Role ids by the UUID of the client they belong to. */
const ownRoles = new WeakMap<RoleGraph, ReadonlyMap<string | undefined, readonly string[]>>()

/**
 * Everything the user holds: own roles, those of the groups and their ancestors, and what composites among these bring.
 *
 * @returns roles by id. Ids that the graph does not know (a role removed a moment ago) are left out.
 */
export function effectiveRoles(membership: Membership, graph: RoleGraph): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>()
  addExpanded(roles, membership.roleIds, graph)
  for (const group of membership.groups) addExpanded(roles, group.roleIds, graph)
  for (const group of membership.ancestors) addExpanded(roles, group.roleIds, graph)
  return roles
}

/**
 * Of the user's roles those that this client may see in its tokens: all with full scope, else the client's own, those of
 * its scope mappings and those of the applied client scopes, with what composites among these stand for.
 *
 * @param effective - as {@link effectiveRoles} gives them.
 * @param scopes - the client scopes applied to this request.
 * @see Keycloak: "Full scope allowed", "Role scope mappings"
 */
export function rolesInToken(
  effective: ReadonlyMap<string, Role>,
  client: Client,
  scopes: readonly ClientScope[],
  graph: RoleGraph,
): ReadonlyMap<string, Role> {
  if (client.fullScopeAllowed) return effective
  const visible = new Map<string, Role>()
  addExpanded(visible, client.scopeRoleIds, graph)
  for (const scope of scopes) addExpanded(visible, scope.roleIds, graph)
  addExpanded(visible, rolesOfClient(client.id, graph), graph)
  return new Map([...effective].filter(([id]) => visible.has(id)))
}

/**
 * Whether a client scope applies to a user: one with role mappings only to whoever holds one of these roles, composites
 * expanded on both sides.
 */
export function scopeApplies(scope: ClientScope, effective: ReadonlyMap<string, Role>, graph: RoleGraph): boolean {
  if (scope.roleIds.length === 0) return true
  return scope.roleIds.some((id) => expanded(id, graph).some((role) => effective.has(role.id)))
}

/** @param into - holds with every role all that it stands for: so many roles that share theirs are gone through once. */
function addExpanded(into: Map<string, Role>, ids: readonly string[], graph: RoleGraph): void {
  for (const id of ids) {
    if (into.has(id)) continue
    if (into.size > 0 && closures.get(graph)?.has(id) !== true) expand(id, graph, into)
    else for (const role of expanded(id, graph)) into.set(role.id, role)
  }
}

function rolesOfClient(clientUuid: string, graph: RoleGraph): readonly string[] {
  let index = ownRoles.get(graph)
  if (index === undefined) {
    index = Map.groupBy(
      [...graph.values()].filter((role) => role.client !== undefined).map((role) => role.id),
      (id) => graph.get(id)?.client?.id,
    )
    ownRoles.set(graph, index)
  }
  return index.get(clientUuid) ?? []
}

/** The role and all it stands for, each once, however the composites point at each other. */
function expanded(id: string, graph: RoleGraph): readonly Role[] {
  const known = closures.get(graph) ?? new Map<string, readonly Role[]>()
  if (known.size === 0) closures.set(graph, known)
  const before = known.get(id)
  if (before !== undefined) return before
  const found = new Map<string, Role>()
  expand(id, graph, found)
  const closure = [...found.values()]
  // an id the graph lacks is not remembered: such ids come from elsewhere and are unbounded
  if (closure.length > 0) known.set(id, closure)
  return closure
}

function expand(id: string, graph: RoleGraph, into: Map<string, Role>): void {
  const open = [id]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const role = graph.get(next)
    if (role === undefined || into.has(next)) continue
    into.set(next, role)
    for (const child of role.composites) open.push(child)
  }
}

/** Ids of the roles that are, or stand for, one of these; found from below, so that a long line of composites is gone once. */
export function rolesThatGive(ids: readonly string[], graph: RoleGraph): ReadonlySet<string> {
  const above = new Map<string, string[]>()
  for (const { id, composites } of ids.length === 0 ? [] : graph.values()) {
    for (const child of composites) {
      const known = above.get(child)
      if (known === undefined) above.set(child, [id])
      else known.push(id)
    }
  }
  const found = new Set<string>()
  const open = [...ids]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue
    found.add(next)
    for (const id of above.get(next) ?? []) open.push(id)
  }
  return found
}
