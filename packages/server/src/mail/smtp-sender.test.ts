import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { MailNotSent } from './mail-sender.ts'
import { createSmtpSender } from './smtp-sender.ts'

const mail = { to: 'admin@example.org', subject: 'Test', text: 'It works.' }

const sender = createSmtpSender({ allowed: ['127.0.0.0/8'] })

describe('mail by SMTP', () => {
  const received: { readonly from: string; readonly to: string; readonly text: string }[] = []
  let server: SMTPServer
  let connections = 0
  let port: string
  before(async () => {
    server = new SMTPServer({
      authOptional: true,
      onConnect(_session, done) {
        connections += 1
        done()
      },
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
    await sender.send({ ...settings(), envelopeFrom: 'bounces@example.org', replyTo: 'help@example.org' }, mail)
    const [one] = received
    assert.deepEqual([one?.from, one?.to], ['bounces@example.org', 'admin@example.org'])
    assert.match(one?.text ?? '', /From: Realm <realm@example\.org>/)
    assert.match(one?.text ?? '', /Reply-To: help@example\.org/)
    assert.match(one?.text ?? '', /It works\./)
  })

  it('signs in where the realm says so', async () => {
    await sender.send({ ...settings(), auth: 'true', user: 'mailer', password: 'mailer-pass' }, mail)
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
      await assert.rejects(sender.send({ ...settings(), ...more }, { ...mail, to }), (error) => {
        assert.ok(error instanceof MailNotSent)
        assert.equal(error.fault, fault, String(error.cause))
        assert.doesNotMatch(error.message, /secret banner/)
        return true
      })
    })
  }

  it('goes to no address of the inside, in whatever spelling, and does not say whether anybody is there', async () => {
    const outside = createSmtpSender({ allowed: [] })
    const before = connections
    const hosts = ['127.0.0.1', 'localhost', '[::1]', '::1', '::ffff:127.0.0.1', '0x7f.1', '2130706433', '127.1']
    for (const host of [...hosts, '169.254.169.254', 'nowhere.invalid']) {
      await assert.rejects(outside.send({ ...settings(), host }, mail), { fault: 'unknown-host' }, host)
    }
    assert.equal(connections, before)
  })

  it('waits as long as the realm says, and no longer', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port: deaf } = silent.address() as AddressInfo
    await assert.rejects(sender.send({ ...settings(), port: String(deaf), timeout: '50' }, mail), { fault: 'timeout' })
    silent.close()
  })

  it('bears no server that says a word now and then', async () => {
    const talker = createServer((socket) => {
      const talking = setInterval(() => socket.write('220-wait\r\n'), 10)
      socket.on('error', () => {}).on('close', () => clearInterval(talking))
    }).listen(0, '127.0.0.1')
    await once(talker, 'listening')
    const { port: chatty } = talker.address() as AddressInfo
    const impatient = createSmtpSender({ allowed: ['127.0.0.0/8'], longestMs: 300 })
    const started = performance.now()
    await assert.rejects(impatient.send({ ...settings(), port: String(chatty) }, mail), { fault: 'timeout' })
    assert.ok(performance.now() - started < 9_000)
    talker.close()
  })
})
