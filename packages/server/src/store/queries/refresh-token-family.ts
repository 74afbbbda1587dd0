import { type Act, type Parameter, prepared, type QueryBuilder } from '../act.ts'
import type { UserSessionStore } from '../session-ports.ts'
import type { RefreshTokenFamilyRow } from '../tables.ts'
import { flag } from './session-rows.ts'

type Rotation = Parameters<UserSessionStore['rotateRefreshToken']>[1]
type Outcome = Awaited<ReturnType<UserSessionStore['rotateRefreshToken']>>

type ClientSessionKey = Pick<RefreshTokenFamilyRow, 'realm_id' | 'user_session_id' | 'offline' | 'client_uuid'>
type FamilyKey = ClientSessionKey & Pick<RefreshTokenFamilyRow, 'family_id'>

/**
 * Rotates refresh tokens (RFC 9700 §4.14.2). Each step is one statement whose condition the database judges at the
 * moment it writes: of two callers with one token the second finds the row changed, here or on another node.
 */
export function refreshTokenRotator(db: QueryBuilder): (realmId: string, rotation: Rotation) => Act<Outcome> {
  type Values = FamilyKey & { readonly used: string; readonly next: string; readonly maxReuse: number }
  const livingPart = prepared((the: Parameter<ClientSessionKey>) =>
    db
      .selectFrom('client_session')
      .select('client_uuid')
      .where('realm_id', '=', the('realm_id'))
      .where('user_session_id', '=', the('user_session_id'))
      .where('offline', '=', the('offline'))
      .where('client_uuid', '=', the('client_uuid')),
  )
  const begin = prepared((the: Parameter<RefreshTokenFamilyRow>) => insertFamily(db, the))
  const takeNewest = prepared((the: Parameter<Values>) =>
    updateFamily(db, the)
      .set({ newest_id: the('next'), previous_id: the('used'), previous_uses: 1 })
      .where('newest_id', '=', the('used'))
      .returning('family_id'),
  )
  const reusePrevious = prepared((the: Parameter<Values>) =>
    updateFamily(db, the)
      .set((row) => ({ newest_id: the('next'), previous_uses: row('previous_uses', '+', 1) }))
      .where('previous_id', '=', the('used'))
      .where('previous_uses', '<=', the('maxReuse'))
      .returning('family_id'),
  )
  const end = prepared((the: Parameter<ClientSessionKey>) =>
    db
      .deleteFrom('client_session')
      .where('realm_id', '=', the('realm_id'))
      .where('user_session_id', '=', the('user_session_id'))
      .where('offline', '=', the('offline'))
      .where('client_uuid', '=', the('client_uuid'))
      .returning('client_uuid'),
  )
  return function* (realmId, { userSessionId, clientUuid, offline, family, used, next, maxReuse }) {
    const part = { realm_id: realmId, user_session_id: userSessionId, offline: flag(offline), client_uuid: clientUuid }
    const [living] = yield* livingPart(part)
    if (!living) return 'gone'
    const key = { ...part, family_id: family }
    if (used === family) {
      // the first token of its kind: its first use makes the family, so that issuing it writes nothing
      const [begun] = yield* begin({ ...key, newest_id: next, previous_id: used, previous_uses: 1 })
      if (begun) return 'rotated'
    }
    const [taken] = yield* takeNewest({ ...key, used, next, maxReuse })
    if (taken) return 'rotated'
    const [reused] = yield* reusePrevious({ ...key, used, next, maxReuse })
    if (reused) return 'rotated'
    // Two hold one token and we can't tell the thief from the owner: the client's part ends, for all its tabs.
    const [ended] = yield* end(part)
    return ended ? 'reused' : 'gone'
  }
}

function insertFamily(db: QueryBuilder, the: Parameter<RefreshTokenFamilyRow>) {
  return db
    .insertInto('refresh_token_family')
    .values({
      realm_id: the('realm_id'),
      user_session_id: the('user_session_id'),
      offline: the('offline'),
      client_uuid: the('client_uuid'),
      family_id: the('family_id'),
      newest_id: the('newest_id'),
      previous_id: the('previous_id'),
      previous_uses: the('previous_uses'),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('family_id')
}

function updateFamily(db: QueryBuilder, the: Parameter<FamilyKey>) {
  return db
    .updateTable('refresh_token_family')
    .where('realm_id', '=', the('realm_id'))
    .where('user_session_id', '=', the('user_session_id'))
    .where('offline', '=', the('offline'))
    .where('client_uuid', '=', the('client_uuid'))
    .where('family_id', '=', the('family_id'))
}
