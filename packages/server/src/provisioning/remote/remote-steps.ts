/**
 * The calls that bring a plan about: what others name comes before what names it, removals come last. Each step can be made
 * again, for a run that broke off is simply planned anew.
 */

import type { ItemChange } from '../../representations/apply/compare-realms.ts'
import { type Item, type Kind, labelOf } from '../../representations/apply/realm-items.ts'
import { MASK } from '../../representations/complete-clients.ts'
import { isObject, textOf, textsMapOf, textsOf } from '../../representations/fields.ts'
import { AdminApiError, members } from './admin-api.ts'
import { listOf, type RemoteRealm, type RoleName } from './remote-realm.ts'

/** One thing of the plan, to be written. */
interface Target {
  readonly change: ItemChange
  /** As it will be. */
  readonly next: Readonly<Record<string, unknown>>
  /** As it is on the server; empty for what is new. */
  readonly old: Readonly<Record<string, unknown>>
}

type Write = (realm: RemoteRealm, target: Target) => Promise<void>

export interface Step {
  readonly what: string
  run(realm: RemoteRealm): Promise<void>
}

/** In the order of the calls. A kind may come twice: a role is made before anything, its composites once all roles are. */
const WRITES: readonly (readonly [Kind, Write])[] = [
  ['client scopes', writeScope],
  ['clients', writeClient],
  ['roles', writeRole],
  ['roles', writeComposites],
  ['groups', writeGroup],
  ['scope mappings', writeMapping],
  ['required actions', writeAction],
  ['identity providers', writeProvider],
  ['identity provider mappers', writeProviderMapper],
  ['components', writeComponent],
  ['settings', writeSetting],
]
const REMOVALS: Partial<Record<Kind, (realm: RemoteRealm, item: Item) => Promise<string>>> = {
  roles: (realm, item) => realm.rolePath(roleOf(item)),
  groups: async (realm, { name }) => `/groups/${await realm.group(name)}`,
  clients: (realm, { name }) => realm.client(name),
  'client scopes': async (realm, { name }) => `/client-scopes/${await realm.scope(name)}`,
  'required actions': async (_, { name }) => `/authentication/required-actions/${encodeURIComponent(name)}`,
  'identity providers': async (_, { name }) => `/identity-provider/instances/${encodeURIComponent(name)}`,
  'identity provider mappers': async (_, { value }) => providerMapperPath(members(value)),
  components: async (_, { value }) => `/components/${encodeURIComponent(String(members(value)['id']))}`,
}
/** The Admin API changes flows step by step, and a flow half changed is open to whoever logs in meanwhile. */
const NOT_REMOTE: readonly Kind[] = ['flows', 'flow configurations']

/** @returns what of the plan can't be done through the Admin API. */
export function notRemote(changes: readonly ItemChange[]): readonly ItemChange[] {
  return changes.filter(({ item }) => NOT_REMOTE.includes(item.kind))
}

/** @param current - the items of the realm as it is, by key. */
export function stepsOf(changes: readonly ItemChange[], current: ReadonlyMap<string, Item>): readonly Step[] {
  const written = WRITES.flatMap(([kind, write]) =>
    changes
      .filter(({ action, item }) => item.kind === kind && action !== 'remove')
      .map((change) => {
        const target = { change, next: membersOf(change.item), old: membersOf(current.get(change.key)) }
        return { what: told(change), run: (realm: RemoteRealm) => write(realm, target) }
      }),
  )
  const removed = changes.filter(({ action }) => action === 'remove')
  const cleared = removed
    .filter(({ item }) => item.kind === 'scope mappings')
    .map((change) => ({
      what: told(change),
      run: (realm: RemoteRealm) => writeMapping(realm, { change, next: {}, old: membersOf(change.item) }),
    }))
  const deleted = (Object.keys(REMOVALS) as Kind[]).flatMap((kind) =>
    removed
      .filter(({ item }) => item.kind === kind)
      .map((change) => ({ what: told(change), run: (realm: RemoteRealm) => remove(realm, change.item) })),
  )
  return [...written, ...cleared, ...deleted]
}

function told({ action, item }: ItemChange): string {
  return `${action} ${item.kind} ${labelOf(item)}`
}

function membersOf(item: Item | undefined): Readonly<Record<string, unknown>> {
  return members(item?.kind === 'settings' ? { [item.name]: item.value } : item?.value)
}

/** What is gone already, with what held it, is no failure. */
async function remove(realm: RemoteRealm, item: Item): Promise<void> {
  const path = REMOVALS[item.kind]
  try {
    if (path !== undefined) await realm.delete(await path(realm, item))
  } catch (error) {
    const isGone = error instanceof AdminApiError && (error.status === 404 || error.message.startsWith('There is no '))
    if (!isGone) throw error
  }
}

