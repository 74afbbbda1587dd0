import type { Realm } from '../../model/realm.ts'
import type { Clock } from '../../model/time.ts'
import type { ComponentRepresentation, RealmRepresentation } from '../../representations/keycloak.ts'
import type { RealmAggregate } from '../../representations/realm-aggregate.ts'
import { type RealmParts, realmOf } from '../../representations/realm-model.ts'
import { type Act, changes, type Engine, firstRow, type Parameter, prepared, type QueryBuilder, rows } from '../act.ts'
import { configurationCache } from '../cache.ts'
import type { RealmStore } from '../ports.ts'
import type { Revisions } from '../revisions.ts'
import { REALM_TABLES, type RealmRow } from '../tables.ts'
import { deleteClient, listClients, scopeRolesOfRealm } from './clients.ts'
import { listGroups } from './groups.ts'
import { briefOf, documentColumns, documentOf, settingsOf } from './realm-columns.ts'
import { addToRealm, aggregateInserter } from './realm-create.ts'
import { changeRealm } from './realm-document.ts'
import { realmMerger } from './realm-merge.ts'
import { graphRolesOf, rolesOfRealm } from './roles.ts'
import { loadUsers } from './user-rows.ts'
import type { UserEngine } from './user-writes.ts'

const MAX_CACHED_REALMS = 256

/** Takes back what an act has written so far. */
class RealmMoved extends Error {}

export function realmStore(engine: Engine, clock: Clock, revisions: Revisions): RealmStore {
  const { db } = engine
  const cache = configurationCache<Realm>(MAX_CACHED_REALMS, revisions)
  const insert = aggregateInserter(engine)
  const mergeIntoRealm = realmMerger(engine)
  const byName = prepared((the: Parameter<{ name: string }>) =>
    db.selectFrom('realm').selectAll().where('name', '=', the('name')),
  )
  return {
    findByName: (name) =>
      cache.get(name, async () => {
        const parts = await engine.snapshot(function* () {
          const [row] = yield* byName({ name })
          return row && (yield* realmParts(db, row))
        })
        return parts && { realmId: parts.document.id, revision: parts.revision, value: realmOf(parts) }
      }),
    idOf: (name) =>
      engine.read(function* () {
        const row = yield* firstRow(db.selectFrom('realm').select('realm_id').where('name', '=', name))
        return row?.realm_id
      }),
    list: () => engine.read(() => rows(db.selectFrom('realm').select(['realm_id as id', 'name']).orderBy('name'))),
    async create(realms, additions, replaced = []) {
      // A realm that comes back under its old id must not come back with an old revision.
      const revision = clock.nowMs()
      await engine.write(function* () {
        for (const realmId of replaced) yield* deleteRealm(engine, realmId, undefined)
        for (const realm of realms) yield* insert(realm, revision)
        if (additions) yield* addToRealm(db, additions)
      })
      if (replaced.length > 0) revisions.deleted()
      for (const { realm } of realms) revisions.changed(realm.id)
      if (additions) revisions.changed(additions.realmId)
    },
    load: (realmId, { users }) => engine.snapshot(() => loadAggregate(db, realmId, users)),
    listSettings: ({ after, max }) =>
      engine.read(function* () {
        let select = db.selectFrom('realm').select(['realm_id', 'name', 'document']).orderBy('name').limit(max)
        if (after !== undefined) select = select.where('name', '>', after)
        return (yield* rows(select)).map(settingsOf)
      }),
    listBrief: ({ after, max }) =>
      engine.read(function* () {
        let select = db.selectFrom('realm').select(['realm_id', 'name', 'brief']).orderBy('name').limit(max)
        if (after !== undefined) select = select.where('name', '>', after)
        return (yield* rows(select)).map(briefOf)
      }),
    async change(realmId, change, clients = []) {
      const changed = await engine.write(() => changeRealm(db, realmId, change, clients))
      for (const changedRealm of new Set([realmId, ...clients.map((edit) => edit.realmId)])) {
        revisions.changed(changedRealm)
      }
      return changed
    },
    async delete(realmId, rights) {
      const deleted = await engine.write(() => deleteRealm(engine, realmId, rights))
      revisions.deleted()
      return deleted
    },
    async merge(realmId, revision, merge) {
      const merged = await engine.write(() => mergeIntoRealm(realmId, revision, merge))
      revisions.changed(realmId)
      return merged
    },
    async apply({ created, additions, merged }) {
      const revision = clock.nowMs()
      try {
        await engine.write(function* () {
          for (const { realmId, revision: looked, merge } of merged) {
            if (!(yield* mergeIntoRealm(realmId, looked, merge))) throw new RealmMoved()
          }
          for (const realm of created) yield* insert(realm, revision)
          if (additions) yield* addToRealm(db, additions)
        })
      } catch (error) {
        if (error instanceof RealmMoved) return false
        throw error
      }
      for (const { realm } of created) revisions.changed(realm.id)
      for (const { realmId } of merged) revisions.changed(realmId)
      if (additions) revisions.changed(additions.realmId)
      return true
    },
    async addComponent(realmId, revision, providerType, component) {
      const added = await engine.write(() => addComponent(db, realmId, revision, providerType, component))
      revisions.changed(realmId)
      return added
    },
  }
}

