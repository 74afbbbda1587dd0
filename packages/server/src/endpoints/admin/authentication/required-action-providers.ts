/** What a user can be asked to do at the next login, by Keycloak's provider ids. */
import { type ConfigProperty, property } from '../server-info/config-property.ts'

export interface RequiredActionProvider {
  readonly id: string
  readonly name: string
  /** Empty for an action that has none. */
  readonly settings: readonly ConfigProperty[]
}

/** Seconds for which the last sign-in is fresh enough when the user begins the action himself. */
const maxAge = property('max_auth_age', 'String', {
  label: 'Maximum Age of Authentication',
  helpText:
    'Seconds since the last sign-in after which the user signs in again before an action that he began himself.',
  defaultValue: '300',
})
const resend = property('emailResendCooldownSeconds', 'String', {
  label: 'Cooldown Between Email Resend (seconds)',
  helpText: 'Seconds before another e-mail can be asked for.',
  defaultValue: '30',
})

export const REQUIRED_ACTIONS: readonly RequiredActionProvider[] = [
  { id: 'TERMS_AND_CONDITIONS', name: 'Terms and Conditions', settings: [maxAge] },
  { id: 'UPDATE_PROFILE', name: 'Update Profile', settings: [maxAge] },
  { id: 'VERIFY_EMAIL', name: 'Verify Email', settings: [maxAge, resend] },
  {
    id: 'CONFIGURE_TOTP',
    name: 'Configure OTP',
    settings: [
      maxAge,
      property('add-recovery-codes', 'boolean', {
        label: 'Add Recovery Codes',
        helpText: 'Has recovery codes set up as well, unless the user has some.',
        defaultValue: 'false',
      }),
    ],
  },
  { id: 'UPDATE_PASSWORD', name: 'Update Password', settings: [maxAge] },
  { id: 'delete_account', name: 'Delete Account', settings: [] },
  {
    id: 'UPDATE_EMAIL',
    name: 'Update Email',
    settings: [
      maxAge,
      property('verifyEmail', 'boolean', {
        label: 'Force Email Verification',
        helpText: 'Has the new address confirmed, also where the realm does not ask for it.',
        defaultValue: 'false',
      }),
      resend,
    ],
  },
  { id: 'webauthn-register', name: 'Webauthn Register', settings: [maxAge] },
  { id: 'webauthn-register-passwordless', name: 'Webauthn Register Passwordless', settings: [maxAge] },
  { id: 'VERIFY_PROFILE', name: 'Verify Profile', settings: [maxAge] },
  { id: 'delete_credential', name: 'Delete Credential', settings: [maxAge] },
  { id: 'idp_link', name: 'Linking Identity Provider', settings: [maxAge] },
  {
    id: 'CONFIGURE_RECOVERY_AUTHN_CODES',
    name: 'Recovery Authentication Codes',
    settings: [
      property('warning_threshold', 'int', {
        label: 'Warning Threshold',
        helpText: 'With fewer codes left than this, the user is told to make new ones.',
        defaultValue: '4',
      }),
      maxAge,
    ],
  },
  { id: 'update_user_locale', name: 'Update User Locale', settings: [maxAge] },
]
