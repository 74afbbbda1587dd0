/**
 * Plans what applying a file to a realm changes. The realm with the file merged into it is imported as any file, with the
 * ids of what is there; what then differs from the realm imported by itself is what the file asks for. So defaults that are
 * filled in, and how values are written, never are a difference.
 */
import { MASK } from '../complete-clients.ts'
import { isObject } from '../fields.ts'
import type { ImportContext } from '../import-context.ts'
import { Problems } from '../json-shape.ts'
import type { ClientRepresentation, RealmRepresentation } from '../keycloak.ts'
import type { RealmAggregate } from '../realm-aggregate.ts'
import { readRealmDocument } from '../realm-document.ts'
import { exportRealm } from '../realm-export.ts'
import { importRealm } from '../realm-import.ts'
import { RealmImportError } from '../realm-import-error.ts'
import { compareRealms, type ItemChange } from './compare-realms.ts'
import { type ApplyMode, mergedRealm, superfluous } from './merge-realm.ts'
import { documentOfItems, type Item, itemsOf, keyed } from './realm-items.ts'

export interface PlanOptions {
  readonly mode: ApplyMode
  /** Of the document within its file, for messages. `$` unless told. */
  readonly path?: string
  /** Whether the current document has asterisks for secrets that whoever gave it would not tell: they can't be compared. */
  readonly masked?: boolean
}

export interface RealmPlan {
  readonly realm: string
  /** Whether there is no such realm yet. */
  readonly isNew: boolean
  readonly changes: readonly ItemChange[]
  /** The whole realm as it will be, and people that a new one is made with. */
  readonly wanted: RealmAggregate
  /** The same as a document. Only what is among the changes is asked for. */
  readonly document: RealmRepresentation
  /** Of the file, that were left out: people are not configuration. */
  readonly usersIgnored: number
}

/**
 * @param current - the whole realm as a document, with ids and secrets; `undefined` when there is none.
 * @param file - parsed JSON, from anywhere.
 * @throws {RealmImportError} with what an import of the file would say, and with what would not fit the realm.
 */
export async function planRealm(
  current: RealmRepresentation | undefined,
  file: unknown,
  { mode, path = '$', masked = false }: PlanOptions,
  context: ImportContext,
): Promise<RealmPlan> {
  const document = readFile(file, path)
  if (current === undefined) return planNewRealm(document, context, path)
  const before = await normal(mergedRealm(current, {}, 'merge'), current, { ...context, newKeyProviders: noKeys }, path)
  const standard = exported(await importRealm({ realm: current.realm }, { ...context, newKeyProviders: noKeys }))
  const gone = mode === 'exact' ? superfluous(before.document, document, standard) : new Set<string>()
  const kept = gone.size === 0 ? current : without(before, gone)
  const after = await normal(mergedRealm(kept, document, mode), current, context, path).catch(
    async (error: unknown) => {
      if (error instanceof RealmImportError) await importRealm(file, withoutWork(context), path)
      throw error
    },
  )
  return {
    realm: current.realm ?? '',
    isNew: false,
    changes: compareRealms(before.document, after.document, document, masked),
    wanted: after.realm,
    document: after.document,
    usersIgnored: (document.users ?? []).filter((user) => user.serviceAccountClientId === undefined).length,
  }
}

async function planNewRealm(file: RealmRepresentation, context: ImportContext, path: string): Promise<RealmPlan> {
  const wanted = await importRealm(file, context, path)
  const standard = await importRealm({ realm: file.realm }, { ...context, newKeyProviders: noKeys })
  const document = exported(wanted)
  const keysOf = file.components ?? {}
  const changes = compareRealms(exported(standard), document, file)
  return {
    realm: wanted.realm.realm,
    isNew: true,
    // every realm gets keys
    changes: changes.filter(
      ({ item: { kind, section } }) => kind !== 'components' || section.slice('components.'.length) in keysOf,
    ),
    wanted,
    document,
    usersIgnored: 0,
  }
}

