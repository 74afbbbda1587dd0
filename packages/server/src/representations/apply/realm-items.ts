/**
 * A realm's document as a flat list of named things, and back: what `latchkey apply` merges and compares. Names stand
 * for things, since ids differ from server to server.
 */
import { isObject, textOf } from '../fields.ts'
import type { GroupRepresentation, RealmRepresentation } from '../keycloak.ts'

/** In the order in which a plan shows them. */
export const KINDS = [
  'settings',
  'client scopes',
  'clients',
  'roles',
  'scope mappings',
  'groups',
  'flows',
  'flow configurations',
  'required actions',
  'identity providers',
  'identity provider mappers',
  'components',
] as const
export type Kind = (typeof KINDS)[number]

export interface Item {
  readonly kind: Kind
  /** Where it stands: `clients`, `roles.client.shop`. A document that has the section says what is in it, even if nothing. */
  readonly section: string
  /** Within its section; of a group, its path. */
  readonly name: string
  /** Of a group within another: that one's path. */
  readonly parent?: string
  readonly value: unknown
}

/** Lists at the top of the document, each with its kind and what its members are told apart by. */
const LISTS: readonly (readonly [field: string, kind: Kind, nameOf: (value: Record<string, unknown>) => string])[] = [
  ['clientScopes', 'client scopes', named('name')],
  ['clients', 'clients', named('clientId')],
  ['scopeMappings', 'scope mappings', mappingTarget],
  ['authenticationFlows', 'flows', named('alias')],
  ['authenticatorConfig', 'flow configurations', named('alias')],
  ['requiredActions', 'required actions', named('alias')],
  ['identityProviders', 'identity providers', named('alias')],
  ['identityProviderMappers', 'identity provider mappers', (one) => `${one['identityProviderAlias']}/${one['name']}`],
]

/** Lists by name: of a client's roles, of the components of a type. */
const MAPS: readonly (readonly [field: string, kind: Kind, nameOf: (value: Record<string, unknown>) => string])[] = [
  ['clientScopeMappings', 'scope mappings', mappingTarget],
  ['components', 'components', componentName],
]

/** What is no configuration (people), names the document itself, or only repeats what stands elsewhere. */
const NO_SETTINGS = new Set([
  ...[...LISTS, ...MAPS].map(([field]) => field),
  ...['id', 'realm', 'users', 'federatedUsers', 'roles', 'groups', 'defaultRole', 'defaultRoles', 'keycloakVersion'],
])

export function itemsOf(document: RealmRepresentation): readonly Item[] {
  const settings = Object.entries(document)
    .filter(([field, value]) => !NO_SETTINGS.has(field) && value !== undefined && value !== null)
    .map(([name, value]): Item => ({ kind: 'settings', section: 'settings', name, value }))
  const lists = LISTS.flatMap(([field, kind, nameOf]) => listItems(kind, field, document[field], nameOf))
  const maps = MAPS.flatMap(([field, kind, nameOf]) =>
    entriesOf(document[field]).flatMap(([key, list]) => listItems(kind, `${field}.${key}`, list, nameOf)),
  )
  const roles = [
    ...listItems('roles', 'roles.realm', document.roles?.realm, named('name')),
    ...entriesOf(document.roles?.client).flatMap(([clientId, list]) =>
      listItems('roles', `roles.client.${clientId}`, list, named('name')),
    ),
  ]
  return [...settings, ...lists, ...maps, ...roles, ...groupItems(document.groups ?? [], undefined)]
}

/** Sections that the document has, so that it says what is in them. */
export function sectionsOf(document: RealmRepresentation): ReadonlySet<string> {
  return new Set([
    ...LISTS.map(([field]) => field).filter((field) => Array.isArray(document[field])),
    ...MAPS.flatMap(([field]) => entriesOf(document[field]).map(([key]) => `${field}.${key}`)),
    ...(document.roles?.realm === undefined ? [] : ['roles.realm']),
    ...entriesOf(document.roles?.client).map(([clientId]) => `roles.client.${clientId}`),
    ...(document.groups === undefined ? [] : ['groups']),
  ])
}

