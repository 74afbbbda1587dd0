import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { before, describe, it } from 'node:test'
import { startServer } from '../../packages/server/test/support/server.ts'
import { ADMIN_ROLES, type Ask, adminEndpoints, askPermissions, type Permissions } from './permissions.ts'

/** Where fewer roles get through than in Keycloak, each argued in docs/differences.md. */
const NARROWER: Readonly<Record<string, { readonly roles: readonly string[]; readonly why: string }>> = {
  ...featureOff('roles/{role-name}'),
  ...featureOff('roles-by-id/{role-id}'),
  ...featureOff('clients/{client-uuid}/roles/{role-name}'),
  ...featureOff('groups/{group-id}'),
  ...featureOff('clients/{client-uuid}'),
  ...featureOff('', 'users-management-permissions'),
  ...featureOff('', 'client-types'),
  'PUT /admin/realms/{realm}/users/{user-id}/credentials/{credentialId}/userLabel': {
    roles: ADMIN_ROLES.filter((role) => role !== 'manage-users' && role !== 'realm-admin'),
    why: 'rights-are-looked-at-before-the-body',
  },
  'PUT /admin/realms/{realm}/localization/{locale}/{key}': {
    roles: ADMIN_ROLES.filter((role) => role !== 'manage-realm' && role !== 'realm-admin'),
    why: 'rights-are-looked-at-before-the-body',
  },
  'DELETE /admin/realms/{realm}/clients/{client-uuid}/client-secret/rotated': {
    roles: ADMIN_ROLES.filter((role) => role !== 'manage-clients' && role !== 'realm-admin'),
    why: 'dropping-a-rotated-secret-needs-manage-clients',
  },
}

/** That a feature is off, Keycloak tells everybody who is signed in. */
function featureOff(resource: string, permissions = 'management/permissions') {
  const narrower = { roles: ['none'], why: 'what-is-off-is-told-to-administrators' }
  const path = `/admin/realms/{realm}/${resource}${resource === '' ? '' : '/'}${permissions}`
  return { [`GET ${path}`]: narrower, [`PUT ${path}`]: narrower }
}

/** A `manage-` role allows what its `view-` role does, here too, see docs/differences.md. */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  'GET /admin/realms/{realm}/authentication/flows': ['manage-clients'],
  'GET /admin/realms/{realm}/authentication/required-actions': ['manage-users'],
}

describe('attack case 48: every route of the Admin API with every role', () => {
  const recorded: Permissions = JSON.parse(
    fs.readFileSync(path.join(import.meta.dirname, 'captures/admin-permissions.json'), 'utf8'),
  )
  let ours: Permissions

  before(async () => {
    const server = await startServer()
    const ask: Ask = async (method, route, { token, json, form }) =>
      server.call({
        method: method as 'GET',
        url: `http://localhost:8080${route}`,
        ...(json !== undefined && { json }),
        ...(form && { form }),
        ...(token && { headers: { authorization: `Bearer ${token}` } }),
      })
    const adminToken = async () => {
      const form = { grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: 'admin' }
      const answer = await ask('POST', '/realms/master/protocol/openid-connect/token', { form })
      return String(JSON.parse(answer.body).access_token)
    }
    ours = await askPermissions(ask, adminToken)
    await server.close()
  })

  it('asks for all that Keycloak was asked for', () => {
    assert.deepEqual(
      Object.keys(recorded).sort(),
      adminEndpoints()
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    )
  })

  for (const [route, theirs] of Object.entries(recorded)) {
    it(route, () => {
      const open = ours[route]?.open ?? []
      const taken = new Set([...theirs.open, ...theirs.notFound, ...(WIDER[route] ?? [])])
      const wider = open.filter((role) => !taken.has(role))
      assert.deepEqual(wider, [], 'roles that Keycloak refuses get through')
      // a route that is not built yet answers 404 to everybody: then there is nothing to compare
      if (ours[route]?.notFound.length === ADMIN_ROLES.length) return
      const through = new Set([...open, ...(ours[route]?.notFound ?? [])])
      const missing = theirs.open.filter((role) => !through.has(role))
      assert.deepEqual(
        missing.sort(),
        [...(NARROWER[route]?.roles ?? [])].sort(),
        'roles that Keycloak lets through are refused',
      )
    })
  }
})
