import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import type { Reached } from '../../reached.ts'
import { clientFindings } from './client-findings.ts'
import { FINDING_IDS, type Finding } from './finding.ts'
import { addressFindings, administratorFinding, databaseFinding } from './server-findings.ts'

const verdictOf = (findings: readonly Finding[], id: string) => findings.find((one) => one.id === id)

describe("the doctor on clients' settings", () => {
  const redirects = (uri: string, more: object = {}) =>
    verdictOf(clientFindings([{ clientId: 'shop', redirectUris: [uri], ...more }]), 'redirects')

  for (const uri of ['*', 'https://*', 'https://shop.example*', 'https://*.example/cb', 'http://localhost*']) {
    it(`calls ${uri} open to any site`, () => assert.equal(redirects(uri)?.verdict, 'bad'))
  }
  for (const uri of ['https://shop.example/*', 'https://shop.example:8443/a*', '/*']) {
    it(`wants ${uri} to name the callback`, () => assert.equal(redirects(uri)?.verdict, 'warn'))
  }
  for (const uri of ['https://shop.example/cb', 'http://localhost:3000/*', 'http://127.0.0.1/*', 'com.shop:/cb', '']) {
    it(`has nothing against ${JSON.stringify(uri)}`, () => assert.equal(redirects(uri)?.verdict, 'good'))
  }

  it('passes over what is turned off, and the consoles of every realm', () => {
    assert.equal(redirects('*', { enabled: false })?.verdict, 'good')
    assert.equal(redirects('*', { bearerOnly: true })?.verdict, 'good')
    assert.equal(redirects('/realms/x/account/*', { clientId: 'account' })?.verdict, 'good')
  })

  it('tells public clients that see passwords from those with a secret, and leaves the command line alone', () => {
    const direct = { directAccessGrantsEnabled: true }
    const found = clientFindings([
      { clientId: 'phone', publicClient: true, ...direct },
      { clientId: 'batch', ...direct },
      { clientId: 'admin-cli', publicClient: true, ...direct },
    ])
    assert.deepEqual(verdictOf(found, 'direct-public'), {
      id: 'direct-public',
      about: 'clients',
      verdict: 'bad',
      repair: 'directAccessGrantsEnabled',
      names: ['phone'],
      count: 1,
    })
    assert.deepEqual(verdictOf(found, 'direct')?.names, ['batch'])
  })

  it('names twenty, and counts all', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ clientId: `c${index}`, webOrigins: ['*'] }))
    const cors = verdictOf(clientFindings(many), 'cors')
    assert.deepEqual([cors?.names?.length, cors?.count], [20, 30])
  })
})

describe("the doctor on the server's place", () => {
  const reached: Reached = {
    schemeFrom: 'request',
    hostFrom: 'request',
    hostname: undefined,
    proxyHeaders: undefined,
    trustsEveryProxy: false,
    host: 'localhost',
    scheme: 'http',
    forwarding: [],
  }
  const proxy = (more: Partial<Reached>) => verdictOf(addressFindings({ ...reached, ...more }, true), 'proxy')

  it('wants a host name in production only', () => {
    assert.equal(verdictOf(addressFindings(reached, true), 'hostname')?.verdict, 'good')
    assert.equal(verdictOf(addressFindings(reached, false), 'hostname')?.verdict, 'warn')
    assert.equal(verdictOf(addressFindings({ ...reached, hostname: 'id.example' }, false), 'hostname')?.verdict, 'good')
  })

  it('says which option makes headers that come be read', () => {
    const unread = { forwarding: [{ name: 'x-forwarded-proto', outcome: 'not-read' }] } as const
    assert.deepEqual([proxy(unread)?.verdict, proxy(unread)?.repair], ['bad', '--proxy-headers'])
    const untrusted = { forwarding: [{ name: 'x-forwarded-proto', outcome: 'not-trusted' }] } as const
    assert.deepEqual([proxy(untrusted)?.verdict, proxy(untrusted)?.repair], ['bad', '--proxy-trusted-addresses'])
    // the URL is right, only the addresses of people aren't
    assert.equal(proxy({ ...unread, hostname: 'https://id.example' })?.verdict, 'warn')
  })

  it('is content with one kind of header of the two', () => {
    const both = [
      { name: 'x-forwarded-proto', outcome: 'used' },
      { name: 'forwarded', outcome: 'not-read' },
    ] as const
    assert.equal(proxy({ forwarding: both })?.verdict, 'good')
  })

  it('warns where whoever connects may play the proxy', () => {
    assert.equal(proxy({ trustsEveryProxy: true })?.verdict, 'warn')
  })

  it('warns of a log that nobody moves, and of an administrator whom anybody could be', () => {
    const database = { kind: 'sqlite', schemaVersion: 1, bytes: 1 } as const
    assert.equal(databaseFinding({ ...database, walBytes: undefined }).verdict, 'good')
    assert.equal(databaseFinding({ ...database, walBytes: 2 ** 28 + 1 }).verdict, 'warn')
    assert.equal(administratorFinding({ guessable: false, temporary: false }).verdict, 'good')
    assert.equal(administratorFinding({ guessable: false, temporary: true }).verdict, 'warn')
    assert.equal(administratorFinding({ guessable: true, temporary: true }).verdict, 'bad')
  })
})

describe('the page on the doctor', () => {
  it('explains every finding, and no other', () => {
    const page = readFileSync(new URL('../../../../../../docs/reference/doctor.md', import.meta.url), 'utf8')
    const explained = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, id]) => id)
    assert.deepEqual(explained, [...FINDING_IDS])
  })
})
