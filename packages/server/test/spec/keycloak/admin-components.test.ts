import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { type AdminCaller, adminCaller } from '../../support/admin.ts'
import { DIRECT_CLIENT, startServer, type TestServer } from '../../support/server.ts'

const KEYS = 'org.keycloak.keys.KeyProvider'

interface Key {
  readonly providerId: string
  readonly kid: string
  readonly algorithm: string
  readonly status: string
}

describe('Admin REST: components that hold keys', () => {
  let server: TestServer
  let admin: AdminCaller
  before(async () => {
    server = await startServer()
    admin = await adminCaller(server)
  })
  after(() => server.close())

  const make = (providerId: string, config: Record<string, string[]> = {}, more = {}) =>
    admin('POST', '/test/components', { name: providerId, providerId, providerType: KEYS, config, ...more })
  const idOf = (location: URL) => location.pathname.split('/').at(-1) ?? ''
  const keys = async () => JSON.parse((await admin('GET', '/test/keys')).body).keys as Key[]
  const kidOfNewToken = async () => {
    const form = { grant_type: 'password', username: 'alice', password: 'alice-pass', ...DIRECT_CLIENT }
    const token = String((await server.token(form)).json()['access_token'])
    return { token, kid: JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid as string }
  }
  const userinfo = (token: string) =>
    server.call({
      method: 'GET',
      url: 'http://localhost:8080/realms/test/protocol/openid-connect/userinfo',
      headers: { authorization: `Bearer ${token}` },
    })

  it('are never missing where the realm signs for itself, whatever is removed or turned off', async () => {
    const secret = (key: Key) => key.algorithm === 'HS512' || key.algorithm === 'AES'
    const path = (key: Key | undefined) => `/test/components/${key?.providerId}`
    assert.equal((await keys()).filter(secret).length, 2)
    for (const key of (await keys()).filter(secret)) assert.equal((await admin('DELETE', path(key))).status, 204)
    const made = (await keys()).filter(secret)
    assert.deepEqual(made.map(({ algorithm }) => algorithm).sort(), ['AES', 'HS512'])
    for (const key of made) {
      assert.equal((await admin('PUT', path(key), { config: { active: ['false'] } })).status, 204)
    }
    assert.equal((await keys()).filter((key) => secret(key) && key.status === 'ACTIVE').length, 2)
    assert.ok((await kidOfNewToken()).kid)
    for (const key of made) assert.equal((await admin('DELETE', path(key))).status, 204)
  })

  it('sign with the newest key from then on; what the old one signed stays good until it is removed', async () => {
    const form = {
      grant_type: 'password',
      username: 'alice',
      password: 'alice-pass',
      scope: 'openid',
      ...DIRECT_CLIENT,
    }
    const before = String((await server.token(form)).json()['access_token'])
    const old = (await keys()).find(({ algorithm }) => algorithm === 'RS256')
    const made = await make('rsa-generated', { priority: ['200'] })
    assert.equal(made.status, 201)
    const { kid } = await kidOfNewToken()
    assert.notEqual(kid, old?.kid)
    assert.equal((await keys()).find((key) => key.providerId === idOf(made.location))?.kid, kid)
    assert.equal((await userinfo(before)).status, 200)
    await admin('PUT', `/test/components/${old?.providerId}`, { config: { enabled: ['false'] } })
    assert.equal((await userinfo(before)).status, 401)
    await admin('PUT', `/test/components/${old?.providerId}`, { config: { enabled: ['true'] } })
    assert.equal((await userinfo(before)).status, 200)
    assert.equal((await admin('DELETE', `/test/components/${idOf(made.location)}`)).status, 204)
    assert.equal((await kidOfNewToken()).kid, old?.kid)
  })

  it('never tell a private key, and keep it through a change of something else', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
    const made = await make('rsa', { privateKey: [pem], priority: ['5'] })
    assert.equal(made.status, 201, made.body)
    const path = `/test/components/${idOf(made.location)}`
    const read = (await admin('GET', path)).json() as { config: Record<string, string[]> }
    assert.deepEqual(read.config['privateKey'], ['**********'])
    assert.ok(read.config['certificate'], 'a certificate was made')
    const kidBefore = (await keys()).find(({ providerId }) => providerId === idOf(made.location))?.kid
    assert.equal((await admin('PUT', path, { ...read, config: { ...read.config, priority: ['6'] } })).status, 204)
    assert.equal((await keys()).find(({ providerId }) => providerId === idOf(made.location))?.kid, kidBefore)
    for (const id of ['ecdsa-generated', 'ecdh-generated', 'eddsa-generated', 'hmac-generated', 'aes-generated']) {
      assert.equal((await make(id)).status, 201, id)
    }
    const { body } = await admin('GET', '/test/components')
    assert.doesNotMatch(body, /"(secret|kid|\w*[pP]rivateKey)":\["(?!\*{10}")/)
    const exported = await admin('POST', '/test/partial-export', undefined)
    assert.doesNotMatch(exported.body, /"(secret|\w*[pP]rivateKey)":\["(?!\*{10}")/)
    assert.doesNotMatch(body + exported.body, /PRIVATE KEY/)
  })

  it('make another key when its size or curve changes, not otherwise', async () => {
    const made = await make('ecdsa-generated', { ecdsaEllipticCurveKey: ['P-256'] })
    const path = `/test/components/${idOf(made.location)}`
    const own = async () => (await keys()).find(({ providerId }) => providerId === idOf(made.location))
    const first = await own()
    await admin('PUT', path, { config: { active: ['false'] } })
    assert.deepEqual([(await own())?.kid, (await own())?.status], [first?.kid, 'PASSIVE'])
    await admin('PUT', path, { config: { ecdsaEllipticCurveKey: ['P-384'] } })
    assert.equal((await own())?.algorithm, 'ES384')
  })

  for (const [what, providerId, config, words] of [
    ['a size that is none', 'rsa-generated', { keySize: ['7'] }, /'Key size' should be/],
    ['an algorithm that is none', 'rsa-generated', { algorithm: ['none'] }, /'Algorithm' should be/],
    ['a priority that is no number', 'rsa-generated', { priority: ['high'] }, /'Priority' should be a number/],
    ['a switch that is neither on nor off', 'rsa-generated', { active: ['x'] }, /'Active' should be 'true' or 'false'/],
    ['a curve that is none', 'ecdsa-generated', { ecdsaEllipticCurveKey: ['x'] }, /'Elliptic Curve' should be/],
    ['no key of its own', 'rsa', {}, /'Private RSA Key' is required/],
    ['a key that is none', 'rsa', { privateKey: ['abc'] }, /Failed to decode private key/],
  ] as const) {
    it(`are refused with ${what}`, async () => {
      const refused = await make(providerId, config as unknown as Record<string, string[]>)
      assert.equal(refused.status, 400)
      assert.match(String(refused.json()['errorMessage']), words)
    })
  }

  it('are refused when unknown, below another parent, or with an id that is taken', async () => {
    assert.equal((await make('no-such')).status, 400)
    assert.equal(
      (await admin('POST', '/test/components', { providerId: 'rsa-generated', providerType: 'x' })).status,
      400,
    )
    assert.equal((await make('rsa-generated', {}, { parentId: 'elsewhere' })).status, 400)
    const [first] = JSON.parse((await admin('GET', '/test/components')).body) as { id: string }[]
    assert.equal((await make('rsa-generated', {}, { id: first?.id })).status, 409)
    assert.equal((await admin('GET', `/master/components/${first?.id}`)).status, 404)
    assert.equal((await admin('PUT', '/test/components/no-such', {})).status, 404)
    assert.equal((await admin('DELETE', '/test/components/no-such')).status, 404)
  })

  it('leave the user profile to its own route', async () => {
    const profile = {
      providerId: 'declarative-user-profile',
      providerType: 'org.keycloak.userprofile.UserProfileProvider',
    }
    assert.equal((await admin('POST', '/test/components', { ...profile, config: {} })).status, 400)
  })
})
