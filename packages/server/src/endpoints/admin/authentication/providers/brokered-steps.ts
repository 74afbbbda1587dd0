/** Steps on the way to identity providers and back. */
import { ALWAYS, type StepProvider, SWITCH, setting, USUAL } from './step-provider.ts'

export const BROKERED_STEPS: readonly StepProvider[] = [
  {
    id: 'identity-provider-redirector',
    displayName: 'Identity Provider Redirector',
    description: 'Sends the browser to an identity provider, the default one or the one asked for.',
    choices: USUAL,
    settings: [setting('defaultProvider', 'String', 'Default Identity Provider')],
  },
  {
    id: 'idp-add-organization-member',
    displayName: 'Organization Member Onboard',
    description: 'Makes the user a member of the organization of the identity provider.',
    choices: USUAL,
  },
  {
    id: 'idp-auto-link',
    displayName: 'Automatically set existing user',
    description: 'Links an existing account without asking.',
    choices: USUAL,
  },
  {
    id: 'idp-confirm-link',
    displayName: 'Confirm link existing account',
    description: 'Asks whether to link the existing account.',
    choices: USUAL,
  },
  {
    id: 'idp-confirm-override-link',
    displayName: 'Confirm override existing link',
    description: 'Asks before an existing link to an identity provider is replaced.',
    choices: SWITCH,
  },
  {
    id: 'idp-create-user-if-unique',
    displayName: 'Create User If Unique',
    description: 'Makes an account unless one with the same name or e-mail exists.',
    choices: USUAL,
    settings: [
      setting('require.password.update.after.registration', 'boolean', 'Require Password Update After Registration'),
    ],
  },
  {
    id: 'idp-detect-existing-broker-user',
    displayName: 'Detect existing broker user',
    description: 'Fails unless the account from the identity provider exists already.',
    choices: SWITCH,
  },
  {
    id: 'idp-email-verification',
    displayName: 'Verify existing account by Email',
    description: 'Has an e-mail confirmed before an existing account is linked.',
    choices: USUAL,
  },
  {
    id: 'idp-review-profile',
    displayName: 'Review Profile',
    description: 'Shows the profile that came from an identity provider, to be completed.',
    choices: USUAL,
    settings: [
      setting('update.profile.on.first.login', 'List', 'Update Profile on First Login', {
        defaultValue: 'missing',
        options: ['on', 'missing', 'off'],
      }),
    ],
  },
  {
    id: 'idp-username-password-form',
    displayName: 'Username Password Form for identity provider reauthentication',
    description: 'Asks for user name and password to link an existing account.',
    choices: ALWAYS,
  },
  {
    id: 'organization',
    displayName: 'Organization Identity-First Login',
    description: 'Asks who is signing in, and goes on to the identity provider of the organization.',
    choices: USUAL,
    settings: [setting('requiresUserMembership', 'boolean', 'Requires user membership')],
  },
]
