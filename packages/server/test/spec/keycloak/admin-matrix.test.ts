/**
 * Every route of a realm against every admin role (attack case 48). What a route takes is said here a second time, by rules
 * and exceptions, and what a role allows too: a route or a role that allows more by mistake differs from it. Then each route is
 * called by who holds every role but those, by nobody of rank, and by who rules another realm.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { AdminRoute } from '../../../src/endpoints/admin/admin-route.ts'
import { type Administrator, may, PERMISSIONS } from '../../../src/endpoints/admin/permissions.ts'
import { ADMIN_ROUTES } from '../../../src/endpoints/admin/routes.ts'
import { type AdminCaller, adminCaller, adminOf, makeRealmWithAdmins } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const BELOW = '/admin/realms/:realm'
const ROUTES = ADMIN_ROUTES.filter(({ path }) => path.startsWith(BELOW))

const AREAS: readonly (readonly [paths: RegExp, area: string])[] = [
  [/^\/(clients|client-scopes|client-templates|clients-initial-access|client-description-converter)(\/|$)/, 'clients'],
  [/^\/default-(default|optional)-client-scopes/, 'clients'],
  [/^\/ui-ext\/available-roles\/client/, 'clients'],
  [/^\/ui-ext\/available-roles\/(users|groups)/, 'users'],
  [/^\/(users|groups|group-by-path|attack-detection|sessions|logout-all)(\/|$)/, 'users'],
  [/\/roles\/:roleName\/(users|groups)$/, 'users'],
  [/^\/(events|admin-events)(\/|$)/, 'events'],
  [/^\/identity-provider(\/|$)/, 'identity-providers'],
]

const ANYBODY = ['any admin role']
const BUT_IMPERSONATORS = PERMISSIONS.filter((permission) => permission !== 'impersonation')

/** Method and path, or paths, of what does not follow from the area. */
const EXCEPTIONS: readonly (readonly [route: RegExp, needs: readonly string[]])[] = [
  [/^GET $|^GET \/localization/, BUT_IMPERSONATORS],
  [/\/identity-provider\/instances\/:alias\/management\/permissions$/, ['view-identity-providers']],
  [/management\/permissions$|users-management-permissions$|client-types$/, ANYBODY],
  [/^GET \/ui-ext\/(info|realms\/names)$/, ANYBODY],
  [/^GET \/clients$/, ['query-clients']],
  [/^GET \/client-(scopes|templates)$/, ['query-clients', 'view-clients']],
  [/^GET \/clients\/:clientUuid\/test-nodes-available$/, ['manage-clients']],
  [/^POST \/clients\/:clientUuid\/certificates\/:attr\/download$/, ['view-clients']],
  [/^GET \/clients\/:clientUuid\/roles\/:roleName\/(users|groups)$/, ['view-users']],
  [/^GET \/(users|users\/count)$/, ['query-users']],
  [/^GET \/users\/profile/, ['view-realm', 'view-users', 'query-users']],
  [/^PUT \/users\/profile$/, ['manage-realm']],
  [/^POST \/users\/:userId\/impersonation$/, ['impersonation']],
  [/^GET \/(groups|groups\/count)$/, ['query-groups']],
  [/^GET \/roles$/, ['view-realm', 'manage-identity-providers']],
  [/^GET \/(roles-by-id|ui-ext\/available-roles\/roles)\//, ['view-realm', 'view-clients']],
  [/^(PUT|POST|DELETE) \/roles-by-id\//, ['manage-realm', 'manage-clients']],
  [
    /^GET \/authentication\/(flows|client-authenticator-providers|per-client-config-description)$/,
    ['view-realm', 'query-clients'],
  ],
  [/^GET \/authentication\/required-actions$/, ['view-realm', 'query-users']],
  [/^GET \/identity-provider\/instances\/:alias\/reload-keys$/, ['manage-identity-providers']],
]

function expectedNeeds({ method, path }: AdminRoute): readonly string[] {
  const below = path.slice(BELOW.length)
  const exception = EXCEPTIONS.find(([route]) => route.test(`${method} ${below}`))
  if (exception !== undefined) return exception[1]
  const area = AREAS.find(([paths]) => paths.test(below))?.[1] ?? 'realm'
  return [`${method === 'GET' ? 'view' : 'manage'}-${area}`]
}

/** Roles of which one is enough for a permission. */
function rolesFor(permission: string): readonly string[] {
  if (permission === 'any admin role') return PERMISSIONS
  const [, verb, area] = /^(view|manage|query)-(.*)$/.exec(permission) ?? []
  if (permission === 'create-client') return ['create-client', 'manage-clients']
  if (permission === 'query-groups') return ['query-groups', 'view-users', 'manage-users']
  if (permission === 'query-realms') return ['query-realms', 'view-realm', 'manage-realm']
  if (verb === 'view') return [permission, `manage-${area}`]
  if (verb === 'query') return [permission, `view-${area}`, `manage-${area}`]
  return [permission]
}

const REALM = { id: 'r', name: 'somewhere' }

/** Somebody of the realm, or of master, with one role over the realm. */
function holderOf(role: string, own = REALM): Administrator {
  const client = own.name === 'master' ? 'somewhere-realm' : 'realm-management'
  const held = { realm: own, realmRoles: new Set<string>(), clientRoles: new Map([[client, new Set([role])]]) }
  return held as unknown as Administrator // of whom nothing else is looked at
}

describe('attack case 48: every route of the Admin API and every role', () => {
  it('no role allows more than it says, in its own realm or from master', () => {
    for (const permission of [...PERMISSIONS, 'any admin role' as const]) {
      for (const role of [...PERMISSIONS, 'realm-admin', 'offline_access']) {
        const expected = rolesFor(permission).includes(role)
        const of = (own?: typeof REALM) => may(holderOf(role, own), permission, REALM)
        assert.equal(of(), expected, `${role}: ${permission}`)
        assert.equal(of({ id: 'm', name: 'master' }), expected, `${role} of master: ${permission}`)
        assert.equal(of({ id: 'o', name: 'other' }), false, `${role} of another realm: ${permission}`)
      }
    }
  })

  it('every route takes what its area takes, or what is said of it', () => {
    for (const route of ROUTES) {
      assert.deepEqual([...route.needs].sort(), [...expectedNeeds(route)].sort(), `${route.method} ${route.path}`)
    }
    const elsewhere = ADMIN_ROUTES.filter((route) => !ROUTES.includes(route)).map(
      ({ method, path }) => `${method} ${path}`,
    )
    assert.deepEqual(elsewhere.sort(), [
      'GET /admin/:realm/console/whoami',
      'GET /admin/realms',
      'GET /admin/serverinfo',
      'POST /admin/realms',
    ])
  })

  describe('over HTTP', () => {
    let server: TestServer
    /** By the roles that are enough: who holds all others. */
    const outsiders = new Map<string, AdminCaller>()
    let nobody: AdminCaller
    let stranger: AdminCaller
    const keyOf = (needs: readonly string[]) => [...new Set(needs.flatMap(rolesFor))].sort().join(' ')
    before(async () => {
      server = await startServer()
      const root = await adminCaller(server)
      const keys = [...new Set(ROUTES.map((route) => keyOf(expectedNeeds(route))))]
      const people = Object.fromEntries(
        keys.map((key, index) => {
          const enough = new Set(key.split(' '))
          return [`person${index}`, PERMISSIONS.filter((role) => !enough.has(role))] as const
        }),
      )
      await makeRealmWithAdmins(root, 'matrix', { ...people, nobody: [] })
      await makeRealmWithAdmins(root, 'other', { stranger: ['realm-admin'] })
      for (const [index, key] of keys.entries()) outsiders.set(key, await adminOf(server, 'matrix', `person${index}`))
      nobody = await adminOf(server, 'matrix', 'nobody')
      stranger = await adminOf(server, 'other', 'stranger')
    })
    after(() => server.close())

    it('is refused to who holds every other role, to nobody of rank, and to who rules another realm', async () => {
      assert.ok(ROUTES.length > 250)
      for (const route of ROUTES) {
        const outsider = outsiders.get(keyOf(expectedNeeds(route)))
        assert.ok(outsider)
        const path = `/matrix${route.path.slice(BELOW.length).replaceAll(/:\w+/g, 'x').replace('*', 'x')}`
        for (const call of [outsider, nobody, stranger]) {
          const { status, body } = await call(route.method, path, route.method === 'GET' ? undefined : {})
          assert.equal(status, 403, `${route.method} ${path} ${status} ${body}`)
        }
        const anonymous = await server.call({ method: route.method, url: `http://localhost:8080/admin/realms${path}` })
        assert.equal(anonymous.status, 401, `${route.method} ${path}`)
      }
    })
  })
})
