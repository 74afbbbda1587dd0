/** `users/{id}/impersonation`: the administrator's browser is signed in as the user. */
import { sessionExpiry } from '../../../protocol/lifespans.ts'
import { identityCookies } from '../../login/cookies.ts'
import { newSessionId } from '../../login/login-state.ts'
import { AUTH_TIME_NOTE } from '../../login/sso-session.ts'
import { eventOf, realmContext, recorded } from '../../realm-endpoint.ts'
import { badRequest } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { userToChange } from './user-lookup.ts'

export const impersonationRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'POST',
    path: '/users/:userId/impersonation',
    summary: 'Sign the browser in as a user',
    needs: 'impersonation',
    changes: 'USER',
    answer: impersonate,
  }),
]

async function impersonate(context: AdminContext): Promise<AdminResponse> {
  const { services, realm, request, admin } = context
  const user = await userToChange(context) // nobody becomes somebody with more rights
  if (!user.enabled) throw badRequest('User is disabled')
  if (user.serviceAccountClientUuid !== undefined) throw badRequest('Service accounts cannot be impersonated')
  const place = await realmContext(services, realm, request)
  const session = {
    id: newSessionId(place),
    userId: user.id,
    username: user.username,
    ipAddress: request.remoteAddress,
    authMethod: 'impersonate',
    rememberMe: false,
    offline: false,
    started: place.now,
    lastRefresh: place.now,
    notes: {
      [AUTH_TIME_NOTE]: String(place.now),
      IMPERSONATOR_ID: admin.user.id,
      IMPERSONATOR_USERNAME: admin.user.username,
    },
  }
  await services.stores.userSessions.create(realm.id, session)
  await recorded(place, async (context) =>
    context.services.recorder.happened(eventOf(place, 'IMPERSONATE', { userId: user.id, sessionId: session.id })),
  )
  return {
    ...adminJson({ sameRealm: admin.realm.id === realm.id, redirect: `${place.issuer}/account` }),
    cookies: await identityCookies(place, session, sessionExpiry(session, realm)),
    changedAs: { operation: 'ACTION' },
  }
}
