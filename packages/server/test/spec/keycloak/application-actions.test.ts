import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { Browser } from '../../support/browser.ts'
import { changeRealm, changeUser, during, realmNamed } from '../../support/change.ts'
import { authorizationUrl, signIn, startServer, type TestServer } from '../../support/server.ts'

/** Keycloak's application-initiated actions: `kc_action` in the authorization request. */
describe('Keycloak: actions that an application asks for', () => {
  let server: TestServer
  let browser: Browser
  before(async () => {
    server = await startServer()
  })
  beforeEach(() => {
    browser = server.browser()
  })
  after(() => server.close())

  /** What a browser that signed in `age` seconds ago is shown for the action. */
  const afterSeconds = async (age: number, action: string, prompt?: string) => {
    await signIn(browser)
    server.clock.advance(age)
    const answer = await browser.get(authorizationUrl({ kc_action: action, prompt }))
    if (answer.status === 302)
      return answer.location.searchParams.get('error') ?? answer.location.pathname.split('/').at(-1)
    return /data-page-id="([^"]+)"/.exec(answer.body)?.[1]
  }
  const withConfig = async (alias: string, config: object) => {
    const { requiredActions = [] } = (await realmNamed(server)).representation
    const changed = requiredActions.map((one) => (one.alias === alias ? { ...one, config } : one))
    return changeRealm(server, { requiredActions: changed })
  }

  for (const action of ['UPDATE_PASSWORD', 'UPDATE_PROFILE']) {
    it(`${action} asks who has signed in just now for no other proof`, async () =>
      assert.equal(await afterSeconds(299, action), 'required-action'))

    it(`attack case 40: ${action} wants a new proof from whoever sits at a browser signed in five minutes ago`, async () => {
      assert.equal(await afterSeconds(300, action), 'login-login')
      const page = await browser.get(authorizationUrl({ kc_action: action }))
      const toAction = await browser.submit(page, { password: 'alice-pass' })
      assert.equal(toAction.location.searchParams.get('execution'), action)
    })
  }

  it('with prompt=none such a browser gets login_required', async () => {
    assert.equal(await afterSeconds(299, 'UPDATE_PASSWORD', 'none'), 'interaction_required')
    assert.equal(await afterSeconds(1, 'UPDATE_PASSWORD', 'none'), 'login_required')
  })

  it('the age is the realm’s to choose: by the action’s max_auth_age', async () => {
    await during(withConfig('UPDATE_PROFILE', { max_auth_age: '1000' }), async () =>
      assert.equal(await afterSeconds(999, 'UPDATE_PROFILE'), 'required-action'),
    )
    await during(withConfig('UPDATE_PROFILE', { max_auth_age: '0' }), async () =>
      assert.equal(await afterSeconds(0, 'UPDATE_PROFILE'), 'login-login'),
    )
  })

  it('for a password the policy’s maxAuthAge comes first', async () => {
    const loose = changeRealm(server, { passwordPolicy: 'length(8) and maxAuthAge(1000)' })
    await during(loose, async () => {
      await during(withConfig('UPDATE_PASSWORD', { max_auth_age: '0' }), async () =>
        assert.equal(await afterSeconds(999, 'UPDATE_PASSWORD'), 'required-action'),
      )
      assert.equal(await afterSeconds(300, 'UPDATE_PROFILE'), 'login-login')
    })
    await during(changeRealm(server, { passwordPolicy: 'maxAuthAge(0)' }), async () =>
      assert.equal(await afterSeconds(0, 'UPDATE_PASSWORD'), 'login-login'),
    )
  })

  for (const nonsense of ['', 'soon', '-1', '1e9', '99999999999']) {
    it(`a max_auth_age of '${nonsense}' counts as none`, () =>
      during(withConfig('UPDATE_PASSWORD', { max_auth_age: nonsense }), async () => {
        assert.equal(await afterSeconds(299, 'UPDATE_PASSWORD'), 'required-action')
        server.clock.advance(1)
        assert.equal(await afterSeconds(0, 'UPDATE_PASSWORD'), 'login-login')
      }))
  }

  it('what the account itself owes is asked whenever the login was', async () => {
    await signIn(browser)
    server.clock.advance(1_000)
    await during(changeUser(server, 'alice', { requiredActions: ['UPDATE_PASSWORD'] }), async () => {
      const answer = await browser.get(authorizationUrl())
      assert.equal(answer.location.searchParams.get('execution'), 'UPDATE_PASSWORD')
    })
  })
})
