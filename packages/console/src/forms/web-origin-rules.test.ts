import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { webOriginProblem } from './web-origin-rules.ts'

describe('a web origin while it is typed', () => {
  for (const origin of ['', '+', 'https://shop.example', 'http://localhost:3000', 'capacitor://localhost']) {
    it(`accepts ${origin || 'nothing yet'}`, () => assert.equal(webOriginProblem(origin), undefined))
  }
  it('warns of every site', () => assert.equal(webOriginProblem('*')?.level, 'warning'))
  for (const origin of [
    'https://shop.example/',
    'https://shop.example/cb',
    'shop.example',
    'https://*.example',
    'https://a b',
  ]) {
    it(`refuses ${origin}, which no browser sends`, () => assert.equal(webOriginProblem(origin)?.level, 'error'))
  }
})
