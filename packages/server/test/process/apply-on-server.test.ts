import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { type Ended, latchkey, startServer, temporaryFolder } from './latchkey-process.ts'

const SHOP = {
  realm: 'shop',
  enabled: true,
  clients: [
    { clientId: 'web', publicClient: true, redirectUris: ['https://one.example/*'] },
    { clientId: 'old', publicClient: true },
  ],
  users: [{ username: 'ann', enabled: true }],
}

function ok(ended: Ended): string {
  assert.equal(ended.code, 0, ended.stderr)
  return ended.stdout
}

describe('latchkey apply --url', () => {
  const ADMIN = { KC_CLI_PASSWORD: 'admin' }

  it('brings a realm of a running server to the state of a file, and finds nothing to do then', async () => {
    using folder = temporaryFolder()
    await using server = await startServer(join(folder.path, 'data'))
    const file = join(folder.path, 'realm.json')
    const apply = (document: unknown, argv: readonly string[] = []) => {
      writeFileSync(file, JSON.stringify(document))
      return latchkey(['apply', file, `--url=${server.base}`, '--user=admin', ...argv], ADMIN)
    }
    assert.match(ok(await apply(SHOP)), /^\+ realm shop/)
    assert.match(ok(await apply(SHOP, ['--plan', '--exit-code'])), /Nothing to change/)
    const mapper = {
      name: 'colour',
      protocol: 'openid-connect',
      protocolMapper: 'oidc-hardcoded-claim-mapper',
      config: { 'claim.name': 'colour', 'claim.value': 'red' },
    }
    const next = {
      realm: 'shop',
      displayName: 'Corner shop',
      attributes: { colour: 'blue' },
      smtpServer: { host: 'mail.example.org', from: 'shop@example.org', password: 'hush' },
      clientScopes: [{ name: 'orders', protocol: 'openid-connect', protocolMappers: [mapper] }],
      clients: [
        { ...SHOP.clients[0], enabled: false, protocolMappers: [mapper], defaultClientScopes: ['orders', 'email'] },
        { clientId: 'api', secret: 'of-the-api', attributes: { a: 'b' }, fullScopeAllowed: false },
      ],
      roles: {
        realm: [{ name: 'clerk', composites: { realm: ['buyer'], client: { api: ['reader'] } } }, { name: 'buyer' }],
        client: { api: [{ name: 'reader', description: 'reads', attributes: { a: ['b'] } }] },
      },
      scopeMappings: [{ client: 'api', roles: ['buyer'] }],
      groups: [{ name: 'staff', realmRoles: ['clerk'], subGroups: [{ name: 'dev', attributes: { a: ['b'] } }] }],
      defaultGroups: ['/staff/dev'],
      requiredActions: [
        { alias: 'UPDATE_PASSWORD', name: 'Update Password', providerId: 'UPDATE_PASSWORD', enabled: false },
      ],
      identityProviders: [
        {
          alias: 'other',
          providerId: 'oidc',
          enabled: true,
          config: {
            clientId: 'x',
            clientSecret: 'y',
            tokenUrl: 'https://other.example.org/token',
            authorizationUrl: 'https://other.example.org/auth',
          },
        },
      ],
    }
    assert.match(ok(await apply(next)), /Done: /)
    for (const mode of ['merge', 'create']) {
      const again = await apply(next, ['--plan', '--exit-code', `--mode=${mode}`])
      assert.deepEqual([again.code, again.stdout.split('\n').slice(0, 2)], [0, ['realm shop', '  nothing to change']])
    }
    const less = { realm: 'shop', clients: [{ clientId: 'web' }], groups: [], roles: { realm: [{ name: 'buyer' }] } }
    assert.match(ok(await apply(less, ['--mode=exact'])), /- clerk/)
    const exact = await apply(less, ['--mode=exact', '--plan', '--exit-code'])
    assert.equal(exact.code, 0, exact.stdout)
    const shown = await Promise.all([apply(next, ['--plan']), apply(next, ['--plan', '--json'])])
    assert.doesNotMatch(shown.map(ok).join(''), /of-the-api|hush/)
  })

  it('leaves a secret that was rotated meanwhile, and the one before it, as they are', async () => {
    using folder = temporaryFolder()
    await using server = await startServer(join(folder.path, 'data'))
    const file = join(folder.path, 'realm.json')
    const apply = async (document: unknown, argv: readonly string[] = []) => {
      writeFileSync(file, JSON.stringify(document))
      return ok(await latchkey(['apply', file, `--url=${server.base}`, '--user=admin', ...argv], ADMIN))
    }
    const configuration = {
      'expiration-period': 1_000,
      'rotated-expiration-period': 500,
      'remaining-rotation-period': 100,
    }
    const executors = [{ executor: 'secret-rotation', configuration }]
    const conditions = [{ condition: 'any-client', configuration: {} }]
    const policies = {
      clientProfiles: { profiles: [{ name: 'rotating', executors }] },
      clientPolicies: { policies: [{ name: 'rotate', enabled: true, conditions, profiles: ['rotating'] }] },
    }
    const api = { clientId: 'api', serviceAccountsEnabled: true }
    await apply({ ...SHOP, ...policies, clients: [{ ...api, secret: 'of-the-api' }] })
    const token = async (realm: string, form: Record<string, string>) => {
      const url = `${server.base}/realms/${realm}/protocol/openid-connect/token`
      return await fetch(url, { method: 'POST', body: new URLSearchParams(form) })
    }
    const admin = { grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: 'admin' }
    const { access_token } = (await (await token('master', admin)).json()) as { access_token: string }
    const headers = { authorization: `Bearer ${access_token}` }
    const clients = `${server.base}/admin/realms/shop/clients`
    const [found] = (await (await fetch(`${clients}?clientId=api`, { headers })).json()) as [{ id: string }]
    const made = await fetch(`${clients}/${found.id}/client-secret`, { method: 'POST', headers })
    const { value } = (await made.json()) as { value: string }
    const signsIn = async (secret: string) =>
      (await token('shop', { grant_type: 'client_credentials', client_id: 'api', client_secret: secret })).status
    for (const [argv, attributes] of [
      [['--mode=merge'], { colour: 'red' }],
      [['--mode=exact'], { colour: 'blue' }],
    ] as const) {
      const next = { realm: 'shop', ...policies, clients: [{ ...api, attributes }] }
      assert.match(await apply(next, argv), /colour/)
      assert.deepEqual([await signsIn('of-the-api'), await signsIn(value)], [200, 200], argv[0])
      assert.match(await apply(next, [...argv, '--plan', '--exit-code']), /[Nn]othing to change/)
    }
  })

  it('says what was done and what not when the server refuses, and refuses flows before it begins', async () => {
    using folder = temporaryFolder()
    await using server = await startServer(join(folder.path, 'data'))
    const file = join(folder.path, 'realm.json')
    const apply = (document: unknown, argv: readonly string[] = [], environment: Record<string, string> = ADMIN) => {
      writeFileSync(file, JSON.stringify(document))
      return latchkey(['apply', file, `--url=${server.base}`, ...argv], environment)
    }
    ok(await apply(SHOP, ['--user=admin']))
    const bad = { realm: 'shop', clients: [{ clientId: 'new' }], accessTokenLifespan: -5 }
    const broken = await apply(bad, ['--user=admin'])
    assert.equal(broken.code, 1)
    assert.match(
      broken.stderr,
      /answered 400: .*\n {2}Done before that:\n {4}shop: add clients new\n {2}Not done:\n {4}shop: /,
    )
    const flow = { alias: 'mine', topLevel: true, authenticationExecutions: [] }
    const flows = await apply({ realm: 'shop', displayName: 'x', authenticationFlows: [flow] }, ['--user=admin'])
    assert.match(flows.stderr, /Flows can't be changed remotely \(mine\), and nothing was/)
    const cases: readonly (readonly [readonly string[], Record<string, string>, number, RegExp])[] = [
      [[], {}, 2, /--url needs an administrator/],
      [['--user=admin'], {}, 2, /KC_CLI_PASSWORD/],
      [['--client-id=x'], {}, 2, /KC_CLI_CLIENT_SECRET/],
      [['--user=admin', '--client-id=x'], ADMIN, 2, /either --user or --client-id/],
      [
        ['--user=admin'],
        { KC_CLI_PASSWORD: 'wrong-one' },
        1,
        /Signing in was answered 4\d\d: Invalid user credentials/,
      ],
      [[], { KC_CLI_TOKEN: 'no-token' }, 1, /was answered 401/],
      [['--user=admin', '--url=http://127.0.0.1:1'], ADMIN, 1, /http:\/\/127\.0\.0\.1:1 can't be reached/],
      [['--user=admin', '--url=ftp://x'], ADMIN, 2, /--url: "ftp:\/\/x" is not allowed/],
    ]
    for (const [argv, environment, code, words] of cases) {
      const ended = await apply(SHOP, argv, environment)
      assert.equal(ended.code, code, ended.stderr)
      assert.match(ended.stderr, words)
      assert.doesNotMatch(ended.stderr, /wrong-one|no-token/)
    }
  })

  it('signs in as a client, whose rights a file of master has given it', async () => {
    using folder = temporaryFolder()
    const data = join(folder.path, 'data')
    const file = join(folder.path, 'realm.json')
    const write = (document: unknown) => writeFileSync(file, JSON.stringify(document))
    const pipeline = { clientId: 'pipeline', secret: 'of-the-pipeline', serviceAccountsEnabled: true }
    const account = { username: 'service-account-pipeline', enabled: true, serviceAccountClientId: 'pipeline' }
    write({ realm: 'master', clients: [pipeline], users: [{ ...account, realmRoles: ['admin'] }] })
    assert.match(ok(await latchkey(['apply', file, `--data-dir=${data}`])), /\+ pipeline/)
    await using server = await startServer(data)
    write(SHOP)
    const argv = ['apply', file, `--url=${server.base}`, '--client-id=pipeline']
    assert.match(ok(await latchkey(argv, { KC_CLI_CLIENT_SECRET: 'of-the-pipeline' })), /Done: 1 realm made/)
  })
})
