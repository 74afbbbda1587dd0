import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isSafeUrl, safeLink } from './safe-url.ts'

describe('isSafeUrl (attack cases 5 and 7)', () => {
  for (const url of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '  javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0000javascript:alert(1)',
    'java\u200bscript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'blob:https://a.example/1',
    'file:///etc/passwd',
    'view-source:javascript:x',
    'javascript&colon;x:',
  ]) {
    it(`refuses ${JSON.stringify(url)}`, () => assert.equal(isSafeUrl(url), false))
  }

  for (const url of [
    'https://a.example/',
    'http://localhost:1234/cb',
    'com.example.app:/cb',
    'myapp://cb',
    '/auth/x',
    'x?y=a:b',
    '#top',
    '',
  ]) {
    it(`takes ${JSON.stringify(url)}`, () => assert.equal(isSafeUrl(url), true))
  }
})

describe('safeLink', () => {
  it('leads to absolute URLs only, since a relative one would lead to ourselves or to another host', () => {
    assert.equal(safeLink('/x'), undefined)
    assert.equal(safeLink('//evil.example'), undefined)
    assert.equal(safeLink(undefined), undefined)
    assert.equal(safeLink('javascript:x'), undefined)
    assert.equal(safeLink('https://a.example/'), 'https://a.example/')
  })
})
