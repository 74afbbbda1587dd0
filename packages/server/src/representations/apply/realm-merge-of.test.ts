import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testImportContext } from '../../../test/support/realm-documents.ts'
import type { RealmRepresentation } from '../keycloak.ts'
import { exportRealm } from '../realm-export.ts'
import { importRealm } from '../realm-import.ts'
import type { ApplyMode } from './merge-realm.ts'
import { planRealm } from './plan-realm.ts'
import { realmMergeOf } from './realm-merge-of.ts'

const STEPS = [
  { authenticator: 'auth-cookie', requirement: 'ALTERNATIVE', priority: 10 },
  { authenticator: 'auth-username-password-form', requirement: 'REQUIRED', priority: 20 },
]
const SHOP: RealmRepresentation & { realm: string } = {
  realm: 'shop',
  clients: [{ clientId: 'web' }, { clientId: 'robot', serviceAccountsEnabled: true }],
  roles: { realm: [{ name: 'buyer' }, { name: 'clerk', composites: { realm: ['buyer'] } }] },
  authenticationFlows: [{ alias: 'mine', topLevel: true, authenticationExecutions: STEPS }],
}

async function stored(change: (file: typeof SHOP) => unknown = (file) => file) {
  return importRealm(change(structuredClone(SHOP)), testImportContext())
}

/** What is written when a file is applied to a realm, which may lack what every import would add. */
async function merged(file: unknown, mode: ApplyMode = 'merge', aggregate = stored()) {
  const before = await aggregate
  const current = exportRealm(before, { users: false, secrets: 'plain' })
  const plan = await planRealm(current, file, { mode }, testImportContext())
  const merge = realmMergeOf(plan, current)
  return { before, merge, document: merge.change?.(before.realm) ?? {} }
}

describe('what a plan writes', () => {
  it('is the things that change and nothing else', async () => {
    const { merge, before, document } = await merged({
      realm: 'shop',
      displayName: 'x',
      clients: [{ clientId: 'new' }],
    })
    assert.deepEqual(
      merge.clients.map(({ clientId }) => clientId),
      ['new'],
    )
    assert.deepEqual([merge.clientScopes, merge.roles, merge.groups, merge.users], [[], [], [], []])
    assert.deepEqual(merge.removed, { clients: [], clientScopes: [], roles: [], groups: [] })
    assert.deepEqual(document, { ...before.realm, displayName: 'x' })
  })

  it("keeps the ids of a flow's steps, so that logins under way go on", async () => {
    const [cookie, form] = STEPS
    const changed = [{ ...form, priority: 5 }, { authenticator: 'auth-otp-form', requirement: 'REQUIRED' }, cookie]
    const flow = { alias: 'mine', authenticationExecutions: changed }
    const { before, document } = await merged({ realm: 'shop', authenticationFlows: [flow] })
    const stepsIn = ({ authenticationFlows = [] }: RealmRepresentation) =>
      authenticationFlows.find(({ alias }) => alias === 'mine')?.authenticationExecutions ?? []
    const idOfStep = (realm: RealmRepresentation, name?: string) =>
      stepsIn(realm).find(({ authenticator }) => authenticator === name)?.id
    assert.equal(stepsIn(document).length, 3)
    for (const step of STEPS)
      assert.equal(idOfStep(document, step.authenticator), idOfStep(before.realm, step.authenticator))
    assert.equal(new Set(stepsIn(document).map(({ id }) => id)).size, 3)
  })

  it('brings back nothing that was taken out of the realm and that the file does not name', async () => {
    const before = await stored()
    const without = {
      ...before,
      clients: before.clients.filter(({ clientId }) => clientId !== 'account-console'),
      roles: before.roles.filter(({ name }) => name !== 'offline_access'),
    }
    const file = { realm: 'shop', roles: { realm: [{ name: 'default-roles-shop', description: 'all' }] } }
    const { merge } = await merged(file, 'merge', Promise.resolve(without))
    assert.deepEqual(merge.clients, [])
    assert.deepEqual(
      merge.roles.map(({ name }) => name),
      ['default-roles-shop'],
    )
    const known = new Set(without.roles.map(({ id }) => id))
    assert.deepEqual(
      merge.roles[0]?.composites.filter((id) => !known.has(id)),
      [],
    )
  })

  it('makes a service account for a client that gets one, and none for one that has it', async () => {
    const file = {
      realm: 'shop',
      clients: [
        { clientId: 'web', serviceAccountsEnabled: true },
        { clientId: 'robot', serviceAccountsEnabled: true, name: 'Robot' },
      ],
      users: [
        { username: 'service-account-web', serviceAccountClientId: 'web', realmRoles: ['clerk'] },
        { username: 'service-account-robot', serviceAccountClientId: 'robot', realmRoles: ['clerk'] },
        { username: 'ann' },
      ],
    }
    const { merge, before } = await merged(file)
    assert.deepEqual(
      merge.users.map(({ username }) => username),
      ['service-account-web'],
    )
    const clerk = before.roles.find(({ name }) => name === 'clerk')
    assert.deepEqual(merge.users[0]?.roleIds, [clerk?.id])
  })

  it('writes the composites that lose a removed role', async () => {
    const { merge, before } = await merged({ realm: 'shop', roles: { realm: [{ name: 'clerk' }] } }, 'exact')
    const buyer = before.roles.find(({ name }) => name === 'buyer')
    assert.deepEqual(merge.removed?.roles, [buyer?.id])
    assert.deepEqual(
      merge.roles.map(({ name, composites }) => [name, composites]),
      [['clerk', []]],
    )
  })
})