function readFile(file: unknown, path: string): RealmRepresentation {
  const problems = new Problems()
  const document = readRealmDocument(file, path, problems)
  if (problems.count > 0) throw new RealmImportError(problems)
  return document
}

interface Normal {
  readonly realm: RealmAggregate
  readonly document: RealmRepresentation
}

/** A document as it reads when it was imported. @param current - whose secrets are not made anew. */
async function normal(
  document: RealmRepresentation,
  current: RealmRepresentation,
  context: ImportContext,
  path: string,
): Promise<Normal> {
  const imported = await importRealm(document, context, path)
  const secretless = new Map((current.clients ?? []).filter(isSecretless).map((client) => [client.clientId, client]))
  const sent = new Map((document.clients ?? []).filter(isSecretless).map((client) => [client.clientId, client]))
  const clients = imported.clients.map((record) => {
    const before = sent.has(record.clientId) ? secretless.get(record.clientId) : undefined
    return before === undefined ? record : { ...record, representation: withSecretOf(before, record.representation) }
  })
  const realm = { ...imported, clients }
  return { realm, document: exported(realm) }
}

/** Whether it should have a secret, and has none or one that isn't told. */
function isSecretless({ publicClient, secret }: ClientRepresentation): boolean {
  return publicClient !== true && (secret === undefined || secret === '' || secret === MASK)
}

/** An import makes a secret for a client without one: not for one that could do without it so far. */
function withSecretOf(
  before: ClientRepresentation,
  { secret: _, ...after }: ClientRepresentation,
): ClientRepresentation {
  const { 'client.secret.creation.time': __, ...attributes } = after.attributes ?? {}
  const time = before.attributes?.['client.secret.creation.time']
  return {
    ...after,
    ...(before.secret !== undefined && { secret: before.secret }),
    attributes: { ...attributes, ...(time !== undefined && { 'client.secret.creation.time': time }) },
  }
}

/** The realm without some of its things, and without what names them. */
function without({ realm, document }: Normal, gone: ReadonlySet<string>): RealmRepresentation {
  const removed = [...keyed(itemsOf(document))].flatMap(([key, item]) => (gone.has(key) ? [item] : []))
  const ids = new Set(removed.map(idOf))
  const clients = realm.clients.filter(({ id }) => !ids.has(id))
  const clientIds = new Set(clients.map(({ id }) => id))
  const groupPaths = new Set(removed.filter(({ kind }) => kind === 'groups').map(({ name }) => name))
  const { defaultGroups } = realm.realm
  const rest = exported({
    ...realm,
    realm: {
      ...realm.realm,
      ...(Array.isArray(defaultGroups) && { defaultGroups: defaultGroups.filter((path) => !groupPaths.has(path)) }),
    },
    clients,
    clientScopes: realm.clientScopes.filter(({ id }) => !ids.has(id)),
    roles: realm.roles.filter(({ id, clientUuid }) => !ids.has(id) && (!clientUuid || clientIds.has(clientUuid))),
    groups: realm.groups.filter(({ id }) => !ids.has(id)),
  })
  const kept = [...keyed(itemsOf(rest))].filter(([key]) => !gone.has(key)).map(([, item]) => item)
  const { id, realm: name, defaultRole } = rest
  return {
    ...documentOfItems(kept),
    ...(id && { id }),
    ...(name && { realm: name }),
    ...(defaultRole && { defaultRole }),
  }
}

/** @returns `undefined` for what has none. */
export function idOf({ value }: Item): string | undefined {
  return isObject(value) && typeof value['id'] === 'string' ? value['id'] : undefined
}

function exported(realm: RealmAggregate): RealmRepresentation {
  return exportRealm(realm, { users: false, secrets: 'plain' })
}

async function noKeys() {
  return []
}

/** For an import whose result nobody needs. */
function withoutWork(context: ImportContext): ImportContext {
  return {
    ...context,
    newKeyProviders: noKeys,
    hashPassword: async () => ({ secretData: '{}', credentialData: '{}' }),
  }
}
