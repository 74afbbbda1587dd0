/** Turns a plan into what a store writes: of each thing that changes the whole record, of all others nothing. */
import type { RealmMerge, StoredRealm } from '../../store/ports.ts'
import { isObject, textOf } from '../fields.ts'
import type { AuthenticationExecutionRepresentation, RealmRepresentation } from '../keycloak.ts'
import type { ItemChange } from './compare-realms.ts'
import { idOf, type RealmPlan } from './plan-realm.ts'
import { documentOfItems, type Item, itemsOf, type Kind, keyed } from './realm-items.ts'

/** Kinds that have rows of their own; all others stand in the realm's document. */
const RECORDS: ReadonlySet<Kind> = new Set(['clients', 'client scopes', 'roles', 'groups', 'scope mappings'])

/** @param current - the document that the plan was made for. */
export function realmMergeOf({ changes, wanted }: RealmPlan, current: RealmRepresentation): RealmMerge {
  const removed = changes.filter(({ action }) => action === 'remove')
  const written = changes.filter(({ action }) => action !== 'remove')
  const idsOf = (some: readonly ItemChange[], kind: Kind) =>
    some.flatMap(({ item }) => (item.kind === kind ? (idOf(item) ?? []) : []))
  const ids = new Set(
    (['clients', 'client scopes', 'roles', 'groups'] as const).flatMap((kind) => idsOf(written, kind)),
  )
  const mapped = new Set(changes.filter(({ item }) => item.kind === 'scope mappings').map(({ item }) => item.name))
  const goneRoles = new Set(idsOf(removed, 'roles'))
  const known = new Set([...roleIds(current).filter((id) => !goneRoles.has(id)), ...idsOf(written, 'roles')])
  // a role that only completing the document has made is not in the realm
  const knownOf = (list: readonly string[]) => list.filter((id) => known.has(id))
  const accounts = new Set(
    (current.clients ?? []).filter(({ serviceAccountsEnabled }) => serviceAccountsEnabled === true).map(({ id }) => id),
  )
  return {
    removed: {
      clients: idsOf(removed, 'clients'),
      clientScopes: idsOf(removed, 'client scopes'),
      roles: idsOf(removed, 'roles'),
      groups: idsOf(removed, 'groups'),
    },
    clients: wanted.clients
      .filter(({ id, clientId }) => ids.has(id) || mapped.has(`client ${clientId}`))
      .map((client) => ({ ...client, scopeRoleIds: knownOf(client.scopeRoleIds) })),
    clientScopes: wanted.clientScopes
      .filter(({ id, name }) => ids.has(id) || mapped.has(`client scope ${name}`))
      .map((scope) => ({ ...scope, roleIds: knownOf(scope.roleIds) })),
    roles: wanted.roles
      .filter(({ id }) => ids.has(id))
      .map((role) => ({ ...role, composites: knownOf(role.composites) })),
    groups: wanted.groups
      .filter(({ id }) => ids.has(id))
      .map((group) => ({ ...group, roleIds: knownOf(group.roleIds) })),
    users: wanted.users
      .filter(({ serviceAccountClientUuid: uuid }) => uuid !== undefined && !accounts.has(uuid) && ids.has(uuid))
      .map((user) => ({ ...user, roleIds: knownOf(user.roleIds) })),
    change: (document) => changedDocument(document, changes, wanted.realm),
  }
}

function roleIds(document: RealmRepresentation): readonly string[] {
  return itemsOf(document).flatMap((item) => (item.kind === 'roles' ? (idOf(item) ?? []) : []))
}

function changedDocument(
  document: StoredRealm,
  changes: readonly ItemChange[],
  wanted: RealmRepresentation,
): RealmRepresentation {
  const here = changes.filter(({ item }) => !RECORDS.has(item.kind))
  if (here.length === 0) return document
  const isHere = ({ kind }: Item) => !RECORDS.has(kind)
  const items = new Map(keyed(itemsOf(document).filter(isHere)))
  const next = keyed(itemsOf(wanted).filter(isHere))
  for (const { action, key } of here) {
    const item = next.get(key)
    if (action === 'remove' || item === undefined) items.delete(key)
    else items.set(key, withStepIds(items.get(key), item))
  }
  const sections = new Set(here.map(({ item }) => item.section.split('.')[0]))
  const changed = Object.entries(documentOfItems([...items.values()])).filter(
    ([field]) => sections.has(field) || here.some(({ item }) => item.kind === 'settings' && item.name === field),
  )
  const goneSettings = new Set(
    here.filter(({ action, item }) => action === 'remove' && item.kind === 'settings').map(({ item }) => item.name),
  )
  const kept = Object.entries(document).filter(([field]) => !goneSettings.has(field))
  return Object.fromEntries([...kept, ...changed])
}

/** Whoever is at a step of the login goes on there: the step keeps its id. */
function withStepIds(old: Item | undefined, next: Item): Item {
  if (next.kind !== 'flows' || !isObject(next.value) || !isObject(old?.value)) return next
  const before = Map.groupBy(stepsOf(old.value), stepName)
  const steps = stepsOf(next.value).map((step) => {
    const same = before.get(stepName(step))?.shift()
    return same?.id === undefined ? step : { ...step, id: same.id }
  })
  return { ...next, value: { ...next.value, authenticationExecutions: steps } }
}

function stepsOf(flow: Record<string, unknown>): readonly AuthenticationExecutionRepresentation[] {
  const steps = flow['authenticationExecutions']
  return Array.isArray(steps) ? steps.filter(isObject) : []
}

function stepName({ authenticator, flowAlias }: AuthenticationExecutionRepresentation): string {
  return `${authenticator ?? ''}\n${textOf(flowAlias) ?? ''}`
}
