import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { latchkey, REALM_FILE, startServer, temporaryFolder } from './latchkey-process.ts'

const EXPORTED = join(import.meta.dirname, '../../../../conformance/keycloak/captures/realm-test-export.json')

function readJson(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'))
}

describe('latchkey import and export', () => {
  it('bring a realm of Keycloak in and out, and the second time to the same bytes', async () => {
    using folder = temporaryFolder()
    const [first, second] = [join(folder.path, 'first.json'), join(folder.path, 'second.json')]
    const data = (name: string) => `--data-dir=${join(folder.path, name)}`
    const imported = await latchkey(['import', `--file=${EXPORTED}`, data('a')])
    assert.equal(imported.code, 0, imported.stderr)
    assert.match(imported.stdout, /Realm \S+ was imported from/)
    const { realm } = readJson(EXPORTED)
    for (const [from, to] of [
      [data('a'), first],
      [data('b'), second],
    ] as const) {
      if (to === second) assert.equal((await latchkey(['import', `--file=${first}`, from])).code, 0)
      const exported = await latchkey(['export', `--file=${to}`, `--realm=${realm}`, from])
      assert.equal(exported.code, 0, exported.stderr)
      assert.equal(statSync(to).mode & 0o077, 0, 'a file with secrets is for its owner only')
    }
    assert.equal(readFileSync(second, 'utf8'), readFileSync(first, 'utf8'))
    assert.equal(readJson(first).users.length, readJson(EXPORTED).users.length)
  })

  it('write a folder as Keycloak does, with users beside their realms, and take it back', async () => {
    using folder = temporaryFolder()
    const out = join(folder.path, 'out')
    const data = `--data-dir=${join(folder.path, 'data')}`
    assert.equal((await latchkey(['import', `--file=${REALM_FILE}`, data])).code, 0)
    const exported = await latchkey(['export', `--dir=${out}`, '--users-per-file=1', data])
    assert.equal(exported.code, 0, exported.stderr)
    const names = readdirSync(out)
    for (const name of ['master-realm.json', 'test-realm.json', 'test-users-0.json', 'test-users-1.json']) {
      assert.ok(names.includes(name), `${name} in ${names}`)
    }
    assert.equal(readJson(join(out, 'test-realm.json')).users, undefined)
    assert.equal(readJson(join(out, 'test-users-0.json')).users.length, 1)
    const back = await latchkey([
      'import',
      `--dir=${out}`,
      '--override=false',
      `--data-dir=${join(folder.path, 'other')}`,
    ])
    assert.equal(back.code, 0, back.stderr)
    assert.match(back.stdout, /Realm master exists and was left as it is/)
    assert.match(back.stdout, /Realm test was imported/)
  })

  it('replace a realm that exists, unless told not to', async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'realm.json')
    const data = `--data-dir=${join(folder.path, 'data')}`
    const run = async (displayName: string, ...options: readonly string[]) => {
      writeFileSync(file, JSON.stringify({ realm: 'shop', enabled: true, displayName }))
      const ended = await latchkey(['import', `--file=${file}`, data, ...options])
      assert.equal(ended.code, 0, ended.stderr)
      assert.equal((await latchkey(['export', `--file=${file}`, '--realm=shop', '--users=skip', data])).code, 0)
      return readJson(file).displayName
    }
    assert.equal(await run('one'), 'one')
    assert.equal(await run('two', '--override=false'), 'one')
    assert.equal(await run('three'), 'three')
  })

  it('leave everything as it was when one file of a folder is broken', async () => {
    using folder = temporaryFolder()
    const realms = join(folder.path, 'realms')
    mkdirSync(realms)
    const data = `--data-dir=${join(folder.path, 'data')}`
    writeFileSync(join(realms, 'a.json'), JSON.stringify({ realm: 'shop', displayName: 'before' }))
    assert.equal((await latchkey(['import', `--dir=${realms}`, data])).code, 0)
    writeFileSync(join(realms, 'a.json'), JSON.stringify({ realm: 'shop', displayName: 'after' }))
    writeFileSync(join(realms, 'b.json'), '{"realm": "other",\n  "clients": [{"clientId": {}}]}')
    const { code, stderr } = await latchkey(['import', `--dir=${realms}`, data])
    assert.equal(code, 1)
    assert.match(stderr, /Nothing was imported/)
    assert.match(stderr, /b\.json: \$\.clients\[0\]\.clientId: /)
    const out = join(folder.path, 'out.json')
    assert.equal((await latchkey(['export', `--file=${out}`, '--realm=shop', data])).code, 0)
    assert.equal(readJson(out).displayName, 'before')
    assert.match((await latchkey(['export', `--file=${out}`, '--realm=other', data])).stderr, /There is no realm other/)
  })

  it('refuse to replace master, and to read or write what is not there', async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'master.json')
    const data = `--data-dir=${join(folder.path, 'data')}`
    writeFileSync(file, '{"realm":"master"}')
    assert.equal((await latchkey(['export', `--file=${file}`, data])).code, 1)
    assert.equal(existsSync(join(folder.path, 'data')), false, 'an export makes no database')
    const master = await latchkey(['import', `--file=${file}`, data])
    assert.deepEqual([master.code, /master/.test(master.stderr)], [1, true])
    assert.match((await latchkey(['import', '--file=/nowhere.json', data])).stderr, /\/nowhere\.json .*ENOENT.* --file/)
    assert.match((await latchkey(['export', '--dir=/proc/nowhere', data])).stderr, /\/proc\/nowhere can't be written/)
  })

  it('fill variables of the environment in', async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'realm.json')
    const data = `--data-dir=${join(folder.path, 'data')}`
    writeFileSync(file, `{"realm":"shop","displayName":"\${SHOP_NAME}"}`)
    assert.equal((await latchkey(['import', `--file=${file}`, data], { SHOP_NAME: 'Corner shop' })).code, 0)
    assert.equal((await latchkey(['export', `--file=${file}`, '--realm=shop', data])).code, 0)
    assert.equal(readJson(file).displayName, 'Corner shop')
  })
})

describe('latchkey bootstrap-admin user', () => {
  it('makes an administrator who can log in while the server runs, once', async () => {
    using folder = temporaryFolder()
    await using server = await startServer(folder.path)
    const argv = ['bootstrap-admin', 'user', '--username=rescue', '--password:env=RESCUE', `--data-dir=${folder.path}`]
    const made = await latchkey(argv, { RESCUE: 'rescue-pass' })
    assert.equal(made.code, 0, made.stderr)
    assert.doesNotMatch(made.stdout, /rescue-pass/)
    const login = await fetch(`${server.base}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        client_id: 'admin-cli',
        username: 'rescue',
        password: 'rescue-pass',
      }),
    })
    assert.equal(login.status, 200)
    const { access_token } = (await login.json()) as { access_token: string }
    const realm = await fetch(`${server.base}/admin/realms/master`, {
      headers: { authorization: `Bearer ${access_token}` },
    })
    assert.equal(realm.status, 200)
    const again = await latchkey(argv, { RESCUE: 'rescue-pass' })
    assert.equal(again.code, 1)
    assert.match(again.stderr, /rescue exists in realm master/)
  })
})

describe('the first administrator', () => {
  it('is also made where an import made master without one', async () => {
    using folder = temporaryFolder()
    assert.equal((await latchkey(['import', `--file=${REALM_FILE}`, `--data-dir=${folder.path}`])).code, 0)
    await using server = await startServer(folder.path)
    const login = await fetch(`${server.base}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        client_id: 'admin-cli',
        username: 'admin',
        password: 'admin',
      }),
    })
    assert.equal(login.status, 200)
  })
})
