import type { ClientChange, PolicyPart } from '../../model/client-policy.ts'

type Settings = PolicyPart['settings']
type Condition = (settings: Settings, change: ClientChange) => boolean

/**
 * Keycloak's conditions that can be told when an administrator makes or changes a client. The others ask of a login or a
 * token request (scopes, grant types, levels of authentication, identity providers) and have no say here.
 */
const CONDITIONS: ReadonlyMap<string, Condition> = new Map<string, Condition>([
  ['any-client', () => true],
  ['client-access-type', (settings, { client }) => textsIn(settings, 'type').includes(accessTypeOf(client))],
  ['client-attributes', (settings, { client }) => hasAll(client.attributes, soughtAttributes(settings))],
  ['client-roles', (settings, { client }) => textsIn(settings, 'roles').some((role) => client.roles.has(role))],
  ['client-type', (settings, { client }) => settings['protocol'] === client.protocol],
  ['client-updater-context', (settings) => textsIn(settings, 'update-client-source').includes('ByAuthenticatedUser')],
  ['client-updater-source-groups', (settings, { updater }) => hasOne(updater.groups, textsIn(settings, 'groups'))],
  [
    'client-updater-source-host',
    (settings, { updater }) => isAmong(textsIn(settings, 'trusted-hosts'), updater.address),
  ],
  ['client-updater-source-roles', (settings, { updater }) => hasOne(updater.roles, textsIn(settings, 'roles'))],
])

/** @returns `undefined` where the condition has no say in a change of a client. */
export function isMet({ provider, settings }: PolicyPart, change: ClientChange): boolean | undefined {
  const condition = CONDITIONS.get(provider)
  if (condition === undefined) return undefined
  const negated = settings['is-negative-logic']
  return condition(settings, change) !== (negated === true || negated === 'true')
}

/**
 * The attributes that a condition asks for, a JSON list within a text as Keycloak's console writes it.
 *
 * @returns `undefined` for what is no such list.
 */
export function soughtAttributes(settings: Settings): readonly (readonly [string, string])[] | undefined {
  const { attributes } = settings
  try {
    const list: unknown = typeof attributes === 'string' ? JSON.parse(attributes) : attributes
    return Array.isArray(list) ? list.map(pairOf) : undefined
  } catch {
    return undefined
  }
}

/** @throws {TypeError} for what is no pair. */
function pairOf(item: unknown): readonly [string, string] {
  if (typeof item === 'object' && item !== null && 'key' in item && 'value' in item) {
    const { key, value } = item
    if (typeof key === 'string' && typeof value === 'string') return [key, value]
  }
  throw new TypeError('not a pair of key and value')
}

function hasAll(attributes: ClientChange['client']['attributes'], sought: ReturnType<typeof soughtAttributes>) {
  return sought?.every(([name, value]) => Object.hasOwn(attributes, name) && attributes[name] === value) ?? false
}

function hasOne(held: ReadonlySet<string>, sought: readonly string[]): boolean {
  return sought.some((name) => held.has(name))
}

function accessTypeOf({ publicClient, bearerOnly }: ClientChange['client']): string {
  if (publicClient) return 'public'
  return bearerOnly ? 'bearer-only' : 'confidential'
}

/** Names are not looked up: whoever answers for a name would decide what a client is held to. */
function isAmong(hosts: readonly string[], address: string): boolean {
  const isHere = address === '::1' || address.startsWith('127.')
  return hosts.includes(address) || (isHere && hosts.includes('localhost'))
}

function textsIn(settings: Settings, name: string): readonly string[] {
  const list = settings[name]
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : []
}
