import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { MailNotSent } from './mail-sender.ts'
import { smtpSender } from './smtp-sender.ts'

const mail = { to: 'admin@example.org', subject: 'Test', text: 'It works.' }

describe('mail by SMTP', () => {
  const received: { readonly from: string; readonly to: string; readonly text: string }[] = []
  let server: SMTPServer
  let port: string
  before(async () => {
    server = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        username === 'mailer' && password === 'mailer-pass'
          ? done(null, { user: username })
          : done(new Error('secret banner of the server')),
      onRcptTo: ({ address }, _session, done) =>
        address.endsWith('@example.org') ? done() : done(new Error('secret banner of the server')),
      onData(stream, { envelope }, done) {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          const { mailFrom, rcptTo } = envelope
          received.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address).join(),
            text: Buffer.concat(parts).toString(),
          })
          done()
        })
      },
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = String((server.server.address() as AddressInfo).port)
  })
  after(() => new Promise<void>((resolve) => server.close(() => resolve())))

  const settings = () => ({ host: '127.0.0.1', port, from: 'realm@example.org', fromDisplayName: 'Realm' })

  it('goes from the realm to its reader, with the sender that bounces go to', async () => {
    await smtpSender.send({ ...settings(), envelopeFrom: 'bounces@example.org', replyTo: 'help@example.org' }, mail)
    const [one] = received
    assert.deepEqual([one?.from, one?.to], ['bounces@example.org', 'admin@example.org'])
    assert.match(one?.text ?? '', /From: Realm <realm@example\.org>/)
    assert.match(one?.text ?? '', /Reply-To: help@example\.org/)
    assert.match(one?.text ?? '', /It works\./)
  })

  it('signs in where the realm says so', async () => {
    await smtpSender.send({ ...settings(), auth: 'true', user: 'mailer', password: 'mailer-pass' }, mail)
    assert.equal(received.length, 2)
  })

  for (const [fault, more, to] of [
    ['no-host', { host: '' }, mail.to],
    ['no-sender', { from: '' }, mail.to],
    ['no-sender', { from: 'two@at@signs and a space' }, mail.to],
    ['login', { auth: 'true', user: 'mailer', password: 'wrong' }, mail.to],
    ['rejected', {}, 'somebody@elsewhere.example'],
    ['refused', { port: '1' }, mail.to],
    ['tls', { ssl: 'true' }, mail.to],
  ] as const) {
    it(`says why it did not leave (${fault}), without a word of the server`, async () => {
      await assert.rejects(smtpSender.send({ ...settings(), ...more }, { ...mail, to }), (error) => {
        assert.ok(error instanceof MailNotSent)
        assert.equal(error.fault, fault, String(error.cause))
        assert.doesNotMatch(error.message, /secret banner/)
        return true
      })
    })
  }
})
