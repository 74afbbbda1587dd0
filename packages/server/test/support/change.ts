import assert from 'node:assert/strict'
import type { Realm } from '../../src/model/realm.ts'
import type { TestServer } from './server.ts'

/** Puts back what was changed. */
type Undo = () => Promise<void>

export async function realmNamed(server: TestServer, name = 'test'): Promise<Realm> {
  const realm = await server.latchkey.stores.realms.findByName(name)
  assert.ok(realm)
  return realm
}

/** Changes settings of the realm, as an administrator would. */
export async function changeRealm(server: TestServer, settings: object): Promise<Undo> {
  const { realms } = server.latchkey.stores
  const { id, representation } = await realmNamed(server)
  await realms.change(id, () => ({ ...representation, ...settings }))
  return async () => void (await realms.change(id, () => representation))
}

/** Changes settings of a client, as an administrator would. */
export async function changeClient(server: TestServer, clientId: string, settings: object): Promise<Undo> {
  const { clients } = server.latchkey.stores
  const { id } = await realmNamed(server)
  const client = await clients.findByClientId(id, clientId)
  const record = client && (await clients.findRecord(id, client.id))
  assert.ok(record)
  await clients.change(id, record.id, (now) => ({ ...now, representation: { ...now.representation, ...settings } }))
  return async () => void (await clients.change(id, record.id, () => record))
}

/** Changes a user, as an administrator would. */
export async function changeUser(server: TestServer, username: string, settings: object): Promise<Undo> {
  const { users } = server.latchkey.stores
  const { id } = await realmNamed(server)
  const user = await users.findByUsername(id, username)
  const record = user && (await users.findRecord(id, user.id))
  assert.ok(record)
  const representation = { ...record.representation, ...settings }
  await users.replace(id, { ...record, enabled: representation.enabled ?? record.enabled, representation })
  return async () => void (await users.replace(id, record))
}

/** Has the change only while `during` runs. */
export async function during<T>(change: Promise<Undo>, run: () => Promise<T>): Promise<T> {
  const undo = await change
  try {
    return await run()
  } finally {
    await undo()
  }
}
