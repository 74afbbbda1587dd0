import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compareRealms } from '../representations/apply/compare-realms.ts'
import type { RealmRepresentation } from '../representations/keycloak.ts'
import { planJson, planText, summary } from './plan-text.ts'

function plansOf(before: RealmRepresentation, after: RealmRepresentation) {
  return [{ realm: 'shop', isNew: false, usersIgnored: 0, changes: compareRealms(before, after, after) }]
}

describe('the text of a plan', () => {
  it('groups things by kind, in one order, with a mark for what happens', () => {
    const plans = plansOf(
      { groups: [{ name: 'staff' }], clients: [{ clientId: 'web', redirectUris: ['a', 'b'] }, { clientId: 'old' }] },
      { groups: [], clients: [{ clientId: 'web', redirectUris: ['c', 'b'] }], loginTheme: 'dark' },
    )
    assert.deepEqual(planText(plans).split('\n'), [
      'realm shop',
      '  settings',
      '    + loginTheme: "dark"',
      '  clients',
      '    ~ web',
      '        ~ redirectUris: + "c", - "a"',
      '    - old',
      '  groups',
      '    - /staff',
      '',
    ])
    assert.equal(summary(plans, false), 'Plan: 1 to add, 1 to change, 2 to remove.')
    assert.equal(summary(plans, true), 'Done: 1 added, 1 changed, 2 removed.')
  })

  it('shows no secret, wherever it stands, and keeps what only sounds like one', () => {
    const secrets = {
      smtpServer: { host: 'mail.example.org', password: 'hush-1' },
      clients: [
        {
          clientId: 'web',
          secret: 'hush-2',
          registrationAccessToken: 'hush-3',
          attributes: { 'client.secret.rotated': 'hush-4', 'saml.signing.private.key': 'hush-5' },
        },
      ],
      identityProviders: [{ alias: 'other', config: { clientSecret: 'hush-6' } }],
      authenticatorConfig: [{ alias: 'captcha', config: { 'secret.key': 'hush-7' } }],
      components: {
        ldap: [{ name: 'people', providerId: 'ldap', config: { bindCredential: ['hush-8'] } }],
        keys: [{ name: 'own', providerId: 'rsa', config: { privateKey: ['hush-9'], keystorePassword: ['hush-0'] } }],
      },
    }
    const others: RealmRepresentation = JSON.parse(JSON.stringify(secrets).replaceAll('hush', 'old-hush'))
    for (const before of [{}, others]) {
      const plans = plansOf(before, { ...secrets, passwordPolicy: 'length(8)', resetPasswordAllowed: true })
      const shown = planText(plans) + planJson(plans, false)
      assert.doesNotMatch(shown, /hush/)
      assert.match(shown, /passwordPolicy: "length\(8\)"/)
      assert.match(shown, /resetPasswordAllowed: true/)
    }
  })

  it('lets no name speak to the terminal, and shortens what is long', () => {
    const plans = plansOf({}, { clients: [{ clientId: '\u001b[2Jweb' }], displayName: 'x'.repeat(1000) })
    const shown = planText(plans)
    assert.match(shown, /\+ \?\[2Jweb/)
    assert.ok(shown.length < 300)
  })

  it('takes attributes named as members of every object for what they are', () => {
    const plans = plansOf({ attributes: {} }, { attributes: { constructor: 'x' } })
    assert.match(planText(plans), /\+ attributes\.constructor: "x"/)
  })
})
