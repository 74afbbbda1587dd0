import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testImportContext } from '../../test/support/realm-documents.ts'
import { clientOf } from './client-model.ts'
import { importRealm } from './realm-import.ts'
import { realmOf } from './realm-model.ts'
import { groupOf, userOf } from './user-model.ts'

const BARE = { document: { id: 'r1', realm: 'r' }, revision: 3, defaultRoleId: undefined, clientScopes: [], roles: [] }

describe('the realm as the protocol uses it', () => {
  it('has the same defaults, stored bare or imported complete', async () => {
    const bare = realmOf(BARE)
    const { realm } = await importRealm({ realm: 'r' }, testImportContext())
    const full = realmOf({ ...BARE, document: realm })
    for (const field of ['lifespans', 'login', 'refreshTokens', 'internationalization', 'flowBindings'] as const) {
      assert.deepEqual(bare[field], full[field])
    }
    assert.deepEqual([bare.sslRequired, bare.enabled, bare.revision], ['external', false, 3])
  })

  it('has executions by priority, form flows as flows, and required actions in the order of asking', () => {
    const { flows, requiredActions } = realmOf({
      ...BARE,
      document: {
        ...BARE.document,
        authenticationFlows: [
          {
            alias: 'f',
            authenticationExecutions: [
              { id: '2', authenticator: 'late', requirement: 'REQUIRED', priority: 20 },
              { id: '1', authenticator: 'page', flowAlias: 'form', requirement: 'REQUIRED', priority: 10 },
            ],
          },
        ],
        requiredActions: [
          { alias: 'B', priority: 2 },
          { alias: 'A', priority: 1 },
        ],
      },
    })
    assert.deepEqual(
      flows.get('f')?.executions.map(({ id, authenticator, flowAlias }) => [id, authenticator, flowAlias]),
      [
        ['1', undefined, 'form'],
        ['2', 'late', undefined],
      ],
    )
    assert.deepEqual(
      requiredActions.map(({ alias }) => alias),
      ['A', 'B'],
    )
  })

  it('lets nobody sign in with an address that several may have', () => {
    const login = (document: object) => realmOf({ ...BARE, document: { ...BARE.document, ...document } }).login
    const settings = { loginWithEmailAllowed: true, registrationEmailAsUsername: true }
    assert.deepEqual(
      [login(settings).withEmail, login(settings).registrationEmailAsUsername, login({}).withEmail],
      [true, true, true],
    )
    const several = login({ ...settings, duplicateEmailsAllowed: true })
    assert.deepEqual([several.withEmail, several.registrationEmailAsUsername], [false, false])
  })

  it('limits offline sessions only where the realm says so', () => {
    const document = { ...BARE.document, offlineSessionMaxLifespan: 9 }
    assert.equal(realmOf({ ...BARE, document }).lifespans.offlineSessionMax, undefined)
    const limited = { ...document, offlineSessionMaxLifespanEnabled: true }
    assert.equal(realmOf({ ...BARE, document: limited }).lifespans.offlineSessionMax, 9)
  })

  it('survives a document of wrong types', () => {
    const document = { ...BARE.document, accessTokenLifespan: 'x', supportedLocales: 5, sslRequired: {} }
    const realm = realmOf({ ...BARE, document })
    assert.deepEqual([realm.lifespans.accessToken, realm.sslRequired], [300, 'external'])
    assert.deepEqual(realm.internationalization.supportedLocales, [])
  })

  it('knows roles with the client they belong to', () => {
    const role = { id: '1', name: 'a', composites: [], representation: {} }
    const { roles } = realmOf({
      ...BARE,
      roles: [
        { ...role, clientUuid: undefined, clientId: undefined },
        { ...role, id: '2', clientUuid: 'u', clientId: 'c' },
      ],
    })
    assert.equal(roles.get('1')?.client, undefined)
    assert.deepEqual(roles.get('2')?.client, { id: 'u', clientId: 'c' })
  })
})

describe('clients, users and groups as the protocol uses them', () => {
  it('have defaults for what is missing', () => {
    const client = clientOf({ id: '1', clientId: 'c', representation: {}, scopeRoleIds: [] })
    assert.deepEqual(
      [
        client.enabled,
        client.publicClient,
        client.standardFlowEnabled,
        client.directAccessGrantsEnabled,
        client.secret,
      ],
      [true, false, true, false, undefined],
    )
    const user = userOf({
      id: '1',
      username: 'u',
      email: undefined,
      enabled: true,
      createdTimestampMs: 1,
      serviceAccountClientUuid: undefined,
      roleIds: [],
      groupIds: [],
      credentials: [],
      representation: {},
    })
    assert.deepEqual([user.emailVerified, user.attributes, user.requiredActions, user.notBefore], [false, {}, [], 0])
    const group = groupOf({ id: '1', name: 'g', parentId: undefined, roleIds: ['r'], representation: {} }, '/g')
    assert.deepEqual(group, { id: '1', name: 'g', path: '/g', parentId: undefined, attributes: {}, roleIds: ['r'] })
  })
})
