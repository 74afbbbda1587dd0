import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { type Ended, latchkey, startServer, temporaryFolder } from './latchkey-process.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const FILES = [
  'conformance/keycloak/realm-test.json',
  'examples/realms/test-realm.json',
  'conformance/keycloak/captures/realm-test-export.json',
]
const USER = {
  username: 'ann',
  enabled: true,
  firstName: 'Ann',
  lastName: 'Lee',
  email: 'ann@example.org',
  credentials: [{ type: 'password', value: 'ann-pass' }],
}
const SHOP = {
  realm: 'shop',
  enabled: true,
  clients: [
    { clientId: 'web', publicClient: true, directAccessGrantsEnabled: true, redirectUris: ['https://one.example/*'] },
    { clientId: 'old', publicClient: true },
  ],
  users: [USER],
}

interface Plan {
  readonly applied: boolean
  readonly realms: readonly {
    readonly realm: string
    readonly action: string
    readonly changes: readonly { readonly action: string; readonly kind: string; readonly name: string }[]
  }[]
}

/** A data folder, and `latchkey apply` on it. */
function workplace() {
  const folder = temporaryFolder()
  const data = `--data-dir=${join(folder.path, 'data')}`
  const file = join(folder.path, 'realm.json')
  return {
    ...folder,
    path: folder.path,
    data,
    file,
    write: (document: unknown) => writeFileSync(file, JSON.stringify(document)),
    apply: (argv: readonly string[] = [], environment: Readonly<Record<string, string>> = {}) =>
      latchkey(['apply', file, data, ...argv], environment),
    async exported(realm: string) {
      const out = join(folder.path, 'out.json')
      assert.equal((await latchkey(['export', `--file=${out}`, `--realm=${realm}`, data])).code, 0)
      return JSON.parse(readFileSync(out, 'utf8'))
    },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  }
}

function ok(ended: Ended): string {
  assert.equal(ended.code, 0, ended.stderr)
  return ended.stdout
}

