import type { Client } from '../../model/client.ts'
import { clientOf } from '../../representations/client-model.ts'
import type { ClientRecord } from '../../representations/realm-aggregate.ts'
import { type Act, changes, type Engine, firstRow, type Parameter, prepared, type QueryBuilder, rows } from '../act.ts'
import { configurationCache, type Revised } from '../cache.ts'
import type { ClientEdit, ClientQuery, ClientStore } from '../ports.ts'
import { bumpRevision, type Revisions } from '../revisions.ts'
import type { ClientRow, ScopeMappingRow } from '../tables.ts'
import { grouped } from './grouped.ts'
import { inLists } from './in-lists.ts'
import { inserter } from './insert-rows.ts'
import { contains, containsAsIs } from './matching.ts'
import { deleteRoles } from './roles.ts'
import { deleteUser, type UserEngine } from './user-writes.ts'

const MAX_CACHED_CLIENTS = 4_096

export function clientStore(engine: Engine, revisions: Revisions): ClientStore {
  const { db } = engine
  const cache = configurationCache<Client>(MAX_CACHED_CLIENTS, revisions)
  const insertClient = inserter(db, 'client')
  const insertMappings = inserter(db, 'scope_mapping')
  const byClientId = prepared((the: Parameter<{ realmId: string; key: string }>) =>
    clientWithRevision(db, the('realmId')).where('client.client_id', '=', the('key')),
  )
  const byId = prepared((the: Parameter<{ realmId: string; key: string }>) =>
    clientWithRevision(db, the('realmId')).where('client.id', '=', the('key')),
  )
  const scopeRoles = prepared((the: Parameter<{ realmId: string; holderId: string }>) =>
    scopeMappings(db, the('realmId')).where('holder_id', '=', the('holderId')),
  )

  function* load(find: typeof byId, realmId: string, key: string): Act<Revised<ClientRecord> | undefined> {
    const [row] = yield* find({ realmId, key })
    if (!row) return undefined
    const mappings = yield* scopeRoles({ realmId, holderId: row.id })
    const roleIds = mappings.map((mapping) => mapping.role_id)
    return { realmId, revision: row.revision, value: clientRecord(row, roleIds) }
  }

  async function cached(find: typeof byId, kind: string, realmId: string, key: string): Promise<Client | undefined> {
    return await cache.get(`${realmId} ${kind} ${key}`, async () => {
      const loaded = await engine.snapshot(() => load(find, realmId, key))
      return loaded && { ...loaded, value: clientOf(loaded.value) }
    })
  }

  return {
    findByClientId: (realmId, clientId) => cached(byClientId, 'name', realmId, clientId),
    find: (realmId, id) => cached(byId, 'id', realmId, id),
    list: (realmId, query) => engine.snapshot(() => listClients(db, realmId, query)),
    async findRecord(realmId, id) {
      const loaded = await engine.snapshot(() => load(byId, realmId, id))
      return loaded?.value
    },
    async create(realmId, client) {
      await engine.write(function* () {
        yield* bumpRevision(db, realmId)
        yield* insertClient([clientRow(realmId, client)])
        yield* insertMappings(scopeMappingRows(realmId, client.id, client.scopeRoleIds))
      })
      revisions.changed(realmId)
    },
    async change(realmId, id, change) {
      const changed = await engine.write(function* () {
        // Bumped first: another node's change of this realm waits for this one, and sees it.
        yield* bumpRevision(db, realmId)
        const [row] = yield* byId({ realmId, key: id })
        if (!row) return false
        const client = change(clientRecord(row, yield* scopeRolesOf(db, realmId, id)))
        yield* updateClient(db, realmId, client)
        yield* changes(db.deleteFrom('scope_mapping').where('realm_id', '=', realmId).where('holder_id', '=', id))
        yield* insertMappings(scopeMappingRows(realmId, id, client.scopeRoleIds))
        return true
      })
      revisions.changed(realmId)
      return changed
    },
    async delete(realmId, id) {
      const deleted = await engine.write(() => deleteClient(engine, realmId, id))
      revisions.changed(realmId)
      return deleted
    },
  }
}

export function clientRow(realmId: string, client: ClientRecord): ClientRow {
  return {
    realm_id: realmId,
    id: client.id,
    client_id: client.clientId,
    document: JSON.stringify(client.representation),
  }
}

/** A client's part of a larger act. */
export function* editClient(db: QueryBuilder, { realmId, clientId, change }: ClientEdit): Act<void> {
  const row = yield* firstRow(
    db.selectFrom('client').selectAll().where('realm_id', '=', realmId).where('client_id', '=', clientId),
  )
  if (!row) return
  const changed = change({ id: row.id, clientId, representation: JSON.parse(row.document) })
  yield* updateClient(db, realmId, { ...changed, id: row.id, scopeRoleIds: [] })
  yield* bumpRevision(db, realmId)
}

/** @param holderId - UUID of a client or of a client scope. */
export function scopeMappingRows(realmId: string, holderId: string, roleIds: readonly string[]): ScopeMappingRow[] {
  return roleIds.map((roleId) => ({ realm_id: realmId, holder_id: holderId, role_id: roleId }))
}

/** Ids of the roles that one client or client scope has in its scope. */
export function* scopeRolesOf(db: QueryBuilder, realmId: string, holderId: string): Act<readonly string[]> {
  const mappings = yield* rows(scopeMappings(db, realmId).where('holder_id', '=', holderId))
  return mappings.map((mapping) => mapping.role_id)
}

