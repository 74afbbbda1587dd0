import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hasPassword, mailValuesOf, withMailValues } from './mail-values.ts'

const smtp = {
  host: 'mail.example',
  from: 'a@b.c',
  auth: 'true',
  user: 'u',
  password: '**********',
  starttls: 'true',
  timeout: '3',
}

describe("the form of a realm's mail server", () => {
  it('never shows a masked password, and keeps it when none is typed', () => {
    assert.equal(mailValuesOf(smtp).password, '')
    assert.equal(hasPassword(smtp), true)
    assert.equal(withMailValues(smtp, mailValuesOf(smtp))['password'], '**********')
  })

  it('sends a password that was typed', () => {
    assert.equal(withMailValues(smtp, { ...mailValuesOf(smtp), password: 'new' })['password'], 'new')
  })

  it('forgets the password when authentication is turned off', () => {
    assert.equal(Object.hasOwn(withMailValues(smtp, { ...mailValuesOf(smtp), auth: false }), 'password'), false)
  })

  it('reads switches that are texts, and writes one kind of encryption only', () => {
    assert.equal(mailValuesOf(smtp).encryption, 'starttls')
    const saved = withMailValues(smtp, { ...mailValuesOf(smtp), encryption: 'ssl' })
    assert.deepEqual([saved['ssl'], saved['starttls']], ['true', 'false'])
  })

  it('keeps what it does not show', () => {
    assert.equal(withMailValues(smtp, mailValuesOf(smtp))['timeout'], '3')
  })

  it('shows a realm without mail as empty', () => {
    assert.deepEqual(mailValuesOf({}).host, '')
    assert.equal(hasPassword({}), false)
  })
})
