/** What differs between two states of a realm, for people and for whoever writes it down. Order and ids don't count. */
import { isDeepStrictEqual } from 'node:util'
import { MASK } from '../complete-clients.ts'
import { isObject, textOf } from '../fields.ts'
import type { RealmRepresentation } from '../keycloak.ts'
import { KEY_MATERIAL, MADE_BY_SERVER } from './merge-realm.ts'
import { type Item, itemsOf, KINDS, keyed } from './realm-items.ts'

export type Action = 'add' | 'change' | 'remove'

export interface FieldChange {
  /** `attributes.pkce.code.challenge.method`, `protocolMappers[email].config.claim.name`. */
  readonly path: string
  /** Absent when there was none, or is none any more. Secrets are asterisks. */
  readonly before?: unknown
  readonly after?: unknown
}

export interface ItemChange {
  readonly action: Action
  /** As {@link keyed} makes it. */
  readonly key: string
  /** As it will be; of one that goes, as it was. Its secrets are not masked. */
  readonly item: Item
  readonly fields: readonly FieldChange[]
}

/**
 * @param said - of what is new, only fields that this document has are told: the rest are defaults.
 * @param masked - whether asterisks in `before` stand for secrets that aren't told, and so can't differ.
 */
export function compareRealms(
  before: RealmRepresentation,
  after: RealmRepresentation,
  said: RealmRepresentation,
  masked = false,
): readonly ItemChange[] {
  const [old, next, told] = [before, after, said].map((document) => keyed(itemsOf(document)))
  if (old === undefined || next === undefined) return []
  const changes = [...next].flatMap(([key, item]): ItemChange[] => {
    const was = old.get(key)
    if (was === undefined) return [{ action: 'add', key, item, fields: fieldsTold(item, told?.get(key)) }]
    const fields = [
      ...differences(masked ? unmasked(was.value, item.value) : was.value, item.value, nameOfSetting(item)),
    ]
    return fields.length === 0 ? [] : [{ action: 'change', key, item, fields }]
  })
  const removed = [...old]
    .filter(([key]) => !next.has(key))
    .map(([key, item]): ItemChange => ({ action: 'remove', key, item, fields: [] }))
  return [...changes, ...removed].sort((a, b) => KINDS.indexOf(a.item.kind) - KINDS.indexOf(b.item.kind))
}

/** A value with what another has in place of asterisks. */
function unmasked(value: unknown, other: unknown): unknown {
  if (value === MASK) return other ?? value
  if (Array.isArray(value)) return value.length === 1 && value[0] === MASK ? (other ?? value) : value
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, unmasked(one, ownOf(entries(other), name))]),
  )
}

/** A setting is its own field; anything else has fields below its name. */
function nameOfSetting({ kind, name }: Item): string {
  return kind === 'settings' ? name : ''
}

/** They stand in the heading. */
const NAMES = new Set(['name', 'clientId', 'alias'])

function fieldsTold(item: Item, told: Item | undefined): readonly FieldChange[] {
  if (item.kind === 'settings') return [...differences(undefined, item.value, item.name)]
  if (!isObject(item.value) || !isObject(told?.value)) return []
  const fields = new Set(Object.keys(told.value))
  const value = Object.entries(item.value).filter(([field]) => fields.has(field) && !NAMES.has(field))
  return [...differences({}, Object.fromEntries(value), '')]
}

function* differences(before: unknown, after: unknown, path: string): Generator<FieldChange> {
  if (isObject(before ?? {}) && isObject(after ?? {}) && (before !== undefined || after !== undefined)) {
    yield* objectDifferences(entries(before), entries(after), path)
  } else if (Array.isArray(before ?? []) && Array.isArray(after ?? [])) {
    yield* listDifferences(before, after, path)
  } else if (!isDeepStrictEqual(before, after)) {
    yield fieldChange(path, before, after)
  }
}

function* objectDifferences(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  path: string,
): Generator<FieldChange> {
  const isKey = /-generated$/.test(textOf(after['providerId']) ?? textOf(before['providerId']) ?? '')
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (MADE_BY_SERVER.has(field)) continue
    const at = path === '' ? field : `${path}.${field}`
    const [old, next] = [ownOf(before, field), ownOf(after, field)].map((value) =>
      isKey && field === 'config' ? withoutMaterial(value) : value,
    )
    if (!isEmpty(old) || !isEmpty(next)) yield* differences(old, next, at)
  }
}

function withoutMaterial(config: unknown): unknown {
  return Object.fromEntries(Object.entries(entries(config)).filter(([name]) => !KEY_MATERIAL.has(name)))
}

/** Nothing said, and said that there is nothing, are the same. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0
}

function* listDifferences(before: unknown, after: unknown, path: string): Generator<FieldChange> {
  const [was, is] = [list(before), list(after)]
  if ([...was, ...is].every((value) => !isObject(value))) {
    // texts: a list of them is a set
    if (!isDeepStrictEqual(new Set(was), new Set(is))) yield fieldChange(path, before, after)
    return
  }
  const isNamed = [...was, ...is].every((value) => isObject(value) && typeof value['name'] === 'string')
  const [old, next] = [was, is].map(
    (values) => new Map(values.map((value, index) => [isNamed ? nameOf(value) : String(index), value])),
  )
  for (const name of new Set([...(old?.keys() ?? []), ...(next?.keys() ?? [])])) {
    yield* differences(old?.get(name), next?.get(name), `${path}[${name}]`)
  }
}

function nameOf(value: unknown): string {
  return isObject(value) ? (textOf(value['name']) ?? '') : ''
}

/** Attributes may be called `constructor`. */
function ownOf(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

function entries(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function fieldChange(path: string, before: unknown, after: unknown): FieldChange {
  const shown = (value: unknown) => (isSecret(path) && !isEmpty(value) ? MASK : value)
  return {
    path,
    ...(before !== undefined && { before: shown(before) }),
    ...(after !== undefined && { after: shown(after) }),
  }
}

/** `smtpServer.password`, `config.clientSecret`, `attributes.client.secret.rotated`, `config.bindCredential`… */
const SECRET =
  /(?:^|[.\]_-])(?:secret(?:\.key|\.rotated)?|password|private\.?key|bindCredential|registrationAccessToken|\w+(?:Secret|Password))$/i

function isSecret(path: string): boolean {
  return SECRET.test(path)
}