/** Ids of roles by the client or client scope that has them in its scope. */
export function* scopeRolesOfRealm(
  db: QueryBuilder,
  realmId: string,
  holderIds?: readonly string[],
): Act<ReadonlyMap<string, readonly string[]>> {
  const all = scopeMappings(db, realmId)
  const found: { readonly holder_id: string; readonly role_id: string }[] = []
  if (holderIds === undefined) found.push(...(yield* rows(all)))
  else for (const ids of inLists(holderIds)) found.push(...(yield* rows(all.where('holder_id', 'in', ids))))
  return grouped(
    found,
    (row) => row.holder_id,
    (row) => row.role_id,
  )
}

/** How many documents are looked into at a time where a column doesn't say who is sought. */
const BATCH = 200

export function* listClients(db: QueryBuilder, realmId: string, query: ClientQuery): Act<readonly ClientRecord[]> {
  const found =
    query.attributes === undefined
      ? yield* rows(pageOfClients(db, realmId, query))
      : yield* withAttributes(db, realmId, query)
  const only = found.length <= MOST_LOOKED_UP ? found.map(({ id }) => id) : undefined
  const scopeRoles = yield* scopeRolesOfRealm(db, realmId, only)
  return found.map((row) => clientRecord(row, scopeRoles.get(row.id) ?? []))
}

function pageOfClients(db: QueryBuilder, realmId: string, query: ClientQuery) {
  const { clientId, search, attributes = [], first, max } = query
  let select = db.selectFrom('client').selectAll().where('realm_id', '=', realmId).orderBy('client_id')
  if (clientId !== undefined) select = select.where('client_id', '=', clientId)
  if (search !== undefined) select = select.where((client) => contains(client, 'client_id', search))
  for (const [name, value] of attributes) {
    const written = `${JSON.stringify(name)}:${JSON.stringify(value)}`
    select = select.where((client) => containsAsIs(client, 'document', written))
  }
  if (first === undefined && max === undefined) return select
  return select.limit(max ?? Number.MAX_SAFE_INTEGER).offset(first ?? 0)
}

/** The database finds documents with such texts in them; whether they stand among the attributes is looked at here. */
function* withAttributes(db: QueryBuilder, realmId: string, query: ClientQuery): Act<readonly ClientRow[]> {
  const { first = 0, max = Number.MAX_SAFE_INTEGER, attributes = [] } = query
  const found: ClientRow[] = []
  for (let offset = 0; found.length < first + max; offset += BATCH) {
    const batch = yield* rows(pageOfClients(db, realmId, { ...query, first: offset, max: BATCH }))
    found.push(...batch.filter((row) => hasAttributes(row, attributes)))
    if (batch.length < BATCH) break
  }
  return found.slice(first, first + max)
}

function hasAttributes({ document }: ClientRow, sought: NonNullable<ClientQuery['attributes']>): boolean {
  const { attributes = {} }: ClientRecord['representation'] = JSON.parse(document)
  return sought.every(([name, value]) => Object.hasOwn(attributes, name) && attributes[name] === value)
}

/** Beyond it, what all have in scope is read at once. */
const MOST_LOOKED_UP = 200

function clientRecord(row: Omit<ClientRow, 'realm_id'>, scopeRoleIds: readonly string[]): ClientRecord {
  return { id: row.id, clientId: row.client_id, representation: JSON.parse(row.document), scopeRoleIds }
}

function clientWithRevision(db: QueryBuilder, realmId: string) {
  return db
    .selectFrom('client')
    .innerJoin('realm', 'realm.realm_id', 'client.realm_id')
    .select(['client.id', 'client.client_id', 'client.document', 'realm.revision'])
    .where('client.realm_id', '=', realmId)
}

function scopeMappings(db: QueryBuilder, realmId: string) {
  return db
    .selectFrom('scope_mapping')
    .select(['holder_id', 'role_id'])
    .where('realm_id', '=', realmId)
    .orderBy('holder_id')
    .orderBy('role_id')
}

function* updateClient(db: QueryBuilder, realmId: string, client: ClientRecord): Act<boolean> {
  const updated = yield* firstRow(
    db
      .updateTable('client')
      .set({ client_id: client.clientId, document: JSON.stringify(client.representation) })
      .where('realm_id', '=', realmId)
      .where('id', '=', client.id)
      .returning('id'),
  )
  return updated !== undefined
}

/** A client with its roles, service account and sessions. @returns `false` when there was none. */
export function* deleteClient(engine: UserEngine, realmId: string, id: string): Act<boolean> {
  const { db } = engine
  const deleted = yield* firstRow(
    db.deleteFrom('client').where('realm_id', '=', realmId).where('id', '=', id).returning('id'),
  )
  if (!deleted) return false
  yield* deleteRoles(db, realmId, (roles) => roles.where('client_uuid', '=', id))
  yield* changes(db.deleteFrom('scope_mapping').where('realm_id', '=', realmId).where('holder_id', '=', id))
  const serviceAccounts = yield* rows(
    db
      .selectFrom('app_user')
      .select('id')
      .where('realm_id', '=', realmId)
      .where('service_account_client_uuid', '=', id),
  )
  for (const account of serviceAccounts) yield* deleteUser(engine, realmId, account.id)
  for (const table of ['client_session', 'authorization_code', 'login_session'] as const) {
    yield* changes(db.deleteFrom(table).where('realm_id', '=', realmId).where('client_uuid', '=', id))
  }
  yield* bumpRevision(db, realmId)
  return true
}
