/**
 * What a realm becomes when a file is applied to it, still by names: the realm's document with what the file says put into
 * it. Completing and checking the result is the import's, so that both ways of bringing a file in have the same rules.
 */
import { SECRET_ATTRIBUTES } from '../../protocol/client-secrets.ts'
import { MASK } from '../complete-clients.ts'
import { isObject, textOf } from '../fields.ts'
import type { ClientRepresentation, RealmRepresentation } from '../keycloak.ts'
import { KEY_PROVIDER } from '../realm-model.ts'
import { documentOfItems, type Item, itemsOf, keyed, sectionsOf } from './realm-items.ts'

/** `create` adds what is missing, `merge` also changes what is there, `exact` also removes what the file lacks. */
export type ApplyMode = 'create' | 'merge' | 'exact'

/** Made by the server that a realm lives on: the file's come from another one. */
export const MADE_BY_SERVER: ReadonlySet<string> = new Set([
  ...['id', 'internalId', 'containerId'],
  ...Object.values(SECRET_ATTRIBUTES),
])
/** Of a generated key, the same. */
export const KEY_MATERIAL: ReadonlySet<string> = new Set(['privateKey', 'certificate', 'secret', 'kid'])
/** Lists of other things that belong to a thing; from them `merge` takes nothing away. */
const REFERENCES = new Set([
  'composites',
  'realmRoles',
  'clientRoles',
  'roles',
  'defaultGroups',
  'defaultDefaultClientScopes',
  'defaultOptionalClientScopes',
])
const NAMES = ['name', 'alias', 'providerId'] as const

/**
 * @param current - the whole realm, with ids.
 * @param file - its types are checked.
 */
export function mergedRealm(
  current: RealmRepresentation,
  file: RealmRepresentation,
  mode: ApplyMode,
): RealmRepresentation {
  const present = keyed(itemsOf(current))
  const wanted = keyed(itemsOf(withFlowIdsOf(current, file)))
  const kept = [...present].map(([key, item]): Item => {
    const sent = wanted.get(key)
    return sent === undefined || mode === 'create' ? item : { ...item, value: mergedItem(item, sent, mode) }
  })
  const added = [...wanted].filter(([key]) => !present.has(key)).map(([, item]) => item)
  return {
    ...documentOfItems([...kept, ...added]),
    ...(current.id !== undefined && { id: current.id }),
    ...(current.realm !== undefined && { realm: current.realm }),
    ...(current.defaultRole && { defaultRole: current.defaultRole }),
    ...(file['defaultRoles'] !== undefined && mode !== 'create' && { defaultRoles: file['defaultRoles'] }),
    users: serviceAccounts(current.clients ?? [], file),
  }
}

/**
 * What `exact` takes away: things of the sections that the file has, which it does not name. Never what every realm has,
 * and never a key, without which tokens in use would be void.
 *
 * @param standard - the document of a realm about which nothing is said.
 * @returns their keys, as {@link keyed} makes them.
 */
export function superfluous(
  current: RealmRepresentation,
  file: RealmRepresentation,
  standard: RealmRepresentation,
): ReadonlySet<string> {
  const sections = sectionsOf(file)
  const wanted = keyed(itemsOf(file))
  const always = keyed(itemsOf(standard))
  const rights = new Set(
    (current.clients ?? []).filter(isPartOfServer).map(({ clientId }) => `roles.client.${clientId ?? ''}`),
  )
  return new Set(
    [...keyed(itemsOf(current))]
      .filter(
        ([key, { section }]) => sections.has(section) && !wanted.has(key) && !always.has(key) && !rights.has(section),
      )
      .filter(([, { section, value }]) => section !== `components.${KEY_PROVIDER}` && !isBuiltIn(value))
      .map(([key]) => key),
  )
}

function isBuiltIn(value: unknown): boolean {
  return isObject(value) && (value['builtIn'] === true || isPartOfServer(value))
}

/** Among them master's clients that stand for the rights over other realms. */
function isPartOfServer(client: ClientRepresentation): boolean {
  return isObject(client.attributes) && client.attributes['realm_client'] === 'true'
}

function mergedItem(item: Item, sent: Item, mode: ApplyMode): unknown {
  if (item.kind === 'settings') return mergedValue(item.value, sent.value, mode, item.name)
  if (item.section !== `components.${KEY_PROVIDER}`) return mergedValue(item.value, sent.value, mode)
  if (!isObject(sent.value)) return item.value
  const generated = /-generated$/.test(textOf(sent.value['providerId']) ?? '')
  const config = isObject(sent.value['config']) ? sent.value['config'] : {}
  const settings = Object.entries(config).filter(([name]) => !(generated && KEY_MATERIAL.has(name)))
  return mergedValue(item.value, { ...sent.value, config: Object.fromEntries(settings) }, 'merge')
}

