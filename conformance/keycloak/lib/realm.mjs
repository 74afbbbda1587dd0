// The realm that the questions are asked about: made anew from realm-test.json, its ids given names.
import fs from 'node:fs'

const realmFile = new URL('../realm-test.json', import.meta.url)
const realmDocument = () => JSON.parse(fs.readFileSync(realmFile, 'utf8'))

/** Deletes the realm and makes it as the file has it, so that what ran before doesn't matter. */
export async function remakeRealm(c) {
  const gone = await c.adm('DELETE', '')
  if (![204, 404].includes(gone.status)) throw new Error(`delete realm: ${gone.status} ${gone.text}`)
  c.adminTok = undefined
  const made = await c.adm('POST', '/admin/realms', { ...realmDocument(), realm: c.realm })
  if (made.status !== 201) throw new Error(`make realm: ${made.status} ${made.text}`)
  c.adminTok = undefined
}

/**
 * Gives the ids of this realm the names that stand for them in the captures. A list that the server doesn't offer
 * names nothing; users and clients are then looked up one by one, as far as the realm's file knows them.
 */
export async function nameIds(c) {
  const { norm } = c
  norm.labels.clear()
  const get = async (path) => {
    const answer = await c.adm('GET', path)
    return answer.status === 200 && answer.json ? answer.json : []
  }
  const nameMappers = (owner, mappers = []) => {
    for (const mapper of mappers) norm.label(mapper.id, `mapper ${owner}/${mapper.name}`)
  }
  const nameGroup = async (group, parent) => {
    norm.label(group.id, `group ${parent}/${group.name}`)
    for (const child of await get(`/groups/${group.id}/children`)) await nameGroup(child, `${parent}/${group.name}`)
  }

  norm.label((await get('')).id, 'realm id')
  for (const user of await users(get)) norm.label(user.id, `user ${user.username}`)
  for (const client of await clients(get)) {
    norm.label(client.id, `client ${client.clientId}`)
    nameMappers(client.clientId, client.protocolMappers)
    for (const role of await get(`/clients/${client.id}/roles`))
      norm.label(role.id, `role ${client.clientId}/${role.name}`)
    if (!client.serviceAccountsEnabled) continue
    const account = await get(`/clients/${client.id}/service-account-user`)
    norm.label(account.id, `user service-account-${client.clientId}`)
  }
  for (const role of await get('/roles')) norm.label(role.id, `role ${role.name}`)
  for (const group of await get('/groups')) await nameGroup(group, '')
  for (const scope of await get('/client-scopes')) {
    norm.label(scope.id, `scope ${scope.name}`)
    nameMappers(scope.name, scope.protocolMappers)
  }
  for (const key of (await get('/keys')).keys ?? []) norm.label(key.kid, `kid ${key.algorithm}`)
  for (const component of await get('/components')) norm.label(component.id, `component ${component.name}`)
  for (const flow of await get('/authentication/flows')) norm.label(flow.id, `flow ${flow.alias}`)
  for (const key of (await get('/admin/realms/master/keys')).keys ?? []) {
    norm.label(key.kid, `master kid ${key.algorithm}`)
  }
  norm.label((await get('/admin/realms/master')).id, 'master realm id')
}

async function users(get) {
  const listed = await get('/users?max=200')
  if (listed.length > 0) return listed
  const names = realmDocument().users.map((user) => user.username)
  return (await Promise.all(names.map((name) => get(`/users?exact=true&username=${encodeURIComponent(name)}`)))).flat()
}

async function clients(get) {
  const listed = await get('/clients')
  if (listed.length > 0) return listed
  const ids = realmDocument().clients.map((client) => client.clientId)
  return (await Promise.all(ids.map((id) => get(`/clients?clientId=${encodeURIComponent(id)}`)))).flat()
}
