import { changes, type Engine, rows } from '../act.ts'
import type { UserStore } from '../user-ports.ts'
import { federatedIdentityOf } from './user-parts.ts'

/** A user's accounts at identity providers. */
export function federatedIdentityActs(
  engine: Engine,
): Pick<
  UserStore,
  'federatedIdentities' | 'addFederatedIdentity' | 'removeFederatedIdentity' | 'removeFederatedIdentitiesOf'
> {
  const { db } = engine
  return {
    federatedIdentities: (realmId, userId) =>
      engine.read(function* () {
        const found = yield* rows(
          db
            .selectFrom('federated_identity')
            .selectAll()
            .where('realm_id', '=', realmId)
            .where('user_id', '=', userId)
            .orderBy('identity_provider'),
        )
        return found.map(federatedIdentityOf)
      }),
    addFederatedIdentity: (realmId, userId, link) =>
      engine.write(function* () {
        const added = yield* rows(
          db
            .insertInto('federated_identity')
            .values({
              realm_id: realmId,
              user_id: userId,
              identity_provider: link.identityProvider,
              external_id: link.userId,
              external_name: link.userName ?? null,
            })
            .onConflict((conflict) => conflict.doNothing())
            .returning('user_id'),
        )
        return added.length > 0
      }),
    removeFederatedIdentity: (realmId, userId, provider) =>
      engine.write(function* () {
        const removed = yield* rows(
          db
            .deleteFrom('federated_identity')
            .where('realm_id', '=', realmId)
            .where('user_id', '=', userId)
            .where('identity_provider', '=', provider)
            .returning('user_id'),
        )
        return removed.length > 0
      }),
    async removeFederatedIdentitiesOf(realmId, provider) {
      await engine.write(() =>
        changes(
          db.deleteFrom('federated_identity').where('realm_id', '=', realmId).where('identity_provider', '=', provider),
        ),
      )
    },
  }
}
