import { type Act, type Parameter, prepared, type QueryBuilder } from '../act.ts'
import type { UserSessionStore } from '../ports.ts'
import { flag } from './session-rows.ts'

type Rotation = Parameters<UserSessionStore['rotateRefreshToken']>[1]
type Outcome = Awaited<ReturnType<UserSessionStore['rotateRefreshToken']>>

interface FamilyValues {
  readonly realmId: string
  readonly sessionId: string
  readonly offline: number
  readonly clientUuid: string
}

/**
 * Rotates refresh tokens (RFC 9700 §4.14.2). Each step is one statement whose condition the database judges at the
 * moment it writes: of two callers with one token the second finds the row changed, here or on another node.
 */
export function refreshTokenRotator(db: QueryBuilder): (realmId: string, rotation: Rotation) => Act<Outcome> {
  type Values = FamilyValues & { readonly used: string; readonly next: string; readonly maxReuse: number }
  const takeNewest = prepared((the: Parameter<Values>) =>
    family(db.updateTable('client_session'), the)
      .set({ refresh_token_id: the('next'), previous_token_id: the('used'), previous_token_uses: 1 })
      // A family without a newest token begins here: its tokens were issued before the realm rotated them.
      .where((row) => row.or([row('refresh_token_id', '=', the('used')), row('refresh_token_id', 'is', null)]))
      .returning('client_uuid'),
  )
  const reusePrevious = prepared((the: Parameter<Values>) =>
    family(db.updateTable('client_session'), the)
      .set((row) => ({
        refresh_token_id: the('next'),
        previous_token_uses: row('previous_token_uses', '+', 1),
      }))
      .where('previous_token_id', '=', the('used'))
      .where('previous_token_uses', '<=', the('maxReuse'))
      .returning('client_uuid'),
  )
  const end = prepared((the: Parameter<FamilyValues>) =>
    family(db.deleteFrom('client_session'), the).returning('client_uuid'),
  )
  return function* (realmId, { userSessionId, clientUuid, offline, used, next, maxReuse }) {
    const key = { realmId, sessionId: userSessionId, offline: flag(offline), clientUuid }
    const [taken] = yield* takeNewest({ ...key, used, next, maxReuse })
    if (taken) return 'rotated'
    const [reused] = yield* reusePrevious({ ...key, used, next, maxReuse })
    if (reused) return 'rotated'
    // Two hold one token and we can't tell the thief from the owner: it ends for both.
    const [ended] = yield* end(key)
    return ended ? 'reused' : 'gone'
  }
}

/** Limits an update or a deletion to one client's part in a session. */
function family<Query extends { where(column: keyof KeyColumns, is: '=', value: string | number): Query }>(
  query: Query,
  the: Parameter<FamilyValues>,
): Query {
  return query
    .where('realm_id', '=', the('realmId'))
    .where('user_session_id', '=', the('sessionId'))
    .where('offline', '=', the('offline'))
    .where('client_uuid', '=', the('clientUuid'))
}

interface KeyColumns {
  realm_id: string
  user_session_id: string
  offline: number
  client_uuid: string
}
