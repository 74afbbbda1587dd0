import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { masterRightsOver } from '../../src/representations/master-rights.ts'
import { exportRealm } from '../../src/representations/realm-export.ts'
import { importRealm } from '../../src/representations/realm-import.ts'
import { realmOf } from '../../src/representations/realm-model.ts'
import { canonical, testImportContext } from '../support/realm-documents.ts'

const IDS = new Set(['id', 'containerId'])

describe('a new realm beside the one Keycloak 26.7.3 made of { realm, enabled }', () => {
  it('has the same settings, clients, scopes, roles, flows, actions and components', async () => {
    const ours = exportRealm(await importRealm({ realm: 'rep-empty', enabled: true }, testImportContext()), {
      users: false,
      secrets: 'masked',
    })
    assert.deepEqual(canonical(ours, IDS), canonical(recorded('new-realm.json'), IDS))
  })

  it('has its fields in the same order', async () => {
    const ours = exportRealm(await importRealm({ realm: 'rep-empty', enabled: true }, testImportContext()), {
      users: false,
      secrets: 'masked',
    })
    const theirs = recorded('new-realm.json')
    assert.deepEqual(
      Object.keys(ours).filter((field) => field !== 'id'),
      Object.keys(theirs),
    )
    const account = ours.clients?.find((client) => client.clientId === 'account-console')
    const theirAccount = theirs.clients.find((client: { clientId: string }) => client.clientId === 'account-console')
    assert.deepEqual(
      Object.keys(account ?? {}).filter((field) => field !== 'id'),
      Object.keys(theirAccount),
    )
  })

  it('is master when it is called so', async () => {
    const ours = exportRealm(await importRealm({ realm: 'master', enabled: true }, testImportContext()), {
      users: false,
      secrets: 'masked',
    })
    assert.deepEqual(canonical(ours, IDS), canonical(recorded('master-realm.json'), IDS))
  })
})

describe("master's rights over a new realm", () => {
  it('are the client and the roles that Keycloak makes', async () => {
    const master = await masterModel()
    const { clients, roles } = masterRightsOver([{ realm: { realm: 'rep-empty' } }], master, testImportContext().random)
    const nameOf = new Map(roles.map((role) => [role.id, role.name]))
    const ours = {
      client: clients[0]?.representation,
      roles: roles.map((role) => ({
        ...role.representation,
        composite: role.composites.length > 0,
        composites: role.composites.map((id) => nameOf.get(id)),
      })),
    }
    assert.deepEqual(canonical(ours, IDS), canonical(recorded('master-rights.json'), IDS))
  })

  it('all belong to the role admin', async () => {
    const master = await masterModel()
    const { composites, roles } = masterRightsOver([{ realm: { realm: 'a' } }], master, testImportContext().random)
    assert.equal(master.roles.get(composites[0]?.roleId ?? '')?.name, 'admin')
    assert.deepEqual(new Set(composites[0]?.composites), new Set(roles.map((role) => role.id)))
  })

  it('are not made for master itself, nor a second time', async () => {
    const master = await masterModel()
    const again = masterRightsOver([{ realm: { realm: 'master' } }], master, testImportContext().random)
    assert.deepEqual(again, { realmId: master.id, clients: [], roles: [], composites: [] })
  })
})

async function masterModel() {
  const master = await importRealm({ realm: 'master', enabled: true }, testImportContext())
  const clientIds = new Map(master.clients.map((client) => [client.id, client.clientId]))
  return realmOf({
    document: master.realm,
    revision: 1,
    defaultRoleId: master.defaultRoleId,
    clientScopes: master.clientScopes,
    roles: master.roles.map((role) => ({ ...role, clientId: clientIds.get(role.clientUuid ?? '') })),
  })
}

function recorded(file: string) {
  return JSON.parse(readFileSync(new URL(`./recorded/${file}`, import.meta.url), 'utf8'))
}