describe('latchkey apply', () => {
  it('makes a realm that is missing, and finds nothing to do for it a second time', async () => {
    for (const file of FILES) {
      using place = workplace()
      const argv = ['apply', join(ROOT, file), place.data]
      assert.match(ok(await latchkey(argv)), /^\+ realm \S+\n/)
      for (const mode of ['create', 'merge', 'exact']) {
        const again = await latchkey([...argv, `--mode=${mode}`, '--plan', '--exit-code'])
        assert.match(ok(again), /nothing to change\n(?:.*\n)*Nothing to change\.\n$/, file)
      }
    }
  })

  it('shows first what it would change, and changes that, once', async () => {
    using place = workplace()
    place.write(SHOP)
    ok(await place.apply())
    place.write({
      ...SHOP,
      displayName: 'Corner shop',
      clients: [{ clientId: 'web', enabled: false }, { clientId: 'new' }],
    })
    const before = await place.exported('shop')
    const plan = ok(await place.apply(['--plan']))
    assert.match(plan, /settings\n {4}\+ displayName: "Corner shop"\n/)
    assert.match(plan, /clients\n {4}~ web\n {8}~ enabled: true → false\n {4}\+ new\n/)
    assert.match(plan, /Plan: 2 to add, 1 to change, 0 to remove\.\n$/)
    assert.deepEqual(await place.exported('shop'), before)
    assert.equal((await place.apply(['--plan', '--exit-code'])).code, 3)
    assert.match(ok(await place.apply()), /Done: 2 added, 1 changed, 0 removed\.\n$/)
    assert.match(ok(await place.apply(['--plan', '--exit-code'])), /Nothing to change/)
    const after = await place.exported('shop')
    assert.equal(after.displayName, 'Corner shop')
    assert.deepEqual(after.users, before.users, 'people stay, with their credentials')
    assert.deepEqual(after.components, before.components, 'and keys')
  })

  it('keeps a session and its tokens in use while a server runs, which sees the change', async () => {
    using place = workplace()
    place.write(SHOP)
    ok(await place.apply())
    await using server = await startServer(join(place.path, 'data'))
    const token = async (parameters: Record<string, string>) => {
      const body = new URLSearchParams({ client_id: 'web', ...parameters })
      const answer = await fetch(`${server.base}/realms/shop/protocol/openid-connect/token`, { method: 'POST', body })
      return { status: answer.status, body: (await answer.json()) as { refresh_token: string; expires_in: number } }
    }
    const login = await token({ grant_type: 'password', username: 'ann', password: 'ann-pass' })
    assert.equal(login.status, 200)
    place.write({ ...SHOP, accessTokenLifespan: 77, clients: [SHOP.clients[0]], users: [] })
    assert.match(ok(await place.apply(['--mode=exact'])), /- old/)
    const refresh = () => token({ grant_type: 'refresh_token', refresh_token: login.body.refresh_token })
    let renewed = await refresh()
    // another process's change is seen within a second
    for (const until = Date.now() + 10_000; renewed.body.expires_in !== 77 && Date.now() < until; ) {
      renewed = await token({ grant_type: 'refresh_token', refresh_token: renewed.body.refresh_token })
    }
    assert.deepEqual([renewed.status, renewed.body.expires_in], [200, 77])
    assert.equal((await token({ grant_type: 'password', username: 'ann', password: 'ann-pass' })).status, 200)
  })

  it('exact removes what the file lacks, but no user; create changes nothing', async () => {
    using place = workplace()
    place.write(SHOP)
    ok(await place.apply())
    place.write({ realm: 'shop', displayName: 'x', clients: [], users: [] })
    const names = async () => (await place.exported('shop')).clients.map((one: { clientId: string }) => one.clientId)
    ok(await place.apply(['--mode=create']))
    ok(await place.apply(['--mode=merge']))
    assert.ok((await names()).includes('old'))
    const plan: Plan = JSON.parse(ok(await place.apply(['--mode=exact', '--json'])))
    assert.deepEqual(
      plan.realms[0]?.changes.map(({ action, name }) => [action, name]),
      [
        ['remove', 'old'],
        ['remove', 'web'],
      ],
    )
    assert.equal(plan.applied, true)
    assert.deepEqual((await names()).toSorted(), [
      'account',
      'account-console',
      'admin-cli',
      'broker',
      'realm-management',
      'security-admin-console',
    ])
    const { users } = await place.exported('shop')
    assert.deepEqual(
      users.map((user: { username: string }) => user.username),
      ['ann'],
    )
  })

  it('fills variables of the environment in, and shows no secret', async () => {
    using place = workplace()
    place.write({ realm: 'shop', clients: [{ clientId: 'api', secret: `\${API_SECRET}` }] })
    const shown = [
      await place.apply([], { API_SECRET: 'first-secret' }),
      await place.apply(['--plan'], { API_SECRET: 'second-secret' }),
      await place.apply(['--json'], { API_SECRET: 'second-secret' }),
    ].map(ok)
    assert.match(shown[1] ?? '', /~ secret: "\*+" → "\*+"/)
    assert.doesNotMatch(shown.join(''), /first-secret|second-secret/)
    const { clients } = await place.exported('shop')
    assert.ok(clients.some((client: { secret?: string }) => client.secret === 'second-secret'))
  })

  it('leaves everything as it was when one file of a folder is broken', async () => {
    using place = workplace()
    place.write(SHOP)
    ok(await place.apply())
    const realms = join(place.path, 'realms')
    mkdirSync(realms)
    writeFileSync(join(realms, 'a.json'), JSON.stringify({ realm: 'shop', displayName: 'after' }))
    writeFileSync(join(realms, 'b.json'), '{"realm": "other", "clients": [{"clientId": {}}]}')
    const broken = await latchkey(['apply', realms, place.data])
    assert.equal(broken.code, 1)
    assert.match(broken.stderr, /b\.json: \$\.clients\[0\]\.clientId: /)
    assert.equal((await place.exported('shop')).displayName, undefined)
    writeFileSync(join(realms, 'b.json'), '{"realm": "shop"}')
    assert.match((await latchkey(['apply', realms, place.data])).stderr, /another file has the same realm/)
    writeFileSync(join(realms, 'b.json'), '{"realm": "other"}')
    assert.match(ok(await latchkey(['apply', realms, place.data])), /Done: 1 realm made, /)
  })

  it("keeps master's rights and administrators whatever a file of master says", async () => {
    using place = workplace()
    place.write(SHOP)
    ok(await place.apply([], { KC_BOOTSTRAP_ADMIN_USERNAME: 'root', KC_BOOTSTRAP_ADMIN_PASSWORD: 'root-pass' }))
    place.write({
      realm: 'master',
      clients: [],
      users: [],
      groups: [],
      roles: { realm: [], client: { 'shop-realm': [] } },
    })
    assert.match(ok(await place.apply(['--mode=exact'])), /Nothing to change/)
  })

  it('says what is wrong with the command line, and makes no database to plan on', async () => {
    using place = workplace()
    place.write(SHOP)
    const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
      [['apply', place.data], 2, /Usage: latchkey apply FILE/],
      [['apply', 'a.json', 'b.json', place.data], 2, /"b\.json" is not expected/],
      [['apply', place.file, place.data, '--mode=exakt'], 2, /--mode: "exakt" is not allowed.* Did you mean exact/],
      [['apply', place.file, place.data, '--plam'], 2, /Unknown option --plam\. Did you mean --plan/],
      [['apply', place.file, place.data, '--exit-code'], 2, /--exit-code goes with --plan/],
      [['apply', '/nowhere.json', place.data], 1, /\/nowhere\.json can't be read \(ENOENT\)/],
      [['apply', place.file, place.data, '--plan'], 1, /There is no database/],
    ]
    for (const [argv, code, words] of cases) {
      const ended = await latchkey(argv)
      assert.equal(ended.code, code, ended.stderr)
      assert.match(ended.stderr, words)
    }
  })
})

describe('docs/guide/apply.md', () => {
  it('shows what its example does', async () => {
    using place = workplace()
    const guide = readFileSync(join(ROOT, 'docs/guide/apply.md'), 'utf8')
    const blocks = (language: string) =>
      [...guide.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, text]) => text ?? '')
    const [first, second] = blocks('json')
    const shown = blocks('text')
    writeFileSync(place.file, first ?? '')
    assert.equal(ok(await place.apply([], { ORDERS_SECRET: 'of-the-orders' })), shown[0])
    writeFileSync(place.file, second ?? '')
    assert.equal(ok(await place.apply(['--plan'])), shown[1])
  })
})
