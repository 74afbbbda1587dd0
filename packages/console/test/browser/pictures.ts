/** Every page of the console in every state worth looking at: for the pictures and for axe. */
import type { Page } from 'playwright-core'

export interface Picture {
  /** Below `/admin/master/console`; `CLIENT` stands for the id of the realm's client `shop`. */
  readonly path: string
  /** Brings the page into the state worth looking at. */
  readonly act?: (page: Page) => Promise<void>
  readonly locale?: string
}

const LONG = `${'long-name-'.repeat(25)}end`
const many = Array.from({ length: 45 }, (_, at) => ({ clientId: `service-${String(at).padStart(3, '0')}` }))

const ID = {
  role: '00000000-0000-4000-8000-000000000001',
  group: '00000000-0000-4000-8000-000000000002',
  child: '00000000-0000-4000-8000-000000000003',
  user: '00000000-0000-4000-8000-000000000004',
  bare: '00000000-0000-4000-8000-000000000005',
} as const

const PEOPLE = {
  roles: {
    realm: [
      {
        id: ID.role,
        name: 'editor',
        description: 'May change texts and publish them',
        composite: true,
        composites: { realm: ['reader'], client: { account: ['view-profile'] } },
        attributes: { desk: ['news', 'sports'] },
      },
      { name: 'reader', description: 'May read drafts' },
      { name: LONG, description: '編集者' },
      ...many.map(({ clientId }) => ({ name: `may-call-${clientId}` })),
    ],
  },
  groups: [
    {
      id: ID.group,
      name: 'Press',
      path: '/Press',
      attributes: { floor: ['3'] },
      realmRoles: ['editor'],
      subGroups: [
        { id: ID.child, name: 'Sports', path: '/Press/Sports' },
        { name: 'Culture', path: '/Press/Culture' },
        { name: LONG, path: `/Press/${LONG}` },
      ],
    },
    { name: 'Sales', path: '/Sales' },
  ],
  users: [
    {
      id: ID.user,
      username: 'ada',
      firstName: 'Ada',
      lastName: 'Author',
      email: 'ada@shop.example',
      emailVerified: true,
      enabled: true,
      createdTimestamp: 1_790_000_000_000,
      credentials: [{ type: 'password', value: 'a-long-password', userLabel: 'first password' }],
      realmRoles: ['reader', 'default-roles-test'],
      clientRoles: { account: ['manage-account'] },
      groups: ['/Press/Sports'],
      requiredActions: ['UPDATE_PASSWORD'],
      clientConsents: [
        {
          clientId: 'shop',
          grantedClientScopes: ['profile', 'email', 'address', 'phone'],
          createdDate: 1_790_000_000_000,
        },
        { clientId: LONG, grantedClientScopes: ['email'] },
      ],
    },
    {
      username: 'alice',
      enabled: true,
      email: 'alice@shop.example',
      firstName: 'Alice',
      lastName: 'Ash',
      realmRoles: ['editor'],
      credentials: [{ type: 'password', value: 'alice-pass' }],
    },
    { id: ID.bare, username: 'bare', enabled: false },
    { username: LONG, email: `${'e'.repeat(60)}@${'long.'.repeat(12)}example`, firstName: '勤怠', enabled: true },
    ...Array.from({ length: 40 }, (_, at) => ({
      username: `person-${String(at).padStart(3, '0')}`,
      email: `person-${at}@shop.example`,
      enabled: at % 7 !== 0,
      createdTimestamp: 1_750_000_000_000 + at * 86_400_000,
    })),
  ],
}

/** @param ends - of the secret, and of the one before it, in days from now. */
function rotating(clientId: string, ends: number, rotatedEnds: number) {
  const at = (days: number) => String(Math.floor(Date.now() / 1000) + days * 86_400)
  const attributes = {
    'client.secret.creation.time': at(ends - 29),
    'client.secret.expiration.time': at(ends),
    'client.secret.rotated': 'not-the-secret-of-anybody',
    'client.secret.rotated.creation.time': at(ends - 29),
    'client.secret.rotated.expiration.time': at(rotatedEnds),
  }
  return { clientId, secret: 'not-a-secret-of-anybody', attributes }
}

