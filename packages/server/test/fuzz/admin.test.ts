/**
 * Every route of the Admin API with bodies, queries and ids that its own schema allows, and some that it doesn't: no
 * answer is a fault of the server, none takes for ever, none is without bounds. `FUZZ_RUNS` and `FUZZ_SEED` try more.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import type { AdminRoute } from '../../src/endpoints/admin/admin-route.ts'
import { resourceOf } from '../../src/endpoints/admin/openapi/openapi.ts'
import { ADMIN_ROUTES } from '../../src/endpoints/admin/routes.ts'
import type { NamedSchemas } from '../../src/representations/json-shape.ts'
import { type AdminCaller, adminCaller } from '../support/admin.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { arbitraryOf } from './arbitrary-of.ts'

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 8)
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_128)
const LONGEST_ANSWER = 4 * 1024 * 1024
const LONGEST_MS = 5_000

const IDS = {
  client: '00000000-0000-4000-8000-000000000001',
  role: '00000000-0000-4000-8000-000000000002',
  group: '00000000-0000-4000-8000-000000000003',
  user: '00000000-0000-4000-8000-000000000004',
  credential: '00000000-0000-4000-8000-000000000005',
} as const

const REALM = {
  realm: 'fuzz',
  enabled: true,
  roles: { realm: [{ id: IDS.role, name: 'thing' }], client: { thing: [{ name: 'thing' }] } },
  groups: [{ id: IDS.group, name: 'thing' }],
  clients: [{ id: IDS.client, clientId: 'thing', secret: 'thing-secret', serviceAccountsEnabled: true }],
  users: [
    {
      id: IDS.user,
      username: 'thing',
      email: 'thing@example.org',
      enabled: true,
      credentials: [{ id: IDS.credential, type: 'password', value: 'thing-pass' }],
    },
  ],
  identityProviders: [{ alias: 'thing', providerId: 'oidc', enabled: true, config: {} }],
}

/** One value of a placeholder: mostly something that is there. */
const segment = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...Object.values(IDS), 'thing') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('no-such', '%00', '..%2f', '%E0%A4%A', 'a'.repeat(900), '日本', '__proto__', '*'),
  },
)

/** Requests of one route. */
function requestsOf({ method, path, query, body }: AdminRoute) {
  const named: NamedSchemas = new Map()
  const placeholders = (path.match(/:\w+|\*$/g) ?? []).filter((one) => one !== ':realm')
  return fc.record({
    method: fc.constant(method),
    segments: fc.tuple(...placeholders.map(() => segment)),
    query: fc.record(
      Object.fromEntries(Object.entries(query).map(([name, shape]) => [name, arbitraryOf(shape.schema(named), named)])),
      { requiredKeys: [] },
    ),
    json: body === undefined ? fc.constant(undefined) : arbitraryOf(body.schema(named), named),
  })
}

function urlOf(path: string, segments: readonly string[], query: Readonly<Record<string, unknown>>): string {
  const values = [...segments]
  const filled = path
    .replace('/admin/realms', '')
    .replace(':realm', 'fuzz')
    .replaceAll(/:\w+|\*$/g, () => encodeSometimes(values.shift() ?? ''))
  const parameters = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => `${name}=${encodeURIComponent(wellFormed(String(one)))}`),
  )
  return `${filled}${parameters.length > 0 ? `?${parameters.join('&')}` : ''}`
}

/** What is percent-encoded already stays broken as it is. */
const encodeSometimes = (text: string) => (text.includes('%') ? text : encodeURIComponent(text))
const wellFormed = (text: string) => text.replaceAll(/[\ud800-\udfff]/g, '')

describe('the Admin API takes whatever comes', () => {
  let server: TestServer
  let call: AdminCaller
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  for (const [resource, routes] of Map.groupBy(ADMIN_ROUTES, resourceOf)) {
    for (const route of routes) {
      // routes of the whole server are asked too, but for those that sign the administrator himself out of it
      if (!route.path.startsWith('/admin/realms')) continue
      it(`${resource}: ${route.method} ${route.path}`, { timeout: 60_000 }, async () => {
        call = await adminCaller(server)
        await call('DELETE', '/fuzz')
        assert.equal((await call('POST', '', REALM)).status, 201)
        await fc.assert(
          fc.asyncProperty(requestsOf(route), async ({ method, segments, query, json }) => {
            const startedMs = performance.now()
            const { status, body } = await call(method, urlOf(route.path, segments, query), json)
            assert.ok(status < 500 || status === 501, `${status} ${body.slice(0, 500)}`)
            assert.ok(body.length < LONGEST_ANSWER, `${body.length} characters`)
            assert.ok(performance.now() - startedMs < LONGEST_MS, 'too slow')
          }),
          { numRuns: RUNS, seed: SEED, endOnFailure: true },
        )
      })
    }
  }
})