async function writeScope(realm: RemoteRealm, { change, next, old }: Target): Promise<void> {
  if (change.action === 'add') return void (await realm.post('/client-scopes', next))
  const path = `/client-scopes/${await realm.scope(change.item.name)}`
  const { protocolMappers, ...own } = next
  await realm.put(path, own)
  await writeMappers(realm, path, old['protocolMappers'], protocolMappers)
}

async function writeClient(realm: RemoteRealm, { change, next, old }: Target): Promise<void> {
  const { secret, ...rest } = next
  const client = { ...rest, ...(secret !== MASK && secret !== undefined && { secret }) }
  if (change.action === 'add') return void (await realm.post('/clients', client))
  const path = await realm.client(change.item.name)
  // lists that have calls of their own
  const { protocolMappers, defaultClientScopes, optionalClientScopes, ...own } = client as Record<string, unknown>
  await realm.put(path, own)
  await writeMappers(realm, path, old['protocolMappers'], protocolMappers)
  const lists = [
    ['default-client-scopes', old['defaultClientScopes'], defaultClientScopes],
    ['optional-client-scopes', old['optionalClientScopes'], optionalClientScopes],
  ] as const
  // first taken away, then given: a scope is in one of the two
  for (const [list, before, after] of lists) await writeScopes(realm, `${path}/${list}`, before, after, 'DELETE')
  for (const [list, before, after] of lists) await writeScopes(realm, `${path}/${list}`, before, after, 'PUT')
}

async function writeScopes(
  realm: RemoteRealm,
  path: string,
  before: unknown,
  after: unknown,
  method: 'PUT' | 'DELETE',
) {
  const [was, is] = [textsOf(before), textsOf(after)]
  const names = method === 'PUT' ? is.filter((name) => !was.includes(name)) : was.filter((name) => !is.includes(name))
  for (const name of names) {
    const at = `${path}/${await realm.scope(name)}`
    await (method === 'PUT' ? realm.put(at, {}) : realm.delete(at))
  }
}

async function writeMappers(realm: RemoteRealm, holder: string, before: unknown, after: unknown): Promise<void> {
  const path = `${holder}/protocol-mappers/models`
  const [was, is] = [listOf(before), listOf(after)]
  for (const { id, name } of was) {
    if (!is.some((mapper) => mapper['name'] === name)) await realm.delete(`${path}/${id}`)
  }
  for (const mapper of is) {
    const old = was.find(({ name }) => name === mapper['name'])
    if (old === undefined) await realm.post(path, mapper)
    else if (JSON.stringify(old) !== JSON.stringify(mapper))
      await realm.put(`${path}/${old['id']}`, { ...mapper, id: old['id'] })
  }
}

async function writeRole(realm: RemoteRealm, { change, next }: Target): Promise<void> {
  const role = roleOf(change.item)
  const { composites: _, composite: __, containerId: ___, ...own } = next
  if (change.action === 'change') return realm.put(await realm.rolePath(role), own)
  // a run that broke off may have made it, or the client brought it
  if ((await realm.find(await realm.rolePath(role))) !== undefined) return realm.put(await realm.rolePath(role), own)
  await realm.post(await realm.roles(role), own)
  // its attributes aren't read when it is made
  await realm.put(await realm.rolePath(role), own)
}

async function writeComposites(realm: RemoteRealm, { change, next, old }: Target): Promise<void> {
  const path = `${await realm.rolePath(roleOf(change.item))}/composites`
  const [was, is] = [old, next].map((role) => {
    const { realm: names, client } = members(role['composites'])
    return [...roleNames(undefined, names), ...namesByClient(client)]
  })
  await writeRoles(realm, () => path, was ?? [], is ?? [])
}

async function writeGroup(realm: RemoteRealm, { change, next, old }: Target): Promise<void> {
  const { id: _, realmRoles, clientRoles, subGroups: __, ...own } = next
  const { name, parent } = change.item
  if (change.action === 'add') {
    await realm.post(parent === undefined ? '/groups' : `/groups/${await realm.group(parent)}/children`, own)
  } else {
    await realm.put(`/groups/${await realm.group(name)}`, own)
  }
  const path = `/groups/${await realm.group(name)}/role-mappings`
  const was = [...roleNames(undefined, old['realmRoles']), ...namesByClient(old['clientRoles'])]
  const is = [...roleNames(undefined, realmRoles), ...namesByClient(clientRoles)]
  await writeRoles(realm, ownedBelow(realm, path), was, is)
}

