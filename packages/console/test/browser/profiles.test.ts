import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConsolePage, expectAccessible, startConsole, type TestConsole } from './console.ts'

const LIMIT = { timeout: 60_000 }
const both = { view: ['admin', 'user'], edit: ['admin', 'user'] }
const PROFILE = {
  attributes: [
    { name: 'username', permissions: both, validations: {} },
    { name: 'email', permissions: both, validations: { email: {} } },
    {
      name: 'plan',
      displayName: 'Plan',
      group: 'contract',
      permissions: both,
      validations: { options: { options: ['small', 'large'] } },
    },
    {
      name: 'phones',
      displayName: 'Telephone numbers',
      multivalued: true,
      permissions: both,
      validations: { length: { min: 3, max: 20 } },
    },
    { name: 'number', displayName: 'Customer number', permissions: { view: ['admin'], edit: [] }, validations: {} },
  ],
  groups: [{ name: 'contract', displayHeader: 'Contract', displayDescription: 'What was agreed on' }],
  unmanagedAttributePolicy: 'ENABLED',
}
const REALM = {
  realm: 'custom',
  enabled: true,
  bruteForceProtected: true,
  failureFactor: 1,
  identityProviders: [
    { alias: 'partner', providerId: 'oidc', enabled: true, config: {} },
    { alias: 'other', providerId: 'oidc', enabled: true, config: {} },
  ],
  components: {
    'org.keycloak.userprofile.UserProfileProvider': [
      {
        providerId: 'declarative-user-profile',
        config: { 'kc.user.profile.config': [JSON.stringify(PROFILE)] },
      },
    ],
  },
  clients: ['shop', 'blog'].map((clientId) => ({ clientId, publicClient: true, directAccessGrantsEnabled: true })),
  users: [
    {
      username: 'ada',
      enabled: true,
      realmRoles: ['offline_access'],
      clientConsents: [{ clientId: 'blog', grantedClientScopes: ['email', 'phone'], createdDate: 1_790_000_000_000 }],
      attributes: { number: ['4711'], nickname: ['countess'] },
      credentials: [{ type: 'password', value: 'ada-pass' }],
      federatedIdentities: [{ identityProvider: 'partner', userId: 'p-1', userName: 'ada@partner' }],
    },
  ],
}

