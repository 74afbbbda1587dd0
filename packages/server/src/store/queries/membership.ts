import type { Membership } from '../../model/user.ts'
import { type Act, type Parameter, prepared, type QueryBuilder } from '../act.ts'
import { groupsOf, lineUpFrom } from './groups.ts'

/** Reads what a user holds directly, and the groups above theirs. Most users are in no group: two look-ups then. */
export function membershipReader(db: QueryBuilder): (realmId: string, userId: string) => Act<Membership> {
  const roles = prepared((the: Parameter<{ realmId: string; userId: string }>) =>
    db
      .selectFrom('user_role')
      .select('role_id')
      .where('realm_id', '=', the('realmId'))
      .where('user_id', '=', the('userId'))
      .orderBy('role_id'),
  )
  const groups = prepared((the: Parameter<{ realmId: string; userId: string }>) =>
    groupIdsOfUser(db, the('realmId'), the('userId')),
  )
  const lines = prepared((the: Parameter<{ realmId: string; userId: string }>) =>
    lineUpFrom(db, the('realmId'), groupIdsOfUser(db, the('realmId'), the('userId'))),
  )
  return function* (realmId, userId) {
    const roleRows = yield* roles({ realmId, userId })
    const roleIds = roleRows.map((row) => row.role_id)
    const direct = new Set((yield* groups({ realmId, userId })).map((row) => row.id))
    if (direct.size === 0) return { roleIds, groups: [], ancestors: [] }
    const all = [...groupsOf(yield* lines({ realmId, userId })).values()]
    return {
      roleIds,
      groups: all.filter((group) => direct.has(group.id)),
      ancestors: all.filter((group) => !direct.has(group.id)),
    }
  }
}

function groupIdsOfUser(db: QueryBuilder, realmId: string, userId: string) {
  return db
    .selectFrom('user_group')
    .select('group_id as id')
    .where('realm_id', '=', realmId)
    .where('user_id', '=', userId)
}
