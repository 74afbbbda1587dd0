import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isSafeUrl } from './safe-url.ts'

describe('a URL of the provider', () => {
  for (const url of [
    'https://id.example/',
    'http://localhost:1234/',
    'http://127.0.0.1/',
    'http://127.1/',
    'http://[::1]/',
  ]) {
    it(`may be ${url}`, () => assert.equal(isSafeUrl(new URL(url), false), true))
  }

  const refused = [
    ...['http://id.example/', 'http://localhost.evil.example/', 'http://127.0.0.1.evil.example/', 'http://128.0.0.1/'],
    ...[
      'http://user@evil.example/localhost',
      'http://0.0.0.0/',
      'http://[::ffff:127.0.0.1]/',
      'http://169.254.169.254/',
    ],
    ...['ftp://localhost/', 'file:///etc/passwd', 'javascript:alert(1)', 'data:text/plain,x'],
  ]
  for (const url of refused) {
    it(`can't be ${url}`, () => assert.equal(isSafeUrl(new URL(url), false), false))
  }

  it('is http or https even when insecure requests are allowed', () => {
    assert.equal(isSafeUrl(new URL('http://id.example/'), true), true)
    assert.equal(isSafeUrl(new URL('file:///etc/passwd'), true), false)
  })
})
