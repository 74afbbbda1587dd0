import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { changeClient, during } from '../../support/change.ts'
import { authorizationUrl, startServer, type TestServer } from '../../support/server.ts'

describe('what an error page explains', () => {
  const page = async (development: boolean) => {
    const server = await startServer({ development })
    const answer = await server.browser().get(authorizationUrl({ redirect_uri: 'http://not.registered/' }))
    await server.close()
    return answer.body
  }

  const explained = /latchkey-explanation[\s\S]*ocalhost:1234\/v1\/token/

  it('is the rule and how to repair it, in development', async () => assert.match(await page(true), explained))

  it('is nothing of how the realm is set up, in production', async () => {
    const body = await page(false)
    assert.doesNotMatch(body, /latchkey-explanation/)
    assert.doesNotMatch(body, /ocalhost:1234/)
  })
})

describe('attack case 5: the way back to the application that an error page offers', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const page = async (settings: object) =>
    during(changeClient(server, 'my-test-client', settings), async () => {
      const answer = await server.browser().get(authorizationUrl({ redirect_uri: 'http://not.registered/' }))
      assert.equal(answer.status, 400)
      return answer.body
    })

  it('is the client’s base URL', async () => {
    assert.match(await page({ baseUrl: 'https://app.example/home' }), /href="https:\/\/app\.example\/home"/)
    assert.match(await page({ rootUrl: 'https://app.example', baseUrl: '/x' }), /href="https:\/\/app\.example\/x"/)
  })

  for (const baseUrl of [
    'javascript:alert(1)//evil',
    'data:text/html,evil',
    'https://app.example\\@evil.example/',
    'https://app.example@evil.example/',
    'https://app.example/a/../../evil',
    'evil-app:/home',
  ]) {
    it(`is not ${baseUrl}`, async () => assert.doesNotMatch(await page({ baseUrl }), /evil/))
  }
})
