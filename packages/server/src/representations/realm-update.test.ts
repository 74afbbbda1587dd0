import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RealmRepresentation } from './keycloak.ts'
import { realmUpdateProblem, renamedConsole, settingsToTell, updatedRealm } from './realm-update.ts'

const OLD: RealmRepresentation = {
  id: 'id',
  realm: 'old',
  attributes: { parRequestUriLifespan: '60', mine: '1' },
  smtpServer: { from: 'a@example.org', password: 'secret' },
  browserSecurityHeaders: { xFrameOptions: 'DENY', xRobotsTag: 'none' },
  authenticationFlows: [{ alias: 'browser' }],
  ssoSessionIdleTimeout: 100,
}

describe('a change of realm settings', () => {
  it('keeps what was not sent, and what was sent as null', () => {
    const next = updatedRealm({ ...OLD, displayName: 'D' }, JSON.parse('{"displayName":null,"enabled":true}'))
    assert.equal(next.displayName, 'D')
    assert.equal(next.enabled, true)
  })

  it('leaves alone what has routes of its own', () => {
    const sent = {
      id: 'other',
      defaultRole: { name: 'admin' },
      authenticationFlows: [],
      components: {},
      users: [{ username: 'x' }],
      localizationTexts: {},
      clientPolicies: {},
    }
    assert.deepEqual(updatedRealm(OLD, sent), OLD)
  })

  it('replaces attributes as a whole, but for those of every realm', () => {
    assert.deepEqual(updatedRealm(OLD, { attributes: { other: '2' } }).attributes, {
      parRequestUriLifespan: '60',
      other: '2',
    })
    assert.equal(
      updatedRealm(OLD, { attributes: { parRequestUriLifespan: '30' } }).attributes?.['parRequestUriLifespan'],
      '30',
    )
  })

  it('adds to the headers, and takes asterisks for the password that is there', () => {
    const next = updatedRealm(OLD, {
      browserSecurityHeaders: { xRobotsTag: 'all' },
      smtpServer: { from: 'b@example.org', password: '**********' },
    })
    assert.deepEqual(next['browserSecurityHeaders'], { xFrameOptions: 'DENY', xRobotsTag: 'all' })
    assert.deepEqual(next['smtpServer'], { from: 'b@example.org', password: 'secret' })
  })

  it('tells settings without the parts that have routes', () => {
    const told = settingsToTell({ ...OLD, components: {}, defaultRole: { name: 'd' }, clientPolicies: {} })
    assert.deepEqual(Object.keys(told).sort(), [
      'attributes',
      'browserSecurityHeaders',
      'clientPolicies',
      'defaultRole',
      'id',
      'realm',
      'smtpServer',
      'ssoSessionIdleTimeout',
    ])
  })

  it('moves the addresses of the consoles with the name, and no others', () => {
    const client = {
      baseUrl: '/realms/old/account/',
      redirectUris: ['/admin/old/console/*', 'https://old/realms/older/*'],
    }
    assert.deepEqual(renamedConsole(client, 'old', 'new'), {
      baseUrl: '/realms/new/account/',
      redirectUris: ['/admin/new/console/*', 'https://old/realms/older/*'],
    })
  })
})

describe('what a change of realm settings is refused for', () => {
  for (const [sent, problem] of [
    [{ realm: '' }, 'Realm name cannot be empty'],
    [{ realm: 'a/b' }, "Character '/' not allowed."],
    [{ realm: 'x'.repeat(256) }, 'Realm name is longer than 255 characters'],
    [{ accessTokenLifespan: -1 }, 'accessTokenLifespan may not be a negative value'],
    [{ failureFactor: -1 }, 'Failure factor may not be a negative value'],
    [{ accessTokenLifespan: 2 ** 31 }, 'accessTokenLifespan is greater than 2147483647'],
    [{ browserFlow: 'none' }, 'browserFlow names an authentication flow that is not in the realm'],
    [{ passwordPolicy: 'nope(3)' }, 'Password policy not found'],
    [{ browserSecurityHeaders: { xFrameOptions: 'a\r\nX: y' } }, 'Newline not allowed.'],
    [{ clientSessionIdleTimeout: 101 }, 'Client Session Idle Timeout cannot be greater than Realm SSO Idle Timeout.'],
  ] as const) {
    it(`${JSON.stringify(sent).slice(0, 60)}: ${problem}`, () => assert.equal(realmUpdateProblem(OLD, sent), problem))
  }

  it('a mail server without a sender, unless it was there before', () => {
    assert.match(String(realmUpdateProblem(OLD, { smtpServer: { host: 'h' } })), /^Invalid sender address 'null'/)
    assert.match(
      String(realmUpdateProblem(OLD, { smtpServer: { from: 'nobody' } })),
      /^Invalid sender address 'nobody'/,
    )
    const stored = { ...OLD, smtpServer: { host: 'h', password: 'p' } }
    assert.equal(realmUpdateProblem(stored, { smtpServer: { host: 'h', password: '**********' } }), undefined)
  })

  it('takes no password that is not told to another mail server', () => {
    const stored = { ...OLD, smtpServer: { host: 'h', from: 'a@example.org', password: 'p' } }
    const sent = (host: string, password: string) => ({ smtpServer: { host, from: 'b@example.org', password } })
    assert.equal(realmUpdateProblem(stored, sent('h', '**********')), undefined)
    assert.equal(realmUpdateProblem(stored, sent('other', 'q')), undefined)
    assert.match(String(realmUpdateProblem(stored, sent('other', '**********'))), /has to be given anew/)
  })

  it('another name for master', () => {
    assert.equal(realmUpdateProblem({ ...OLD, realm: 'master' }, { realm: 'm' }), "Can't rename master realm")
  })

  for (const sent of [
    { realm: 'new name' },
    { smtpServer: {} },
    { browserFlow: 'browser', passwordPolicy: 'length(8) and digits(2)' },
    { supportedLocales: ['xx'] },
    { accessTokenLifespan: 0 },
  ]) {
    it(`takes ${JSON.stringify(sent)}`, () => assert.equal(realmUpdateProblem(OLD, sent), undefined))
  }
})