async function writeMapping(realm: RemoteRealm, { change, next, old }: Target): Promise<void> {
  const { section, value } = change.item
  const { client, clientScope } = members(value)
  const holder =
    typeof client === 'string' ? await realm.client(client) : `/client-scopes/${await realm.scope(String(clientScope))}`
  const prefix = 'clientScopeMappings.'
  const owner = section.startsWith(prefix) ? section.slice(prefix.length) : undefined
  const path = ownedBelow(realm, `${holder}/scope-mappings`)
  await writeRoles(realm, path, roleNames(owner, old['roles']), roleNames(owner, next['roles']))
}

function ownedBelow(realm: RemoteRealm, path: string) {
  return async ({ clientId }: RoleName) =>
    clientId === undefined ? `${path}/realm` : `${path}${await realm.client(clientId)}`
}

/** Gives and takes the roles that differ. */
async function writeRoles(
  realm: RemoteRealm,
  pathOf: (role: RoleName) => string | Promise<string>,
  was: readonly RoleName[],
  is: readonly RoleName[],
): Promise<void> {
  const has = (list: readonly RoleName[], role: RoleName) =>
    list.some(({ clientId, name }) => clientId === role.clientId && name === role.name)
  for (const role of is) if (!has(was, role)) await realm.post(await pathOf(role), [await realm.role(role)])
  for (const role of was) if (!has(is, role)) await realm.delete(await pathOf(role), [await realm.role(role)])
}

function roleNames(clientId: string | undefined, names: unknown): readonly RoleName[] {
  return textsOf(names).map((name) => ({ clientId, name }))
}

function namesByClient(client: unknown): readonly RoleName[] {
  return Object.entries(textsMapOf(client)).flatMap(([clientId, names]) => roleNames(clientId, names))
}

function roleOf({ section, name }: Item): RoleName {
  const prefix = 'roles.client.'
  return { clientId: section.startsWith(prefix) ? section.slice(prefix.length) : undefined, name }
}

async function writeAction(realm: RemoteRealm, { change, next }: Target): Promise<void> {
  const path = `/authentication/required-actions/${encodeURIComponent(change.item.name)}`
  if (change.action === 'add') {
    const { providerId, name } = next
    await realm.post('/authentication/register-required-action', { providerId, name })
  }
  await realm.put(path, next)
}

async function writeProvider(realm: RemoteRealm, { change, next }: Target): Promise<void> {
  const path = '/identity-provider/instances'
  if (change.action === 'add') await realm.post(path, next)
  else await realm.put(`${path}/${encodeURIComponent(change.item.name)}`, next)
}

async function writeProviderMapper(realm: RemoteRealm, { change, next, old }: Target): Promise<void> {
  if (change.action === 'change') return realm.put(providerMapperPath(old), { ...next, id: old['id'] })
  const provider = encodeURIComponent(textOf(next['identityProviderAlias']) ?? '')
  await realm.post(`/identity-provider/instances/${provider}/mappers`, next)
}

function providerMapperPath({ id, identityProviderAlias }: Readonly<Record<string, unknown>>): string {
  return `/identity-provider/instances/${encodeURIComponent(String(identityProviderAlias))}/mappers/${id}`
}

async function writeComponent(realm: RemoteRealm, { change, next, old }: Target): Promise<void> {
  const { subComponents: _, ...own } = next
  const providerType = change.item.section.slice('components.'.length)
  const { id: parentId } = members(await realm.find(''))
  const component = { ...own, providerType, parentId }
  if (change.action === 'add') await realm.post('/components', component)
  else await realm.put(`/components/${old['id']}`, { ...component, id: old['id'] })
}

async function writeSetting(realm: RemoteRealm, { change, next, old }: Target): Promise<void> {
  const { name, value } = change.item
  const scopes = { defaultDefaultClientScopes: 'default', defaultOptionalClientScopes: 'optional' }[name]
  if (scopes !== undefined) {
    const path = `/default-${scopes}-client-scopes`
    await writeScopes(realm, path, old[name], value, 'DELETE')
    return writeScopes(realm, path, old[name], value, 'PUT')
  }
  if (name === 'clientProfiles') return realm.put('/client-policies/profiles', value)
  if (name === 'clientPolicies') return realm.put('/client-policies/policies', value)
  if (name === 'localizationTexts') {
    for (const [locale, texts] of Object.entries(isObject(value) ? value : {})) {
      await realm.post(`/localization/${encodeURIComponent(locale)}`, texts)
    }
    return
  }
  if (name !== 'defaultGroups') return realm.put('', next)
  const [was, is] = [textsOf(old[name]), textsOf(value)]
  for (const path of is.filter((one) => !was.includes(one)))
    await realm.put(`/default-groups/${await realm.group(path)}`, {})
  for (const path of was.filter((one) => !is.includes(one)))
    await realm.delete(`/default-groups/${await realm.group(path)}`)
}