const ROTATION = {
  profiles: [
    {
      name: 'rotating-secrets',
      description: 'Secrets end after 29 days',
      executors: [
        {
          executor: 'secret-rotation',
          configuration: {
            'expiration-period': 2_505_600,
            'rotated-expiration-period': 172_800,
            'remaining-rotation-period': 864_000,
          },
        },
        { executor: 'pkce-enforcer', configuration: { 'auto-configure': true } },
      ],
    },
    { name: LONG, description: '勤怠', executors: [] },
  ],
  policies: [
    {
      name: 'servers',
      description: 'Whatever keeps a secret',
      enabled: true,
      conditions: [
        { condition: 'client-access-type', configuration: { type: ['confidential'] } },
        { condition: 'client-roles', configuration: { roles: ['sensitive'] } },
      ],
      profiles: ['rotating-secrets', 'fapi-2-security-profile'],
    },
    { name: LONG, enabled: false, conditions: [], profiles: [LONG] },
  ],
}

export const REALMS = [
  {
    realm: 'test',
    displayName: 'The shop',
    enabled: true,
    identityProviders: [
      {
        alias: 'corp',
        displayName: 'The company',
        providerId: 'oidc',
        enabled: true,
        config: {
          authorizationUrl: 'https://corp.example/authorize',
          tokenUrl: 'https://corp.example/token',
          clientId: 'shop',
          clientSecret: 'not-a-secret-of-anybody',
        },
      },
    ],
    identityProviderMappers: [
      {
        name: 'department',
        identityProviderAlias: 'corp',
        identityProviderMapper: 'oidc-user-attribute-idp-mapper',
        config: { syncMode: 'INHERIT', claim: 'dept', 'user.attribute': 'department' },
      },
    ],
    bruteForceProtected: true,
    eventsEnabled: true,
    eventsExpiration: 2_592_000,
    adminEventsEnabled: true,
    internationalizationEnabled: true,
    supportedLocales: ['de', 'en', 'fr'],
    passwordPolicy: 'length(12) and notUsername(undefined)',
    smtpServer: { host: 'mail.example', from: 'shop@mail.example', auth: 'true', user: 'shop', password: 'kept' },
    localizationTexts: { en: { loginTitle: 'Welcome to the shop' } },
    ...PEOPLE,
    clients: [
      {
        clientId: 'shop',
        name: 'The shop',
        secret: 'not-a-secret-of-anybody',
        redirectUris: ['http://localhost:1234/v1/token', 'https://shop.example/*'],
        webOrigins: ['+'],
        attributes: { 'client.secret.creation.time': '1790000000', 'access.token.lifespan': '900', team: 'checkout' },
      },
      { clientId: LONG, name: '勤怠管理システム', publicClient: true },
      ...many,
      { clientId: 'direct', publicClient: true, directAccessGrantsEnabled: true },
      rotating('rotating', 20, 2),
      rotating('late', -1, -20),
    ],
    clientProfiles: { profiles: ROTATION.profiles },
    clientPolicies: { policies: ROTATION.policies },
  },
  { realm: 'empty', enabled: true },
  {
    realm: 'staging',
    displayName: 'Staging',
    enabled: false,
    clients: [{ clientId: 'keeper', secret: 'not-a-secret-of-anybody' }],
  },
]

