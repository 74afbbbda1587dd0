/** `attack-detection/brute-force`: how often a user failed to sign in, and a new start for one or all. */
import { isLocked } from '../../../protocol/brute-force.ts'
import { noContent } from '../../answers.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminRoute, realmRoute } from '../admin-route.ts'
import { refuseStrongerUser } from '../rights-guard.ts'

const PATH = '/attack-detection/brute-force/users'

export const attackDetectionRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: `${PATH}/:userId`,
    summary: "Read a user's failed log-ins",
    needs: 'view-users',
    answer: async ({ services, realm, request }) => {
      const failures = await services.stores.loginFailures.find(realm.id, request.params['userId'] ?? '')
      return adminJson({
        failedLoginNotBefore: failures?.lockedUntil ?? 0,
        numFailures: failures?.failures ?? 0,
        numTemporaryLockouts: failures?.temporaryLockouts ?? 0,
        disabled: isLocked(failures, services.clock.now()),
        numSecondaryAuthFailures: failures?.secondaryFailures ?? 0,
        lastIPFailure: failures?.lastIp ?? 'n/a',
        lastFailure: failures?.lastFailureMs ?? 0,
      })
    },
  }),
  realmRoute({
    method: 'DELETE',
    path: `${PATH}/:userId`,
    summary: "Forget a user's failed log-ins",
    needs: 'manage-users',
    changes: 'USER_LOGIN_FAILURE',
    answer: async (context) => {
      const { services, realm, request } = context
      const userId = request.params['userId'] ?? ''
      await refuseStrongerUser(context, userId)
      await services.stores.loginFailures.clear(realm.id, userId)
      return noContent()
    },
  }),
  realmRoute({
    method: 'DELETE',
    path: PATH,
    summary: 'Forget all failed log-ins',
    needs: 'manage-users',
    changes: 'USER_LOGIN_FAILURE',
    answer: async ({ services, realm }) => {
      await services.stores.loginFailures.clearAll(realm.id)
      return noContent()
    },
  }),
]