function* realmParts(db: QueryBuilder, row: RealmRow): Act<RealmParts> {
  const realmId = row.realm_id
  const scopes = yield* rows(db.selectFrom('client_scope').selectAll().where('realm_id', '=', realmId).orderBy('name'))
  const scopeRoles = yield* scopeRolesOfRealm(db, realmId)
  return {
    document: documentOf(row),
    revision: row.revision,
    defaultRoleId: row.default_role_id ?? undefined,
    clientScopes: scopes.map((scope) => ({
      id: scope.id,
      name: scope.name,
      representation: JSON.parse(scope.document),
      roleIds: scopeRoles.get(scope.id) ?? [],
    })),
    roles: yield* graphRolesOf(db, realmId),
  }
}

function* loadAggregate(db: QueryBuilder, realmId: string, withUsers: boolean): Act<RealmAggregate | undefined> {
  const row = yield* firstRow(db.selectFrom('realm').selectAll().where('realm_id', '=', realmId))
  if (!row) return undefined
  const parts = yield* realmParts(db, row)
  return {
    realm: parts.document,
    defaultRoleId: parts.defaultRoleId,
    clientScopes: parts.clientScopes,
    clients: yield* listClients(db, realmId, {}),
    roles: yield* rolesOfRealm(db, realmId),
    groups: yield* listGroups(db, realmId),
    users: withUsers ? yield* loadUsers(db, realmId) : [],
  }
}

function* addComponent(
  db: QueryBuilder,
  realmId: string,
  revision: number,
  providerType: string,
  component: ComponentRepresentation,
): Act<boolean> {
  const row = yield* firstRow(db.selectFrom('realm').selectAll().where('realm_id', '=', realmId))
  if (!row) return false
  const document: RealmRepresentation = documentOf(row)
  const { components = {} } = document
  const changed = {
    ...document,
    components: { ...components, [providerType]: [...(components[providerType] ?? []), component] },
  }
  const updated = yield* changes(
    db
      .updateTable('realm')
      .set({ revision: revision + 1, ...documentColumns(changed) })
      .where('realm_id', '=', realmId)
      .where('revision', '=', revision),
  )
  return updated > 0
}

function* deleteRealm(
  { db, texts }: UserEngine,
  realmId: string,
  rights: Parameters<RealmStore['delete']>[1],
): Act<boolean> {
  let deleted = 0
  if (texts !== undefined) yield* texts.removeRealm(realmId)
  for (const table of REALM_TABLES) {
    // `realm` is the last one: its count is the answer.
    deleted = yield* changes(db.deleteFrom(table).where('realm_id', '=', realmId))
  }
  if (deleted > 0 && rights) yield* deleteClient({ db, ...(texts && { texts }) }, rights.realmId, rights.clientUuid)
  return deleted > 0
}
