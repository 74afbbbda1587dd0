/** Steps of people who sign in with a browser. */
import { ALWAYS, type StepProvider, SWITCH, setting, USUAL } from './step-provider.ts'
import { X509_SETTINGS } from './x509-settings.ts'

export const BROWSER_STEPS: readonly StepProvider[] = [
  {
    id: 'allow-access-authenticator',
    displayName: 'Allow access',
    description: 'Always succeeds.',
    choices: SWITCH,
  },
  {
    id: 'auth-conditional-otp-form',
    displayName: 'Conditional OTP Form',
    description: 'Asks for a one-time password, depending on roles, attributes or headers.',
    choices: USUAL,
    settings: [
      setting('otpControlAttribute', 'String', 'OTP control User Attribute'),
      setting('skipOtpRole', 'Role', 'Skip OTP for Role'),
      setting('forceOtpRole', 'Role', 'Force OTP for Role'),
      setting('noOtpRequiredForHeaderPattern', 'String', 'Skip OTP for Header'),
      setting('forceOtpForHeaderPattern', 'String', 'Force OTP for Header'),
      setting('defaultOtpOutcome', 'List', 'Fallback OTP handling', { options: ['skip', 'force'] }),
    ],
  },
  {
    id: 'auth-cookie',
    displayName: 'Cookie',
    description: 'Takes the SSO cookie of an earlier sign-in for the sign-in.',
    choices: USUAL,
  },
  {
    id: 'auth-otp-form',
    displayName: 'OTP Form',
    description: 'Asks for a one-time password.',
    choices: USUAL,
  },
  {
    id: 'auth-password-form',
    displayName: 'Password Form',
    description: 'Asks for the password of a user who is known.',
    choices: USUAL,
  },
  {
    id: 'auth-recovery-authn-code-form',
    displayName: 'Recovery Authentication Code Form',
    description: 'Asks for the next recovery code.',
    choices: USUAL,
  },
  {
    id: 'auth-spnego',
    displayName: 'Kerberos',
    description: 'Signs in with the Kerberos ticket of the browser.',
    choices: USUAL,
  },
  {
    id: 'auth-username-form',
    displayName: 'Username Form',
    description: 'Asks who is signing in.',
    choices: ALWAYS,
  },
  {
    id: 'auth-username-password-form',
    displayName: 'Username Password Form',
    description: 'Asks for user name and password.',
    choices: ALWAYS,
  },
  {
    id: 'auth-x509-client-username-form',
    displayName: 'X509/Validate Username Form',
    description: 'Finds the user by the client certificate, and shows who it is.',
    choices: USUAL,
    settings: X509_SETTINGS,
  },
  {
    id: 'deny-access-authenticator',
    displayName: 'Deny access',
    description: 'Always refuses.',
    choices: SWITCH,
    settings: [setting('denyErrorMessage', 'String', 'Error message')],
  },
  {
    id: 'user-session-limits',
    displayName: 'User session count limiter',
    description: 'Limits how many sessions a user has at once.',
    choices: SWITCH,
    settings: [
      setting('userRealmLimit', 'String', 'Maximum concurrent sessions for each user within this realm.', {
        defaultValue: '3',
      }),
      setting('userClientLimit', 'String', 'Maximum concurrent sessions for each user per keycloak client.', {
        defaultValue: '0',
      }),
      setting('behavior', 'List', 'Behavior when user session limit is exceeded', {
        defaultValue: 'Deny new session',
        options: ['Deny new session', 'Terminate oldest session'],
      }),
      setting('errorMessage', 'String', 'Optional custom error message'),
    ],
  },
  {
    id: 'webauthn-authenticator',
    displayName: 'WebAuthn Authenticator',
    description: 'Asks for a security key or passkey as a second factor.',
    choices: USUAL,
  },
  {
    id: 'webauthn-authenticator-passwordless',
    displayName: 'WebAuthn Passwordless Authenticator',
    description: 'Asks for a passkey in place of a password.',
    choices: USUAL,
  },
]
