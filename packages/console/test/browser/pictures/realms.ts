/** The realms that the pictures are of: what is usual, what is too long, what is not there. */
import { HARD_REALM } from './hard-names.ts'
import { LONG, many, PEOPLE } from './people.ts'

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
  HARD_REALM,
]
