import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { actionUrl, adminUrlOf } from './admin-actions.ts'

const adminUrl = (own: string, rootUrl?: string) =>
  adminUrlOf({ representation: { adminUrl: own, ...(rootUrl !== undefined && { rootUrl }) } }, 'https://id.example')

describe('the admin URL of a client', () => {
  it('stands below its root URL, or the server', () => {
    assert.equal(adminUrl('https://a.example/x', 'https://b.example'), 'https://a.example/x')
    assert.equal(adminUrl('/admin', 'https://a.example/app/'), 'https://a.example/app/admin')
    assert.equal(adminUrl('/admin'), 'https://id.example/admin')
    for (const root of ['', ['$', '{authBaseUrl}'].join('')]) {
      assert.equal(adminUrl('/admin', root), 'https://id.example/admin')
    }
  })

  for (const [from, to] of [
    ['https://a.example', 'https://a.example/k_logout'],
    ['https://a.example/app', 'https://a.example/app/k_logout'],
    ['https://a.example/app//', 'https://a.example/app/k_logout'],
    ['https://a.example/app?x=1', 'https://a.example/app/k_logout?x=1'],
  ] as const) {
    it(`takes actions below its path: ${from}`, () => assert.equal(actionUrl(from, 'k_logout'), to))
  }

  for (const none of ['', 'app', '//a.example', 'https://a.example:80x/']) {
    it(`takes none when it is no URL: ${JSON.stringify(none)}`, () => {
      assert.equal(actionUrl(none, 'k_logout'), undefined)
    })
  }
})
