import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { texts } from '../../locales/en/doctor.ts'
import { clientChecks, deploymentChecks, realmChecks } from './checks.ts'
import { originAllowed } from './origin.ts'

const facts = {
  serverUrl: 'https://id.example',
  issuer: 'https://id.example/realms/shop',
  aheadSeconds: 0,
  page: { origin: 'https://id.example', protocol: 'https:', hostname: 'id.example' },
  cookies: true,
}
const NOW = Date.parse('2026-03-01T00:00:00Z')
const verdicts = (checks: readonly { readonly id: string; readonly verdict: string }[]) =>
  Object.fromEntries(checks.map(({ id, verdict }) => [id, verdict]))

describe('the doctor looks at the deployment', () => {
  it('and finds nothing where all is well', () => {
    const found = verdicts(deploymentChecks('shop', facts))
    assert.deepEqual(found, { issuer: 'good', https: 'good', clock: 'good', cookies: 'good' })
  })

  it('an issuer of another address, or only beginning like the right one, is wrong', () => {
    for (const issuer of ['http://10.0.0.1:8080/realms/shop', 'https://id.example.evil/realms/shop', '']) {
      assert.equal(verdicts(deploymentChecks('shop', { ...facts, issuer }))['issuer'], 'bad')
    }
  })

  it('an address bar that differs from what the server calls itself is wrong', () => {
    const page = { ...facts.page, origin: 'https://sso.example' }
    assert.equal(verdicts(deploymentChecks('shop', { ...facts, page }))['issuer'], 'bad')
  })

  it('http is for one’s own machine only', () => {
    const page = (hostname: string) => ({ origin: `http://${hostname}`, protocol: 'http:', hostname })
    assert.equal(verdicts(deploymentChecks('shop', { ...facts, page: page('localhost') }))['https'], 'warn')
    assert.equal(verdicts(deploymentChecks('shop', { ...facts, page: page('localhost.evil') }))['https'], 'bad')
  })

  it('a clock is judged in both directions, and not without its time', () => {
    assert.equal(verdicts(deploymentChecks('shop', { ...facts, aheadSeconds: -61 }))['clock'], 'bad')
    assert.equal(verdicts(deploymentChecks('shop', { ...facts, aheadSeconds: 30 }))['clock'], 'warn')
    assert.equal(verdicts(deploymentChecks('shop', { ...facts, aheadSeconds: undefined }))['clock'], undefined)
  })
})

describe('the doctor looks at a realm', () => {
  const key = { status: 'ACTIVE', use: 'SIG', type: 'RSA', validTo: String(NOW + 365 * 86_400_000) }

  it('promised e-mails without a mail server are to be repaired', () => {
    assert.equal(verdicts(realmChecks({ realm: 'shop', verifyEmail: true }, [key], NOW))['mail'], 'bad')
    assert.equal(verdicts(realmChecks({ realm: 'shop' }, [key], NOW))['mail'], 'warn')
  })

  it('a key that ends soon, or none that signs', () => {
    const soon = { ...key, validTo: String(NOW + 86_400_000) }
    assert.equal(verdicts(realmChecks({ realm: 'shop' }, [soon], NOW))['keys'], 'warn')
    for (const other of [
      { ...key, use: 'ENC' },
      { ...key, status: 'PASSIVE' },
      { ...key, type: 'OCT' },
    ]) {
      assert.equal(verdicts(realmChecks({ realm: 'shop' }, [other], NOW))['keys'], 'bad')
    }
  })

  it('names the clients that are open, and leads to the only one', () => {
    const clients = [
      { id: '1', clientId: 'shop', redirectUris: ['*'], webOrigins: ['*'] },
      { id: '2', clientId: 'old', directAccessGrantsEnabled: true, implicitFlowEnabled: true, enabled: false },
    ]
    const checks = clientChecks('test', clients)
    assert.deepEqual(verdicts(checks), { redirects: 'bad', direct: 'good', implicit: 'good', cors: 'warn' })
    assert.deepEqual(checks[0]?.values, { names: 'shop' })
    assert.equal(checks[0]?.to, '/test/clients/1/settings')
  })

  it('admin-cli is made for passwords, the consoles for their own pages', () => {
    const found = clientChecks('test', [
      { clientId: 'admin-cli', directAccessGrantsEnabled: true },
      { clientId: 'account', redirectUris: ['/realms/test/account/*'] },
    ])
    assert.deepEqual(verdicts(found), { redirects: 'good', direct: 'good', implicit: 'good', cors: 'good' })
  })
})

describe('the doctor’s sentences', () => {
  it('exist for every verdict that a check can come to', () => {
    const worst = { realm: 'shop', sslRequired: 'none', verifyEmail: true, accessTokenLifespan: 9999 }
    const mild = { realm: 'shop', bruteForceProtected: true, eventsEnabled: true, passwordPolicy: 'length(8)' }
    const open = { clientId: 'x', webOrigins: ['*'], directAccessGrantsEnabled: true, implicitFlowEnabled: true }
    const soon = { status: 'ACTIVE', use: 'SIG', type: 'RSA', validTo: String(NOW) }
    const page = { origin: 'http://a', protocol: 'http:', hostname: 'a' }
    const local = { ...page, hostname: 'localhost' }
    const checks = [
      ...deploymentChecks('shop', facts),
      ...deploymentChecks('shop', { ...facts, page, cookies: false, aheadSeconds: 99 }),
      ...deploymentChecks('shop', { ...facts, page: local, aheadSeconds: 9 }),
      ...realmChecks(worst, [], NOW),
      ...realmChecks(mild, [soon], NOW),
      ...realmChecks({ ...mild, smtpServer: { host: 'mail' } }, [{ ...soon, validTo: '0' }], NOW),
      ...clientChecks('test', []),
      ...clientChecks('test', [{ ...open, redirectUris: ['*'] }]),
      ...clientChecks('test', [{ ...open, redirectUris: ['https://a.example/*'] }]),
    ]
    for (const { id, verdict } of checks) assert.ok(Object.hasOwn(texts, `${id}-${verdict}`), `${id}-${verdict}`)
  })
})

describe('a web origin', () => {
  const client = {
    webOrigins: ['+', 'https://other.example'],
    redirectUris: ['https://shop.example/cb', '/here'],
    rootUrl: 'https://root.example',
  }

  it('is allowed when it is named, or is of a redirect URI and + stands there', () => {
    for (const origin of ['https://other.example', 'https://shop.example', 'https://root.example']) {
      assert.equal(originAllowed(client, origin), true, origin)
    }
    assert.equal(originAllowed({ ...client, webOrigins: [] }, 'https://shop.example'), false)
  })

  it('is not one that only begins so', () => {
    for (const origin of ['https://shop.example.evil', 'http://shop.example', 'https://shop.example:8443']) {
      assert.equal(originAllowed(client, origin), false, origin)
    }
  })

  it('has no path', () => {
    for (const text of ['https://shop.example/', 'shop.example', '', 'javascript:alert(1)']) {
      assert.equal(originAllowed(client, text), undefined, text)
    }
  })
})