/** The inverse of {@link itemsOf}: a document of these things and no others. */
export function documentOfItems(items: readonly Item[]): RealmRepresentation {
  const sections = Map.groupBy(items, (item) => item.section)
  const valuesOf = (section: string) => (sections.get(section) ?? []).map(({ value }) => value)
  const below = (prefix: string) =>
    Object.fromEntries(
      [...sections.keys()]
        .filter((section) => section.startsWith(prefix))
        .map((section) => [section.slice(prefix.length), valuesOf(section)]),
    )
  const settings = (sections.get('settings') ?? []).map(({ name, value }) => [name, value])
  // each value came out of a document's field of the same name
  return {
    ...Object.fromEntries(settings),
    ...Object.fromEntries(LISTS.map(([field]) => [field, valuesOf(field)])),
    ...Object.fromEntries(MAPS.map(([field]) => [field, below(`${field}.`)])),
    roles: { realm: valuesOf('roles.realm'), client: below('roles.client.') },
    groups: groupTree(sections.get('groups') ?? []),
  } as RealmRepresentation
}

/**
 * Things by what tells them apart in any document. Of several with one name in a section (components may share theirs)
 * the first belongs to the first, and so on.
 */
export function keyed(items: readonly Item[]): ReadonlyMap<string, Item> {
  const counts = new Map<string, number>()
  return new Map(
    items.map((item) => {
      const name = `${item.section}\n${item.name}`
      const count = counts.get(name) ?? 0
      counts.set(name, count + 1)
      return [`${name}\n${count}`, item]
    }),
  )
}

/** How a person is told which thing it is. */
export function labelOf({ kind, section, name, value }: Item): string {
  if (section.startsWith('roles.client.')) return `${section.slice('roles.client.'.length)}/${name}`
  if (section.startsWith('clientScopeMappings.')) {
    return `${name}, roles of client ${section.slice('clientScopeMappings.'.length)}`
  }
  if (kind !== 'components' || !isObject(value)) return name
  const type = section.split('.').at(-1) ?? ''
  const subType = textOf(value['subType'])
  return `${textOf(value['name']) ?? value['providerId']} (${type}${subType === undefined ? '' : `, ${subType}`})`
}

function listItems(
  kind: Kind,
  section: string,
  list: unknown,
  nameOf: (value: Record<string, unknown>) => string,
): readonly Item[] {
  if (!Array.isArray(list)) return []
  return list.filter(isObject).map((value) => ({ kind, section, name: nameOf(value), value }))
}

function groupItems(groups: readonly GroupRepresentation[], parent: string | undefined): readonly Item[] {
  return groups.flatMap(({ subGroups, path: _, parentId: __, ...own }) => {
    // as Keycloak writes paths: a slash within a name is not a step
    const name = `${parent ?? ''}/${(own.name ?? '').replaceAll('/', '~/')}`
    const item: Item = { kind: 'groups', section: 'groups', name, ...(parent !== undefined && { parent }), value: own }
    return [item, ...groupItems(subGroups ?? [], name)]
  })
}

/** Parents come before their children. Of two groups with one path, children belong to the first. */
function groupTree(items: readonly Item[]): GroupRepresentation[] {
  const roots: GroupRepresentation[] = []
  const byPath = new Map<string, GroupRepresentation[]>()
  for (const { name, parent, value } of items) {
    const subGroups: GroupRepresentation[] = []
    const siblings = parent === undefined ? roots : byPath.get(parent)
    siblings?.push({ ...(isObject(value) && value), subGroups })
    if (!byPath.has(name)) byPath.set(name, subGroups)
  }
  return roots
}

function named(field: string) {
  return (value: Record<string, unknown>): string => textOf(value[field]) ?? ''
}

function mappingTarget(mapping: Record<string, unknown>): string {
  const client = textOf(mapping['client'])
  return client === undefined ? `client scope ${textOf(mapping['clientScope']) ?? ''}` : `client ${client}`
}

function componentName(component: Record<string, unknown>): string {
  const { name, providerId, subType } = component
  return [name ?? providerId, providerId, subType ?? ''].join('|')
}

function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : []
}
