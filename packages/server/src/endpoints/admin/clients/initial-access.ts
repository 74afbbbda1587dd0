/** `clients-initial-access`: tokens by which applications may register themselves so many times (RFC 7591 §1.2). */
import { integer, object } from '../../../representations/json-shape.ts'
import { texts } from '../../../representations/shapes.ts'
import type { InitialAccess } from '../../../store/initial-access-ports.ts'
import { noContent } from '../../answers.ts'
import { realmContext } from '../../realm-endpoint.ts'
import { AdminError, badRequest } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'

const MOST = 1_000
const MOST_ORIGINS = 100
const LARGEST = 2_147_483_647

const createShape = object('ClientInitialAccessCreatePresentation', {
  count: integer,
  expiration: integer,
  webOrigins: texts,
})

export const initialAccessRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/clients-initial-access',
    summary: 'List the initial access tokens, without the tokens themselves',
    needs: 'view-clients',
    answer: async ({ services, realm }) => {
      const all = await services.stores.initialAccess.list(realm.id, services.clock.now())
      return adminJson(all.map(representationOf))
    },
  }),
  realmRoute({
    method: 'POST',
    path: '/clients-initial-access',
    summary: 'Make an initial access token',
    needs: 'manage-clients',
    body: createShape,
    changes: 'CLIENT_INITIAL_ACCESS_MODEL',
    answer: create,
  }),
  realmRoute({
    method: 'DELETE',
    path: '/clients-initial-access/:id',
    summary: 'Take an initial access token back',
    needs: 'manage-clients',
    changes: 'CLIENT_INITIAL_ACCESS_MODEL',
    answer: async ({ services, realm, request }) => {
      await services.stores.initialAccess.delete(realm.id, request.params['id'] ?? '')
      return noContent()
    },
  }),
]

async function create(
  context: AdminContext<{ readonly count?: number; readonly expiration?: number; readonly webOrigins?: string[] }>,
): Promise<AdminResponse> {
  const { services, realm, request, body } = context
  const { count = 1, expiration = 0, webOrigins = [] } = body
  checkNumber(count, 'count', 'The count cannot be less than 0')
  checkNumber(expiration, 'expiration', 'The expiration time interval cannot be less than 0')
  if (webOrigins.length > MOST_ORIGINS) throw badRequest(`An initial access token has at most ${MOST_ORIGINS} origins`)
  const { keys, issuer, now } = await realmContext(services, realm, request)
  if ((await services.stores.initialAccess.list(realm.id, now)).length >= MOST) {
    throw badRequest(`A realm has at most ${MOST} initial access tokens`)
  }
  const access: InitialAccess = {
    id: services.random.uuid(),
    created: now,
    expiration,
    count,
    remaining: count,
  }
  const token = await keys.sign('HS512', {
    exp: expiration === 0 ? 0 : now + expiration, // 0 is Keycloak's word for never
    iat: now,
    jti: access.id,
    iss: issuer,
    aud: issuer,
    typ: 'InitialAccessToken',
    ...(webOrigins.length > 0 && { 'allowed-origins': webOrigins }),
  })
  await services.stores.initialAccess.create(realm.id, access)
  const shown = representationOf(access)
  const location = `${request.base}/admin/realms/${encodeURIComponent(realm.name)}/clients-initial-access/${access.id}`
  const { body: answer, headers } = adminJson({ ...shown, token })
  return {
    status: 201,
    headers: { ...headers, location },
    ...(answer !== undefined && { body: answer }),
    changed: shown,
  }
}

function checkNumber(value: number, what: string, negative: string): void {
  const error = `Invalid value for ${what}`
  if (value < 0) throw new AdminError(400, { error, error_description: negative })
  if (value > LARGEST) throw new AdminError(400, { error, error_description: `At most ${LARGEST}` })
}

function representationOf({ id, created, expiration, count, remaining }: InitialAccess): object {
  return { id, timestamp: created, expiration, count, remainingCount: remaining }
}
