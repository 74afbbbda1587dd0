import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type KeycloakAdminClient from '@keycloak/keycloak-admin-client'
import { refusedWith, startTarget, type Target } from './target.ts'

describe('the official admin client: users, roles and groups', () => {
  let target: Target
  let admin: KeycloakAdminClient
  let id: string
  before(async () => {
    target = await startTarget('admin-client-people')
    admin = await target.client()
    const made = await admin.users.create({
      username: 'carol',
      email: 'carol@example.org',
      firstName: 'Carol',
      lastName: 'Jones',
      enabled: true,
      credentials: [{ type: 'password', value: 'carol-pass', temporary: false }],
    })
    id = made.id
  })
  beforeEach(async () => {
    admin = await target.client()
  })
  after(() => target.close())

  it('finds users in every way', async () => {
    assert.equal((await admin.users.findOne({ id }))?.username, 'carol')
    for (const query of [
      { username: 'caro' },
      { email: 'carol@' },
      { firstName: 'carol' },
      { search: 'jones' },
      { username: 'carol', exact: true },
      { enabled: true },
    ]) {
      const found = await admin.users.find(query)
      assert.deepEqual(
        found.map(({ username }) => username),
        ['carol'],
        JSON.stringify(query),
      )
    }
    assert.deepEqual(await admin.users.find({ username: 'caro', exact: true }), [])
    assert.equal(await admin.users.count(), 1)
    assert.equal(await admin.users.count({ search: 'nobody' }), 0)
    assert.equal(await admin.users.findOne({ id: 'no-such' }), null)
  })

  it('changes users and refuses what is taken or wrong', async () => {
    await admin.users.update({ id }, { email: 'carol@example.org', firstName: 'Caroline' })
    const read = await admin.users.findOne({ id })
    assert.equal(read?.firstName, 'Caroline')
    assert.equal(read?.lastName, 'Jones', 'what was not sent stays')
    await admin.users.update({ id }, { email: 'carol@example.org', firstName: 'Carol', lastName: 'Jones' })
    await refusedWith(409, admin.users.create({ username: 'carol' }))
    await refusedWith(400, admin.users.create({ username: 'x', email: 'no address' }))
  })

  it('keeps credentials in order, and sets passwords', async () => {
    const [password] = await admin.users.getCredentials({ id })
    assert.equal(password?.type, 'password')
    assert.equal(password?.secretData, undefined)
    const credentialId = password?.id ?? ''
    await admin.users.updateCredentialLabel({ id, credentialId }, 'first')
    assert.equal((await admin.users.getCredentials({ id }))[0]?.userLabel, 'first')
    await admin.users.resetPassword({ id, credential: { type: 'password', value: 'other-pass', temporary: true } })
    assert.deepEqual((await admin.users.findOne({ id }))?.requiredActions, ['UPDATE_PASSWORD'])
    await admin.users.resetPassword({ id, credential: { type: 'password', value: 'carol-pass', temporary: false } })
    assert.deepEqual((await admin.users.findOne({ id }))?.requiredActions, [])
    const [again] = await admin.users.getCredentials({ id })
    await admin.users.deleteCredential({ id, credentialId: again?.id ?? '' })
    assert.deepEqual(await admin.users.getCredentials({ id }), [])
  })

  it('maps realm and client roles, and tells what is effective', async () => {
    await admin.roles.create({ name: 'reader' })
    await admin.roles.create({ name: 'writer' })
    const reader = await admin.roles.findOneByName({ name: 'reader' })
    const writer = await admin.roles.findOneByName({ name: 'writer' })
    assert.ok(reader?.id && writer?.id && reader.name && writer.name)
    await admin.roles.createComposite({ roleId: writer.id }, [reader])
    assert.deepEqual(
      (await admin.roles.getCompositeRoles({ id: writer.id })).map(({ name }) => name),
      ['reader'],
    )
    await admin.users.addRealmRoleMappings({ id, roles: [{ id: writer.id, name: writer.name }] })
    const direct = (await admin.users.listRealmRoleMappings({ id })).map(({ name }) => name)
    assert.ok(direct.includes('writer') && !direct.includes('reader'))
    const effective = (await admin.users.listCompositeRealmRoleMappings({ id })).map(({ name }) => name)
    assert.ok(effective.includes('writer') && effective.includes('reader'))
    assert.ok((await admin.users.listAvailableRealmRoleMappings({ id })).some(({ name }) => name === 'reader'))
    assert.deepEqual(
      (await admin.roles.findUsersWithRole({ name: 'writer' })).map(({ username }) => username),
      ['carol'],
    )
    await admin.users.delRealmRoleMappings({ id, roles: [{ id: writer.id, name: writer.name }] })
    const [account] = await admin.clients.find({ clientId: 'account' })
    const [clientRole] = await admin.users.listAvailableClientRoleMappings({ id, clientUniqueId: account?.id ?? '' })
    assert.ok(account?.id && clientRole?.id && clientRole.name)
    const mapping = { id, clientUniqueId: account.id, roles: [{ id: clientRole.id, name: clientRole.name }] }
    await admin.users.addClientRoleMappings(mapping)
    assert.equal((await admin.users.listClientRoleMappings({ id, clientUniqueId: account.id })).length, 1)
    await admin.users.delClientRoleMappings(mapping)
    await admin.roles.updateById({ id: reader.id }, { name: 'reader', description: 'Reads' })
    assert.equal((await admin.roles.findOneById({ id: reader.id }))?.description, 'Reads')
    await admin.roles.delCompositeRoles({ id: writer.id }, [reader])
    await admin.roles.delById({ id: reader.id })
    await admin.roles.delByName({ name: 'writer' })
    assert.equal(await admin.roles.findOneByName({ name: 'writer' }), null)
    await refusedWith(409, admin.roles.create({ name: 'offline_access' }))
  })

  it('keeps groups as a tree, with members and roles', async () => {
    const { id: top } = await admin.groups.create({ name: 'staff' })
    const { id: child } = await admin.groups.createChildGroup({ id: top }, { name: 'engineering' })
    assert.equal((await admin.groups.findOne({ id: child }))?.path, '/staff/engineering')
    assert.deepEqual(
      (await admin.groups.listSubGroups({ parentId: top })).map(({ name }) => name),
      ['engineering'],
    )
    assert.equal((await admin.groups.count()).count, 2)
    assert.equal((await admin.groups.find({ search: 'engin' }))[0]?.subGroups?.[0]?.name, 'engineering')
    await admin.users.addToGroup({ id, groupId: child })
    assert.deepEqual(
      (await admin.users.listGroups({ id })).map(({ path }) => path),
      ['/staff/engineering'],
    )
    assert.deepEqual(
      (await admin.groups.listMembers({ id: child })).map(({ username }) => username),
      ['carol'],
    )
    await admin.groups.update({ id: child }, { name: 'engineering', attributes: { floor: ['3'] } })
    assert.deepEqual((await admin.groups.findOne({ id: child }))?.attributes, { floor: ['3'] })
    await refusedWith(409, admin.groups.create({ name: 'staff' }))
    await admin.realms.addDefaultGroup({ realm: 'admin-client-people', id: top })
    assert.equal((await admin.realms.getDefaultGroups({ realm: 'admin-client-people' })).length, 1)
    await admin.realms.removeDefaultGroup({ realm: 'admin-client-people', id: top })
    await admin.users.delFromGroup({ id, groupId: child })
    await admin.groups.del({ id: top })
    assert.deepEqual(await admin.groups.find(), [])
  })

  it('tells and changes the user profile, and keeps attributes that it knows', async () => {
    const profile = await admin.users.getProfile()
    assert.ok(profile.attributes?.some(({ name }) => name === 'email'))
    await admin.users.updateProfile({
      ...profile,
      attributes: [
        ...(profile.attributes ?? []),
        { name: 'department', permissions: { view: ['admin'], edit: ['admin'] } },
      ],
    })
    await admin.users.update(
      { id },
      { email: 'carol@example.org', attributes: { department: ['sales'], other: ['x'] } },
    )
    assert.deepEqual((await admin.users.findOne({ id }))?.attributes, { department: ['sales'] })
    assert.ok((await admin.users.getProfileMetadata()).attributes?.some(({ name }) => name === 'department'))
  })

  it('has links, sessions, consents and locks of a user', async () => {
    await admin.identityProviders.create({
      alias: 'upstream',
      providerId: 'oidc',
      enabled: true,
      config: {
        clientId: 'a',
        clientSecret: 'b',
        authorizationUrl: 'https://a.example',
        tokenUrl: 'https://a.example',
      },
    })
    const link = { userId: 'u1', userName: 'carol@upstream', identityProvider: 'upstream' }
    await admin.users.addToFederatedIdentity({ id, federatedIdentityId: 'upstream', federatedIdentity: link })
    assert.deepEqual(await admin.users.listFederatedIdentities({ id }), [link])
    await admin.users.delFromFederatedIdentity({ id, federatedIdentityId: 'upstream' })
    assert.deepEqual(await admin.users.listFederatedIdentities({ id }), [])
    assert.deepEqual(await admin.users.listSessions({ id }), [])
    assert.deepEqual(await admin.users.listConsents({ id }), [])
    await admin.users.logout({ id })
    const lock = await admin.attackDetection.findOne({ id })
    assert.equal(lock?.['disabled'], false)
    await admin.attackDetection.del({ id })
    await admin.attackDetection.delAll()
  })

  it('removes a user', async () => {
    const { id: gone } = await admin.users.create({ username: 'short-lived' })
    await admin.users.del({ id: gone })
    assert.equal(await admin.users.findOne({ id: gone }), null)
    await refusedWith(404, admin.users.del({ id: gone }))
  })
})
