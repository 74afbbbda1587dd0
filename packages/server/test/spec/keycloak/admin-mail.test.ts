import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { type Mail, MailNotSent, type MailSettings } from '../../../src/mail/mail-sender.ts'
import { type AdminCaller, adminCaller } from '../../support/admin.ts'
import { startServer, type TestServer } from '../../support/server.ts'

describe('Admin REST: the test of a mail server', () => {
  const sent: { readonly settings: MailSettings; readonly mail: Mail }[] = []
  let server: TestServer
  let admin: AdminCaller
  before(async () => {
    server = await startServer({
      mail: {
        async send(settings, mail) {
          if (settings['host'] === 'nowhere') throw new MailNotSent('unknown-host')
          sent.push({ settings, mail })
        },
      },
    })
    admin = await adminCaller(server)
  })
  after(() => server.close())
  const test = (settings: MailSettings) => admin('POST', '/test/testSMTPConnection', settings)

  it('needs an administrator with an address', async () => {
    const refused = await test({ host: 'mail.example', from: 'a@example.org' })
    assert.equal(refused.status, 400)
    assert.match(String(refused.json()['errorMessage']), /no e-mail address/)
    const [me] = JSON.parse((await admin('GET', '/master/users?username=admin&exact=true')).body) as { id: string }[]
    assert.equal((await admin('PUT', `/master/users/${me?.id}`, { email: 'admin@example.org' })).status, 204)
    assert.equal((await test({ host: 'mail.example', from: 'a@example.org' })).status, 204)
    assert.equal(sent.at(-1)?.mail.to, 'admin@example.org')
  })

  it('says why the mail did not leave', async () => {
    const refused = await test({ host: 'nowhere', from: 'a@example.org' })
    assert.equal(refused.status, 400)
    const { errorMessage, field, params } = refused.json()
    assert.match(String(errorMessage), /^Failed to send email: there is no mail server of that name /)
    assert.deepEqual([field, params], ['host', ['unknown-host']])
  })

  it('takes asterisks for the stored password, but sends it to no other server than its own', async () => {
    const smtpServer = { host: 'mail.example', from: 'a@example.org', auth: 'true', user: 'u', password: 'stored-pass' }
    assert.equal((await admin('PUT', '/test', { smtpServer })).status, 204)
    await test({ ...smtpServer, password: '**********' })
    assert.equal(sent.at(-1)?.settings['password'], 'stored-pass')
    await test({ ...smtpServer, host: 'thief.example', password: '**********' })
    assert.equal(sent.at(-1)?.settings['password'], '')
  })
})

describe('Admin REST: the test of a mail server that is inside', () => {
  it('is refused as if nobody were there, so that no network is felt out by it', async () => {
    const server = await startServer()
    const admin = await adminCaller(server)
    const [me] = JSON.parse((await admin('GET', '/master/users?username=admin&exact=true')).body) as { id: string }[]
    await admin('PUT', `/master/users/${me?.id}`, { email: 'admin@example.org' })
    const ports = createServer(() => assert.fail('somebody knocked')).listen(0, '127.0.0.1')
    await once(ports, 'listening')
    const open = String((ports.address() as AddressInfo).port)
    const answers = await Promise.all(
      [
        { host: '127.0.0.1', port: open },
        { host: '127.0.0.1', port: '1' },
        { host: '169.254.169.254', port: '80' },
        { host: 'localhost', port: open },
        { host: 'nowhere.invalid', port: '25' },
      ].map((where) => admin('POST', '/test/testSMTPConnection', { ...where, from: 'a@example.org' })),
    )
    assert.deepEqual(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size, 1)
    assert.deepEqual(answers[0]?.json()['params'], ['unknown-host'])
    ports.close()
    await server.close()
  })
})
