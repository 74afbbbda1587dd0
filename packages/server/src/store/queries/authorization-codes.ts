import type { AuthorizationCode } from '../../model/session.ts'
import { type Engine, type Parameter, prepared } from '../act.ts'
import type { AuthorizationCodeStore } from '../session-ports.ts'
import type { AuthorizationCodeRow } from '../tables.ts'
import { inserter } from './insert-rows.ts'

export function authorizationCodeStore(engine: Engine): AuthorizationCodeStore {
  const { db } = engine
  const insert = inserter(db, 'authorization_code')
  const spend = prepared((the: Parameter<{ realmId: string; id: string; now: number }>) =>
    db
      .updateTable('authorization_code')
      .set({ redeemed_at: the('now') })
      .where('realm_id', '=', the('realmId'))
      .where('id', '=', the('id'))
      .where('redeemed_at', 'is', null)
      .returningAll(),
  )
  const find = prepared((the: Parameter<{ realmId: string; id: string }>) =>
    db.selectFrom('authorization_code').selectAll().where('realm_id', '=', the('realmId')).where('id', '=', the('id')),
  )
  return {
    put: (realmId, code) => engine.write(() => insert([codeRow(realmId, code)])),
    redeem: (realmId, id, now) =>
      engine.write(function* () {
        const [fresh] = yield* spend({ realmId, id, now })
        if (fresh) return { outcome: 'fresh', code: codeOf(fresh) } as const
        const [used] = yield* find({ realmId, id })
        return used && ({ outcome: 'used', code: codeOf(used) } as const)
      }),
  }
}

function codeRow(realmId: string, code: AuthorizationCode): AuthorizationCodeRow {
  return {
    realm_id: realmId,
    id: code.id,
    user_session_id: code.userSessionId,
    client_uuid: code.clientUuid,
    redirect_uri: code.redirectUri,
    redirect_uri_parameter: code.redirectUriParameter ?? null,
    scope: code.scope,
    nonce: code.nonce ?? null,
    code_challenge: code.codeChallenge ?? null,
    code_challenge_method: code.codeChallengeMethod ?? null,
    expires_at: code.expiresAt,
    redeemed_at: null,
  }
}

function codeOf(row: AuthorizationCodeRow): AuthorizationCode {
  return {
    id: row.id,
    userSessionId: row.user_session_id,
    clientUuid: row.client_uuid,
    redirectUri: row.redirect_uri,
    redirectUriParameter: row.redirect_uri_parameter ?? undefined,
    scope: row.scope,
    nonce: row.nonce ?? undefined,
    codeChallenge: row.code_challenge ?? undefined,
    codeChallengeMethod: row.code_challenge_method ?? undefined,
    expiresAt: row.expires_at,
  }
}
