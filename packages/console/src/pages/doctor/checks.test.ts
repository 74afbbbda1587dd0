import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FINDING_IDS } from '../../../../server/src/endpoints/admin/doctor/finding.ts'
import type { Finding } from '../../api/doctor.ts'
import { texts } from '../../locales/en/doctor.ts'
import { browserChecks, checksOf } from './checks.ts'
import { originAllowed } from './origin.ts'

const facts = {
  serverUrl: 'https://id.example',
  issuer: 'https://id.example/realms/shop',
  page: { origin: 'https://id.example', protocol: 'https:', hostname: 'id.example' },
  cookies: true,
}
const verdicts = (checks: readonly { readonly id: string; readonly verdict: string }[]) =>
  Object.fromEntries(checks.map(({ id, verdict }) => [id, verdict]))
const seen = (more: Partial<typeof facts>, ahead = 0) => verdicts(browserChecks('shop', { ...facts, ...more }, ahead))

describe('the doctor in the browser', () => {
  it('finds nothing where all is well', () => {
    assert.deepEqual(seen({}), { issuer: 'good', https: 'good', clock: 'good', cookies: 'good' })
  })

  it('an issuer of another address, or only beginning like the right one, is wrong', () => {
    for (const issuer of ['http://10.0.0.1:8080/realms/shop', 'https://id.example.evil/realms/shop', '']) {
      assert.equal(seen({ issuer })['issuer'], 'bad')
    }
  })

  it('an address bar that differs from what the server calls itself is wrong', () => {
    assert.equal(seen({ page: { ...facts.page, origin: 'https://sso.example' } })['issuer'], 'bad')
  })

  it('http is for one’s own machine only', () => {
    const page = (hostname: string) => ({ origin: `http://${hostname}`, protocol: 'http:', hostname })
    assert.equal(seen({ page: page('localhost') })['https'], 'warn')
    assert.equal(seen({ page: page('localhost.evil') })['https'], 'bad')
  })

  it('a clock is judged in both directions', () => {
    assert.equal(seen({}, -61)['clock'], 'bad')
    assert.equal(seen({}, 30)['clock'], 'warn')
    assert.equal(seen({}, -4)['clock'], 'good')
  })
})

const found = (more: Partial<Finding> & Pick<Finding, 'id'>): Finding => ({ about: 'realm', verdict: 'warn', ...more })

describe('the doctor on what the server found', () => {
  const check = (more: Parameters<typeof found>[0], ids?: ReadonlyMap<string, string>) =>
    checksOf('shop', [found(more)], ids)[0]

  it('leads to the page of the repair, or names the option', () => {
    assert.equal(check({ id: 'ssl', repair: 'sslRequired' })?.to, '/shop/realm-settings/general')
    const proxy = check({ id: 'proxy', about: 'server', repair: '--proxy-headers', names: ['forwarded'] })
    assert.deepEqual([proxy?.to, proxy?.option, proxy?.sentence], [undefined, '--proxy-headers', 'proxy-unread'])
    assert.equal(check({ id: 'ssl', verdict: 'good' })?.to, undefined)
  })

  it('leads to the only client that is meant, else to all', () => {
    const ids = new Map([['open', '1']])
    const about = { id: 'cors', about: 'clients' } as const
    assert.equal(check({ ...about, names: ['open'] }, ids)?.to, '/shop/clients/1/settings')
    assert.equal(check({ ...about, names: ['open', 'other'] }, ids)?.to, '/shop/clients')
    assert.equal(check({ ...about, names: ['unknown'] }, ids)?.to, '/shop/clients')
  })

  it('names five', () => {
    assert.equal(check({ id: 'cors', names: ['a', 'b', 'c', 'd', 'e', 'f'] })?.values?.['names'], 'a, b, c, d, e …')
  })

  it('has a sentence for whatever it may be', () => {
    const graver = new Set(['keys', 'mail', 'redirects', 'direct-public', 'administrator'])
    const never = new Set(['direct-public-warn'])
    const all = FINDING_IDS.filter((id) => id !== 'proxy').flatMap((id) =>
      (['good', 'warn', ...(graver.has(id) ? (['bad'] as const) : [])] as const).map((verdict) =>
        found({ id, verdict }),
      ),
    )
    const proxies = [
      found({ id: 'proxy', verdict: 'good' }),
      found({ id: 'proxy' }),
      found({ id: 'proxy', repair: '--proxy-headers', names: ['forwarded'] }),
      found({ id: 'proxy', repair: '--proxy-trusted-addresses', names: ['forwarded'] }),
    ]
    for (const { sentence } of checksOf('shop', [...all, ...proxies])) {
      if (!never.has(sentence)) assert.ok(Object.hasOwn(texts, sentence), sentence)
    }
    for (const id of FINDING_IDS) assert.ok(Object.hasOwn(texts, id), id)
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