describe('users of a realm with a profile of its own', () => {
  let server: TestConsole
  let tab: ConsolePage
  before(async () => {
    server = await startConsole([REALM])
    tab = await server.open('/custom/users')
    tab.page.setDefaultTimeout(10_000)
  })
  after(() => server?.close())

  const save = async () => {
    await tab.page.getByRole('button', { name: 'Save' }).click()
    await tab.page.getByText('unsaved change').waitFor({ state: 'detached' })
  }

  /** @returns whether ada gets tokens. */
  const grant = async (password: string, more: Record<string, string> = {}) => {
    const form = { grant_type: 'password', client_id: 'admin-cli', username: 'ada', password, ...more }
    const token = `${server.url}/realms/custom/protocol/openid-connect/token`
    return (await fetch(token, { method: 'POST', body: new URLSearchParams(form) })).ok
  }

  it('the form asks for what the profile declares, in its groups', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'ada' }).click()
    await page.getByRole('heading', { name: 'Contract' }).waitFor()
    await page.getByText('What was agreed on').waitFor()
    assert.equal(await page.getByLabel('Customer number').inputValue(), '4711')
    assert.equal(await page.getByLabel('Customer number').isDisabled(), true)
    assert.equal(await page.getByLabel('First name').count(), 0)
    await page.getByLabel('Plan').selectOption('large')
    await page.getByLabel('Telephone numbers 1', { exact: true }).fill('1')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('It must have 3 to 20 characters.').waitFor()
    await page.getByLabel('Telephone numbers 1', { exact: true }).fill('+44 1')
    await page.getByRole('button', { name: 'Add to Telephone numbers' }).click()
    await page.getByLabel('Telephone numbers 2', { exact: true }).fill('+44 2')
    await expectAccessible(page)
    await save()
    await page.reload()
    await page.getByLabel('Plan').waitFor()
    assert.equal(await page.getByLabel('Plan').inputValue(), 'large')
    assert.equal(await page.getByLabel('Telephone numbers 2', { exact: true }).inputValue(), '+44 2')
  })

  it('what the profile does not declare has a tab of its own, and loses nothing to the other form', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Attributes' }).click()
    assert.equal(await page.getByLabel('Value 1').inputValue(), 'countess')
    await page.getByRole('button', { name: 'Add to Attributes' }).click()
    await page.getByLabel('Key 2').fill('plan')
    await page.getByLabel('Value 2').fill('huge')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The user profile declares plan').waitFor()
    await expectAccessible(page)
    await page.getByLabel('Key 2').fill('shoes')
    await save()
    await page.getByRole('link', { name: 'Details' }).click()
    assert.equal(await page.getByLabel('Plan').inputValue(), 'large')
    assert.equal(await page.getByLabel('Customer number').inputValue(), '4711')
  })

  it('accounts elsewhere are linked and unlinked', LIMIT, async () => {
    const { page } = tab
    await page.getByRole('link', { name: 'Identity provider links' }).click()
    await page.getByRole('row', { name: /partner ada@partner p-1/ }).waitFor()
    await page.getByRole('button', { name: 'Link account' }).click()
    const dialog = page.getByRole('dialog', { name: 'Link ada with an account' })
    assert.equal(await dialog.getByLabel('Identity provider').inputValue(), 'other')
    await dialog.getByRole('button', { name: 'Link account' }).click()
    await dialog.getByText('A link needs the ID of the account.').waitFor()
    await dialog.getByLabel('ID there').fill('o-1')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Link account' }).click()
    await page.getByRole('row', { name: /other.*o-1/ }).waitFor()
    await page.getByRole('button', { name: 'Unlink partner' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Unlink partner' }).click()
    await page.getByRole('row', { name: /partner/ }).waitFor({ state: 'detached' })
  })

  it('consents are told and revoked', LIMIT, async () => {
    const { page } = tab
    assert.equal(await grant('ada-pass', { client_id: 'shop', scope: 'openid offline_access' }), true)
    await page.getByRole('link', { name: 'Consents' }).click()
    await page.getByRole('row', { name: /shop Offline token/ }).waitFor()
    await page.getByRole('row', { name: /blog email phone/ }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Revoke shop' }).click()
    const dialog = page.getByRole('dialog', { name: 'Revoke what ada allowed shop?' })
    await dialog.getByText('The offline tokens of shop').waitFor()
    assert.equal(await dialog.getByText('is forgotten').count(), 0)
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Revoke shop' }).click()
    await page.getByRole('row', { name: /shop/ }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Revoke blog' }).click()
    await page.getByRole('dialog').getByText('What ada agreed to is forgotten').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke blog' }).click()
    await page.getByRole('heading', { name: 'No consents' }).waitFor()
  })

  it('a user who is locked out is let in again', LIMIT, async () => {
    const { page } = tab
    assert.equal(await grant('wrong'), false)
    assert.equal(await grant('ada-pass'), false)
    await page.reload()
    await page.getByText('locked out').waitFor()
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.getByText('locked out').waitFor({ state: 'detached' })
    assert.equal(await grant('ada-pass'), true)
  })

  it('one session is ended, and the others go on', LIMIT, async () => {
    const { page } = tab
    assert.equal(await grant('ada-pass', { client_id: 'blog' }), true)
    await page.getByRole('navigation', { name: 'Parts of the user' }).getByRole('link', { name: 'Sessions' }).click()
    const session = page.getByRole('row', { name: /admin-cli/ })
    await session.getByRole('button', { name: /Sign out the session/ }).click()
    await session.waitFor({ state: 'detached' })
    await page.getByRole('row', { name: /blog/ }).waitFor()
  })

  it('breaks no policy and misses no file on the way', () => assert.deepEqual(tab.complaints, []))
})