/** A row for every page, and for every state of it worth looking at. */
export const PICTURES: Readonly<Record<string, Picture>> = {
  home: {
    path: '/test',
    act: async (page) => {
      await signInOften(page)
      await page.reload()
      await page.getByRole('img').first().waitFor()
    },
  },
  'home-fresh': { path: '/empty' },
  clients: { path: '/test/clients' },
  'clients-second-page': { path: '/test/clients?page=2' },
  'clients-found': { path: '/test/clients?q=shop' },
  'clients-none-found': { path: '/test/clients?q=nonesuch' },
  'clients-german': { path: '/test/clients', locale: 'de' },
  'client-add': { path: '/test/clients/add-client' },
  'client-add-wrong': {
    path: '/test/clients/add-client',
    act: async (page) => {
      await page.getByLabel('Valid redirect URIs 1', { exact: true }).fill('shop.example/cb')
      await page.getByRole('button', { name: 'Create client' }).scrollIntoViewIfNeeded()
    },
  },
  'client-settings': { path: '/test/clients/CLIENT/settings' },
  'client-settings-changed': {
    path: '/test/clients/CLIENT/settings',
    act: async (page) => {
      await page.getByText('Direct access grants', { exact: true }).click()
      await page.getByLabel('Name', { exact: true }).fill('The shop of all shops')
    },
  },
  'client-credentials': { path: '/test/clients/CLIENT/credentials' },
  'client-regenerate': {
    path: '/test/clients/CLIENT/credentials',
    act: (page) => page.getByRole('button', { name: 'Regenerate secret' }).click(),
  },
  'client-credentials-rotating': {
    path: '/test/clients?q=rotating',
    act: async (page) => {
      await page.getByRole('link', { name: 'rotating', exact: true }).click()
      await page.getByLabel('Parts of the client', { exact: true }).getByRole('link', { name: 'Credentials' }).click()
      await page.getByRole('button', { name: 'Invalidate previous secret' }).waitFor()
    },
  },
  'client-credentials-ended': {
    path: '/test/clients?q=late',
    act: async (page) => {
      await page.getByRole('link', { name: 'late', exact: true }).click()
      await page.getByLabel('Parts of the client', { exact: true }).getByRole('link', { name: 'Credentials' }).click()
      await page.getByText('This secret has expired').waitFor()
    },
  },
  'client-rotation-on': {
    path: '/staging/clients',
    act: async (page) => {
      await page.getByRole('link', { name: 'keeper', exact: true }).click()
      await page.getByLabel('Parts of the client', { exact: true }).getByRole('link', { name: 'Credentials' }).click()
      await page.getByRole('button', { name: 'Turn rotation on' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  'client-advanced': { path: '/test/clients/CLIENT/advanced' },
  'client-keys': { path: '/test/clients/CLIENT/keys' },
  'client-sessions-empty': { path: '/test/clients/CLIENT/sessions' },
  'client-service-account-none': { path: '/test/clients/CLIENT/serviceAccount' },
  'client-scope-roles': { path: '/test/clients/CLIENT/clientScopes/scope' },
  'client-installation': { path: '/test/clients/CLIENT/installation' },
  'client-scopes-of-client': { path: '/test/clients/CLIENT/clientScopes' },
  'client-scopes-add': {
    path: '/test/clients/CLIENT/clientScopes/setup',
    act: (page) => page.getByRole('button', { name: 'Add client scope' }).click(),
  },
  'client-mappers-empty': { path: '/test/clients/CLIENT/clientScopes/dedicated' },
  'client-mapper-kinds': {
    path: '/test/clients/CLIENT/clientScopes/dedicated',
    act: async (page) => {
      await page.getByRole('button', { name: 'Add mapper' }).first().click()
      await page.getByRole('dialog').getByRole('link').first().waitFor()
    },
  },
  'client-mapper-predefined': {
    path: '/test/clients/CLIENT/clientScopes/dedicated',
    act: async (page) => {
      await page.getByRole('button', { name: 'Add mapper' }).first().click()
      await page.getByText('Take predefined ones').click()
      await page.getByText('given name').click()
    },
  },
  'client-mapper-new': {
    path: '/test/clients/CLIENT/clientScopes/dedicated/mappers/oidc-usermodel-attribute-mapper',
  },
  'client-evaluate': { path: '/test/clients/CLIENT/clientScopes/evaluate', act: evaluateAlice },
  'client-evaluate-nobody': { path: '/test/clients/CLIENT/clientScopes/evaluate' },
  'client-evaluate-mappers': { path: '/test/clients/CLIENT/clientScopes/evaluate?show=mappers' },
  'client-evaluate-roles': { path: '/test/clients/CLIENT/clientScopes/evaluate?show=roles' },
  'client-scopes': { path: '/test/client-scopes' },
  'client-scopes-german': { path: '/test/client-scopes', locale: 'de' },
  'client-scope-add': { path: '/test/client-scopes/new' },
  'client-scope-settings': { path: '/test/client-scopes', act: (page) => openNamed(page, 'profile') },
  'client-scope-mappers': {
    path: '/test/client-scopes',
    act: async (page) => {
      await openNamed(page, 'profile')
      await page.getByRole('link', { name: 'Mappers' }).click()
      await page.getByRole('link', { name: 'full name' }).waitFor()
    },
  },
  'client-scope-mapper': {
    path: '/test/client-scopes',
    act: async (page) => {
      await openNamed(page, 'profile')
      await page.getByRole('link', { name: 'Mappers' }).click()
      await page.getByRole('link', { name: 'given name' }).click()
      await page.getByRole('heading', { name: 'given name', level: 1 }).waitFor()
    },
  },
  'client-scope-delete': {
    path: '/test/client-scopes',
    act: async (page) => {
      await openNamed(page, 'profile')
      await page.getByRole('button', { name: 'Delete…' }).click()
    },
  },
  'client-missing': { path: '/test/clients/no-such-id/settings' },
  'client-settings-french': { path: '/test/clients/CLIENT/settings', locale: 'fr' },
  sessions: { path: '/master/sessions' },
  'sessions-none': { path: '/test/sessions' },
  'sessions-sign-out': {
    path: '/master/sessions',
    act: (page) => page.getByRole('button', { name: 'Sign everybody out' }).click(),
  },
  events: {
    path: '/test/events',
    act: async (page) => {
      await signInOften(page)
      await page.reload()
      await page.locator('summary').first().click()
    },
  },
  'events-none-found': { path: '/test/events?client=nonesuch' },
  'events-off': { path: '/empty/events' },
  'events-admin': { path: '/test/events/admin-events' },
  'events-settings': { path: '/test/events/settings' },
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
  roles: { path: '/test/roles' },
  'roles-none-found': { path: '/test/roles?q=nonesuch' },
  'role-add': { path: '/test/roles/new' },
  'role-details': { path: '/test/roles?q=editor', act: (page) => openNamed(page, 'editor') },
  'role-associated': { path: '/test/roles?q=editor', act: (page) => openRole(page, 'Associated roles') },
  'role-associated-add': {
    path: '/test/roles?q=editor',
    act: async (page) => {
      await openRole(page, 'Associated roles')
      await page.getByRole('button', { name: 'Add associated roles' }).click()
      await page.getByRole('checkbox', { name: LONG }).waitFor()
    },
  },
  'role-users': { path: '/test/roles?q=editor', act: (page) => openRole(page, 'Users in role') },
  'role-attributes': { path: '/test/roles?q=editor', act: (page) => openRole(page, 'Attributes') },
  'role-delete': {
    path: '/test/roles?q=editor',
    act: async (page) => {
      await openNamed(page, 'editor')
      await page.getByRole('button', { name: 'More', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Delete role…' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  'role-missing': { path: '/test/roles/no-such-id/details' },
  doctor: { path: '/test/doctor' },
  'doctor-german': { path: '/test/doctor', locale: 'de' },
  'identity-providers': { path: '/test/identity-providers' },
  'identity-providers-none': { path: '/empty/identity-providers' },
  'identity-provider-add': { path: '/test/identity-providers/oidc/add' },
  'identity-provider': { path: '/test/identity-providers/oidc/corp/settings' },
  'identity-provider-mappers': { path: '/test/identity-providers/oidc/corp/mappers' },
  'identity-provider-missing': { path: '/test/identity-providers/oidc/nonesuch/settings' },
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
  'otp-policy': { path: '/test/authentication/otp-policy' },
  'webauthn-policy': { path: '/test/authentication/webauthn-policy' },
  'webauthn-passwordless-german': { path: '/test/authentication/webauthn-passwordless-policy', locale: 'de' },
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
  'client-roles': { path: '/test/clients/CLIENT/roles' },
  users: { path: '/test/users' },
  'users-none-found': { path: '/test/users?q=nonesuch' },
  'users-empty': { path: '/empty/users' },
  'user-add': { path: '/test/users/add-user' },
  'user-add-wrong': {
    path: '/test/users/add-user',
    act: async (page) => {
      await page.getByLabel('Username').fill('ada')
      await page.getByLabel('E-mail', { exact: true }).fill('no address')
      await page.getByRole('button', { name: 'Create user' }).click()
      await page.getByText('This is no e-mail address').waitFor()
    },
  },
  user: { path: `/test/users/${ID.user}/settings` },
  'user-german': { path: `/test/users/${ID.user}/settings`, locale: 'de' },
  'user-credentials': { path: `/test/users/${ID.user}/credentials` },
  'user-credentials-none': { path: `/test/users/${ID.bare}/credentials` },
  'user-password': {
    path: `/test/users/${ID.user}/credentials`,
    act: (page) => page.getByRole('button', { name: 'Reset password' }).click(),
  },
  'user-roles': { path: `/test/users/${ID.user}/role-mapping` },
  'user-assign': {
    path: `/test/users/${ID.user}/role-mapping`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Assign roles' }).click()
      await page.getByRole('checkbox', { name: 'editor' }).check()
    },
  },
  'user-groups': { path: `/test/users/${ID.user}/groups` },
  'user-join': {
    path: `/test/users/${ID.user}/groups`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Join groups' }).click()
      await page.getByRole('button', { name: 'Groups in Press' }).click()
      await page.getByRole('checkbox', { name: 'Culture' }).check()
    },
  },
  'user-consents': { path: `/test/users/${ID.user}/consents` },
  'user-consents-none': { path: `/test/users/${ID.bare}/consents` },
  'user-consents-revoke': {
    path: `/test/users/${ID.user}/consents`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Revoke shop' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  'user-sessions': { path: `/test/users/${ID.user}/sessions` },
  'user-links': { path: `/test/users/${ID.user}/identity-provider-links` },
  'user-delete': {
    path: `/test/users/${ID.user}/settings`,
    act: async (page) => {
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Delete user…' }).click()
    },
  },
  'user-missing': { path: '/test/users/no-such-id/settings' },
  groups: { path: `/test/groups?open=%5B%22${ID.group}%22%5D` },
  'groups-found': { path: '/test/groups?q=Sports' },
  'groups-none-found': { path: '/test/groups?q=nonesuch' },
  'groups-empty': { path: '/empty/groups' },
  'group-add': {
    path: '/test/groups',
    act: async (page) => {
      await page.getByRole('button', { name: 'Create group' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Create group' }).click()
      await page.getByText('A group needs a name.').waitFor()
    },
  },
  'group-children': { path: `/test/groups/${ID.group}/children` },
  'group-members': { path: `/test/groups/${ID.child}/members` },
  'group-attributes': { path: `/test/groups/${ID.group}/attributes` },
  'group-roles': { path: `/test/groups/${ID.group}/role-mapping` },
  'group-delete': {
    path: `/test/groups/${ID.group}/children`,
    act: async (page) => {
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Delete group…' }).click()
      await page.getByText('3 groups below it').waitFor()
    },
  },
  'group-missing': { path: '/test/groups/no-such-id/children' },
  'group-move': {
    path: `/test/groups/${ID.child}/children`,
    act: async (page) => {
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Move…' }).click()
      await page.getByRole('radio', { name: 'Sales' }).waitFor()
    },
  },
  realms: { path: '/test/realms' },
  'realm-add': { path: '/test/add-realm' },
  'realm-add-file': {
    path: '/test/add-realm',
    act: (page) =>
      page.locator('input[type=file]').setInputFiles({
        name: 'realm.json',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify(REALMS[0])),
      }),
  },
  palette: {
    path: '/test/clients',
    act: async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('s')
      await page.getByRole('option').nth(2).waitFor()
    },
  },
  menu: { path: '/test/clients', act: openMenu },
  'missing-page': { path: '/test/nonesuch' },
}

async function openNamed(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
}

async function openRole(page: Page, tab: string): Promise<void> {
  await openNamed(page, 'editor')
  await page.getByRole('link', { name: tab, exact: true }).click()
  await page.waitForLoadState('networkidle')
}

async function evaluateAlice(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'User' }).click()
  await page.getByRole('option', { name: 'alice' }).click()
  await page.getByRole('table', { name: 'Access token' }).waitFor()
}

/** On a phone the navigation is behind a button. */
async function openMenu(page: Page): Promise<void> {
  const burger = page.getByRole('button', { name: 'Menu', exact: true })
  if (await burger.isVisible()) await burger.click()
  await page
    .getByRole('button', { name: /appearance, language/ })
    .filter({ visible: true })
    .click()
}

/** Sign-ins that work and fail, for pages that tell of them. */
async function signInOften(page: Page): Promise<void> {
  const { origin } = new URL(page.url())
  for (const password of ['wrong', 'alice-pass', 'alice-pass', 'wrong', 'alice-pass']) {
    const form = { grant_type: 'password', client_id: 'direct', username: 'alice', password }
    await page.request.post(`${origin}/realms/test/protocol/openid-connect/token`, { form })
  }
  const form = { grant_type: 'password', client_id: 'nonesuch', username: 'alice', password: 'x' }
  await page.request.post(`${origin}/realms/test/protocol/openid-connect/token`, { form })
}

/** Opens a picture's page and brings it into its state. The tab is signed in already. */
export async function show(page: Page, console: string, { path, act }: Picture): Promise<void> {
  await page.goto(console + path.replace('CLIENT', await shopId(page, console)))
  await page.getByRole('main').waitFor()
  await page.waitForLoadState('networkidle')
  await act?.(page)
}

const ids = new Map<string, string>()

async function shopId(page: Page, console: string): Promise<string> {
  const known = ids.get(console)
  if (known !== undefined) return known
  await page.goto(`${console}/test/clients?q=shop`)
  const href = await page.getByRole('link', { name: 'shop', exact: true }).getAttribute('href')
  const id = href?.split('/').at(-2) ?? ''
  ids.set(console, id)
  return id
}
