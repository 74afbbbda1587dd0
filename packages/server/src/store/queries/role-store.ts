import type { RoleRecord } from '../../representations/realm-aggregate.ts'
import { type Act, changes, type Engine, firstRow, type QueryBuilder } from '../act.ts'
import { bumpRevision, type Revisions } from '../revisions.ts'
import type { RoleHolder, RoleStore } from '../role-ports.ts'
import { inLists } from './in-lists.ts'
import { isThere } from './is-there.ts'
import { addToRealm } from './realm-create.ts'
import { deleteRoles, findRoles, findRolesById, roleRow } from './roles.ts'

export function roleStore(engine: Engine, revisions: Revisions): RoleStore {
  const { db } = engine

  /** An act that changes the realm's configuration. */
  async function change<Result>(realmId: string, act: () => Act<Result>): Promise<Result> {
    const result = await engine.write(function* () {
      yield* bumpRevision(db, realmId)
      return yield* act()
    })
    revisions.changed(realmId)
    return result
  }

  const one = async (realmId: string, query: Parameters<typeof findRoles>[2]) =>
    (await engine.snapshot(() => findRoles(db, realmId, query)))[0]

  return {
    find: (realmId, id) => one(realmId, { id }),
    findByName: (realmId, clientUuid, name) => one(realmId, { owner: { clientUuid }, name }),
    findAll: (realmId, ids) => engine.snapshot(() => findRolesById(db, realmId, ids)),
    list: (realmId, query) => engine.snapshot(() => findRoles(db, realmId, query)),
    async create(realmId, role) {
      await engine.write(() => addToRealm(db, { realmId, clients: [], roles: [role], composites: [] }))
      revisions.changed(realmId)
    },
    replace: (realmId, role) => change(realmId, () => updateRole(db, realmId, role)),
    delete: (realmId, id) => change(realmId, () => deleteRole(db, realmId, id)),
    give: (realmId, holder, roleIds) =>
      engine.write(function* () {
        const table = holder.kind === 'user' ? 'app_user' : 'realm_group'
        if (!(yield* isThere(db, table, realmId, holder.id))) return false
        for (const roleId of roleIds) yield* giveRole(db, realmId, holder, roleId)
        return true
      }),
    take: (realmId, holder, roleIds) => engine.write(() => takeRoles(db, realmId, holder, roleIds)),
    async addComposites(realmId, roleId, composites) {
      const more = { roleId, composites }
      await engine.write(() => addToRealm(db, { realmId, clients: [], roles: [], composites: [more] }))
      revisions.changed(realmId)
    },
    async removeComposites(realmId, roleId, composites) {
      await change(realmId, function* () {
        for (const some of inLists(composites)) {
          yield* changes(
            db
              .deleteFrom('role_composite')
              .where('realm_id', '=', realmId)
              .where('role_id', '=', roleId)
              .where('child_id', 'in', some),
          )
        }
      })
    },
  }
}

function* updateRole(db: QueryBuilder, realmId: string, role: RoleRecord): Act<boolean> {
  const { name, document } = roleRow(realmId, role)
  const updated = yield* firstRow(
    db
      .updateTable('role')
      .set({ name, document })
      .where('realm_id', '=', realmId)
      .where('id', '=', role.id)
      .returning('id'),
  )
  return updated !== undefined
}

function* deleteRole(db: QueryBuilder, realmId: string, id: string): Act<boolean> {
  return (yield* deleteRoles(db, realmId, (roles) => roles.where('id', '=', id))) > 0
}

function* giveRole(db: QueryBuilder, realmId: string, { kind, id }: RoleHolder, roleId: string): Act<void> {
  const insert =
    kind === 'user'
      ? db.insertInto('user_role').values({ realm_id: realmId, user_id: id, role_id: roleId })
      : db.insertInto('group_role').values({ realm_id: realmId, group_id: id, role_id: roleId })
  yield* changes(insert.onConflict((conflict) => conflict.doNothing()))
}

function* takeRoles(
  db: QueryBuilder,
  realmId: string,
  { kind, id }: RoleHolder,
  roleIds: readonly string[],
): Act<void> {
  for (const some of inLists(roleIds)) {
    const held =
      kind === 'user'
        ? db.deleteFrom('user_role').where('realm_id', '=', realmId).where('user_id', '=', id)
        : db.deleteFrom('group_role').where('realm_id', '=', realmId).where('group_id', '=', id)
    yield* changes(held.where('role_id', 'in', some))
  }
}