function mergedValue(old: unknown, sent: unknown, mode: ApplyMode, field = ''): unknown {
  if (sent === undefined || sent === null) return old
  if (isObject(sent) && isObject(old)) return mergedObject(old, sent, mode, field)
  if (Array.isArray(sent) && Array.isArray(old)) return mergedList(old, sent, mode, field)
  // asterisks stand for a secret that whoever wrote the file was not told
  return isMask(sent) && old !== undefined ? old : sent
}

function isMask(value: unknown): boolean {
  return value === MASK || (Array.isArray(value) && value.length === 1 && value[0] === MASK)
}

function mergedObject(old: Record<string, unknown>, sent: Record<string, unknown>, mode: ApplyMode, field: string) {
  const said = Object.entries(sent).filter(([name]) => !(MADE_BY_SERVER.has(name) && Object.hasOwn(old, name)))
  const merged = said.map(([name, value]) => [
    name,
    mergedValue(Object.hasOwn(old, name) ? old[name] : undefined, value, mode, inheritedField(field, name)),
  ])
  // a thing's fields that the file doesn't mention stay; a map that it does mention is that map
  const isMap = field !== ''
  const kept = Object.entries(old).filter(([name]) => !(isMap && mode === 'exact') || MADE_BY_SERVER.has(name))
  return Object.fromEntries([...kept, ...merged])
}

/** What is said about roles holds for the lists below it too: `composites.client.shop`. */
function inheritedField(field: string, name: string): string {
  return REFERENCES.has(field) ? field : name
}

function mergedList(old: readonly unknown[], sent: readonly unknown[], mode: ApplyMode, field: string): unknown {
  if (isMask(sent)) return old
  if (REFERENCES.has(field)) return mode === 'exact' ? sent : [...new Set([...old, ...sent])]
  // the steps of a flow are one program: half of the old and half of the new would be neither
  if (field === 'authenticationExecutions') return sent
  const nameOf = nameIn([...old, ...sent])
  if (nameOf === undefined) return sent
  const wanted = new Map(sent.map((value) => [nameOf(value), value]))
  if (wanted.size < sent.length) return sent
  const present = new Set(old.map(nameOf))
  const kept = old
    .filter((value) => mode !== 'exact' || wanted.has(nameOf(value)))
    .map((value) => mergedValue(value, wanted.get(nameOf(value)), mode))
  return [...kept, ...sent.filter((value) => !present.has(nameOf(value)))]
}

/** By what the members of a list are told apart, if by anything. */
function nameIn(list: readonly unknown[]): ((value: unknown) => string | undefined) | undefined {
  const field = NAMES.find((name) => list.every((value) => isObject(value) && typeof value[name] === 'string'))
  return field && ((value) => (isObject(value) ? textOf(value[field]) : undefined))
}

/** Clients name flows by id. The file's ids are those of another realm: here the flow of the same alias is meant. */
function withFlowIdsOf(current: RealmRepresentation, file: RealmRepresentation): RealmRepresentation {
  const aliases = new Map((file.authenticationFlows ?? []).map(({ id, alias }) => [id, alias]))
  const ids = new Map((current.authenticationFlows ?? []).map(({ id, alias }) => [alias, id]))
  if (file.clients === undefined) return file
  const idHere = (id: string) => (aliases.has(id) ? (ids.get(aliases.get(id)) ?? id) : id)
  const clients = file.clients.map((client): ClientRepresentation => {
    const overrides = Object.entries(client.authenticationFlowBindingOverrides ?? {})
    if (overrides.length === 0) return client
    const here = overrides.map(([binding, id]) => [binding, idHere(id)])
    return { ...client, authenticationFlowBindingOverrides: Object.fromEntries(here) }
  })
  return { ...file, clients }
}

/**
 * People are not configuration, but the account behind a client is a part of it. Those that are there only need to be known
 * of; the file's stand for clients that are to get one.
 */
function serviceAccounts(
  clients: readonly ClientRepresentation[],
  file: RealmRepresentation,
): NonNullable<RealmRepresentation['users']> {
  const having = clients
    .filter((client) => client.serviceAccountsEnabled === true)
    .map(({ clientId }) => clientId ?? '')
  const stubs = having.map((clientId) => ({
    username: `service-account-${clientId}`,
    serviceAccountClientId: clientId,
  }))
  const brought = (file.users ?? [])
    .filter(({ serviceAccountClientId: of }) => of !== undefined && !having.includes(of))
    .map(({ id: _, ...account }) => account)
  return [...stubs, ...brought]
}
