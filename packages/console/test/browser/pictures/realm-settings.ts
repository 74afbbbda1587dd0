/** A realm's settings, sign-in flows and identity providers. */
import type { Picture } from './picture.ts'

export const REALM_SETTINGS: Readonly<Record<string, Picture>> = {
  'realm-general': { path: '/test/realm-settings' },
  'realm-login': { path: '/test/realm-settings/login' },
  'realm-email': { path: '/test/realm-settings/email' },
  'realm-themes': { path: '/test/realm-settings/themes' },
  'realm-registration': { path: '/test/realm-settings/user-registration' },
  'realm-registration-add': {
    path: '/test/realm-settings/user-registration',
    act: async (page) => {
      await page.getByRole('button', { name: 'Add default groups' }).click()
      await page.getByRole('dialog').getByText('Press').waitFor()
    },
  },
  'realm-email-refused': {
    path: '/test/realm-settings/email',
    act: async (page) => {
      await page.getByRole('textbox', { name: 'Host', exact: true }).fill('10.0.0.25')
      await page.getByRole('button', { name: 'Send a test e-mail' }).click()
      await page.locator('main [role="status"] a, [aria-invalid="true"]').first().waitFor()
    },
  },
  'realm-keys': { path: '/test/realm-settings/keys' },
  'realm-keys-add': {
    path: '/test/realm-settings/keys',
    act: (page) => page.getByRole('button', { name: 'Add provider' }).click(),
  },
  'realm-sessions': { path: '/test/realm-settings/sessions' },
  'realm-tokens': { path: '/test/realm-settings/tokens' },
  'realm-security': { path: '/test/realm-settings/security-defenses' },
  'realm-localization': { path: '/test/realm-settings/localization' },
  'realm-password-policy': { path: '/test/authentication/password-policy' },
  'realm-client-policies': { path: '/test/realm-settings/client-policies' },
  'realm-client-policies-none': { path: '/empty/realm-settings/client-policies' },
  'realm-client-policies-edit': {
    path: '/test/realm-settings/client-policies',
    act: async (page) => {
      await page.getByRole('button', { name: 'Edit policies' }).click()
      await page.getByRole('textbox', { name: 'JSON' }).fill('[{"name": }]')
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
      await page.getByText('This is no JSON').waitFor()
    },
  },
  'realm-missing': { path: '/nonesuch/realm-settings' },
  flows: { path: '/test/authentication' },
  flow: {
    path: '/test/authentication',
    act: async (page) => {
      await page.getByRole('link', { name: 'browser', exact: true }).click()
      await page.getByRole('list', { name: 'Steps of browser' }).waitFor()
    },
  },
  'flow-copy': {
    path: '/test/authentication',
    act: async (page) => {
      await page.getByRole('link', { name: 'browser', exact: true }).click()
      await page.getByRole('button', { name: 'Copy…' }).click()
    },
  },
  'flow-missing': { path: '/test/authentication/no-such-id/default' },
  'required-actions': { path: '/test/authentication/required-actions' },
  'otp-policy': { path: '/test/authentication/otp-policy' },
  'webauthn-policy': { path: '/test/authentication/webauthn-policy' },
  'webauthn-passwordless-german': { path: '/test/authentication/webauthn-passwordless-policy', locale: 'de' },
  'identity-providers': { path: '/test/identity-providers' },
  'identity-providers-none': { path: '/empty/identity-providers' },
  'identity-provider-add': { path: '/test/identity-providers/oidc/add' },
  'identity-provider': { path: '/test/identity-providers/oidc/corp/settings' },
  'identity-provider-mappers': { path: '/test/identity-providers/oidc/corp/mappers' },
  'identity-provider-mapper-kinds': {
    path: '/test/identity-providers/oidc/corp/mappers',
    act: (page) => page.getByRole('button', { name: 'Add mapper' }).click(),
  },
  'identity-provider-mapper-new': {
    path: '/test/identity-providers/oidc/corp/mappers/oidc-advanced-role-idp-mapper',
    act: async (page) => {
      await page.getByRole('button', { name: 'Add to Claims' }).click()
      await page.getByRole('button', { name: 'Add mapper' }).click()
    },
  },
  'identity-provider-mapper-german': {
    path: '/test/identity-providers/oidc/corp/mappers/oidc-advanced-group-idp-mapper',
    locale: 'de',
  },
  'identity-provider-mapper-role': {
    path: '/test/identity-providers/oidc/corp/mappers/oidc-hardcoded-role-idp-mapper',
    act: async (page) => {
      await page.getByRole('button', { name: 'Choose a role' }).click()
      await page.getByRole('radio', { name: 'editor' }).check()
    },
  },
  'identity-provider-mapper-group': {
    path: '/test/identity-providers/oidc/corp/mappers/oidc-hardcoded-group-idp-mapper',
    act: async (page) => {
      await page.getByRole('button', { name: 'Choose a group' }).click()
      await page.getByRole('radio', { name: 'Press' }).check()
    },
  },
  'identity-provider-mapper-missing': { path: '/test/identity-providers/oidc/corp/mappers/nonesuch' },
  'identity-provider-missing': { path: '/test/identity-providers/oidc/nonesuch/settings' },
}
