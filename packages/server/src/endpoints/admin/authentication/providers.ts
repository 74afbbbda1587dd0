/**
 * The steps that a flow may have, by Keycloak's provider ids. Latchkey acts on those in `login/authenticators.ts`; the
 * others are kept, so that flows can be moved and prepared, and a login that would need one of them is refused. Settings
 * have Keycloak's names, types and defaults; what a step does is said in our own words.
 */

import type { Requirement } from '../../../model/realm.ts'
import { type ConfigProperty, property } from '../server-info/config-property.ts'

export interface StepProvider {
  readonly id: string
  readonly displayName: string
  readonly description: string
  /** The requirements that may be chosen. */
  readonly choices: readonly Requirement[]
  readonly settings: readonly ConfigProperty[]
  /** Of an authenticator of clients: whether the client has a secret for it. */
  readonly supportsSecret?: boolean
  /** Of an authenticator of clients: the settings that each client has for it, among its attributes. */
  readonly perClient?: readonly ConfigProperty[]
}

const ALWAYS: readonly Requirement[] = ['REQUIRED']
const SWITCH: readonly Requirement[] = ['REQUIRED', 'DISABLED']
const USUAL: readonly Requirement[] = ['REQUIRED', 'ALTERNATIVE', 'DISABLED']
const ANY: readonly Requirement[] = ['REQUIRED', 'ALTERNATIVE', 'CONDITIONAL', 'DISABLED']

const X509_SETTINGS: readonly ConfigProperty[] = [
  property('x509-cert-auth.mapping-source-selection', 'List', {
    label: 'User Identity Source',
    helpText: '',
    defaultValue: 'Match SubjectDN using regular expression',
    options: [
      'Match SubjectDN using regular expression',
      "Subject's e-mail",
      "Subject's Alternative Name E-mail",
      "Subject's Alternative Name otherName (UPN)",
      "Subject's Common Name",
      'Match IssuerDN using regular expression',
      'Certificate Serial Number',
      'Certificate Serial Number and IssuerDN',
      'SHA-256 Thumbprint',
      'Full Certificate in PEM format',
    ],
  }),
  property('x509-cert-auth.canonical-dn-enabled', 'boolean', {
    label: 'Canonical DN representation enabled',
    helpText: '',
    defaultValue: 'false',
  }),
  property('x509-cert-auth.serialnumber-hex-enabled', 'boolean', {
    label: 'Enable Serial Number hexadecimal representation',
    helpText: '',
    defaultValue: 'false',
  }),
  property('x509-cert-auth.regular-expression', 'String', {
    label: 'A regular expression to extract user identity',
    helpText: '',
    defaultValue: '(.*?)(?:$)',
  }),
  property('x509-cert-auth.mapper-selection', 'List', {
    label: 'User mapping method',
    helpText: '',
    defaultValue: 'Custom Attribute Mapper',
    options: ['Custom Attribute Mapper', 'Username or Email'],
  }),
  property('x509-cert-auth.mapper-selection.user-attribute-name', 'MultivaluedString', {
    label: 'A name of user attribute',
    helpText: '',
    defaultValue: 'usercertificate',
  }),
  property('x509-cert-auth.timestamp-validation-enabled', 'boolean', {
    label: 'Check certificate validity',
    helpText: '',
    defaultValue: 'true',
  }),
  property('x509-cert-auth.crl-checking-enabled', 'boolean', { label: 'CRL Checking Enabled', helpText: '' }),
  property('x509-cert-auth.crldp-checking-enabled', 'boolean', {
    label: 'Enable CRL Distribution Point to check certificate revocation status',
    helpText: '',
    defaultValue: 'false',
  }),
  property('x509-cert-auth.crl-relative-path', 'MultivaluedString', {
    label: 'CRL Path',
    helpText: '',
    defaultValue: 'crl.pem',
  }),
  property('x509-cert-auth-crl-abort-if-non-updated', 'boolean', {
    label: 'CRL abort if non updated',
    helpText: '',
    defaultValue: 'true',
  }),
  property('x509-cert-auth.ocsp-checking-enabled', 'boolean', { label: 'OCSP Checking Enabled', helpText: '' }),
  property('x509-cert-auth.ocsp-fail-open', 'boolean', {
    label: 'OCSP Fail-Open Behavior',
    helpText: '',
    defaultValue: 'false',
  }),
  property('x509-cert-auth.ocsp-responder-uri', 'String', { label: 'OCSP Responder Uri', helpText: '' }),
  property('x509-cert-auth.ocsp-responder-certificate', 'Text', { label: 'OCSP Responder Certificate', helpText: '' }),
  property('x509-cert-auth.keyusage', 'String', { label: 'Validate Key Usage', helpText: '' }),
  property('x509-cert-auth.extendedkeyusage', 'String', { label: 'Validate Extended Key Usage', helpText: '' }),
  property('x509-cert-auth.confirmation-page-disallowed', 'boolean', {
    label: 'Bypass identity confirmation',
    helpText: '',
  }),
  property('x509-cert-auth.revalidate-certificate-enabled', 'boolean', {
    label: 'Revalidate Client Certificate',
    helpText: '',
  }),
  property('x509-cert-auth.certificate-policy', 'String', { label: 'Validate Certificate Policy', helpText: '' }),
  property('x509-cert-auth.certificate-policy-mode', 'List', {
    label: 'Certificate Policy Validation Mode',
    helpText: '',
    defaultValue: 'All',
    options: ['All', 'Any'],
  }),
]

/** Steps of people who sign in. */
export const AUTHENTICATORS: readonly StepProvider[] = [
  {
    id: 'allow-access-authenticator',
    displayName: 'Allow access',
    description: 'Always succeeds.',
    choices: SWITCH,
    settings: [],
  },
  {
    id: 'auth-conditional-otp-form',
    displayName: 'Conditional OTP Form',
    description: 'Asks for a one-time password, depending on roles, attributes or headers.',
    choices: USUAL,
    settings: [
      property('otpControlAttribute', 'String', { label: 'OTP control User Attribute', helpText: '' }),
      property('skipOtpRole', 'Role', { label: 'Skip OTP for Role', helpText: '' }),
      property('forceOtpRole', 'Role', { label: 'Force OTP for Role', helpText: '' }),
      property('noOtpRequiredForHeaderPattern', 'String', { label: 'Skip OTP for Header', helpText: '' }),
      property('forceOtpForHeaderPattern', 'String', { label: 'Force OTP for Header', helpText: '' }),
      property('defaultOtpOutcome', 'List', {
        label: 'Fallback OTP handling',
        helpText: '',
        options: ['skip', 'force'],
      }),
    ],
  },
  {
    id: 'auth-cookie',
    displayName: 'Cookie',
    description: 'Takes the SSO cookie of an earlier sign-in for the sign-in.',
    choices: USUAL,
    settings: [],
  },
  {
    id: 'auth-otp-form',
    displayName: 'OTP Form',
    description: 'Asks for a one-time password.',
    choices: USUAL,
    settings: [],
  },
  {
    id: 'auth-password-form',
    displayName: 'Password Form',
    description: 'Asks for the password of a user who is known.',
    choices: USUAL,
    settings: [],
  },
  {
    id: 'auth-recovery-authn-code-form',
    displayName: 'Recovery Authentication Code Form',
    description: 'Asks for the next recovery code.',
    choices: USUAL,
    settings: [],
  },
  {
    id: 'auth-spnego',
    displayName: 'Kerberos',
    description: 'Signs in with the Kerberos ticket of the browser.',
    choices: USUAL,
    settings: [],
  },
  {
    id: 'auth-username-form',
    displayName: 'Username Form',
    description: 'Asks who is signing in.',
    choices: ALWAYS,
    settings: [],
  },
  {
    id: 'auth-username-password-form',
    displayName: 'Username Password Form',
    description: 'Asks for user name and password.',
    choices: ALWAYS,
    settings: [],
  },
  {
    id: 'auth-x509-client-username-form',
    displayName: 'X509/Validate Username Form',
    description: 'Finds the user by the client certificate, and shows who it is.',
    choices: USUAL,
    settings: X509_SETTINGS,
  },
  {
    id: 'conditional-client-scope',
    displayName: 'Condition - client scope',
    description: 'Holds when the request comes with a client scope.',
    choices: SWITCH,
    settings: [
      property('client_scope', 'String', { label: 'Client scope name', helpText: '', required: true }),
      property('negate', 'boolean', { label: 'Negate output', helpText: '', required: true }),
    ],
  },
  {
    id: 'conditional-credential',
    displayName: 'Condition - credential',
    description: 'Holds when one of these credentials was, or was not, used in this sign-in.',
    choices: SWITCH,
    settings: [
      property('credentials', 'MultivaluedList', {
        label: 'Credentials',
        helpText: '',
        options: [
          'webauthn',
          'recovery-authn-codes',
          'otp',
          'password',
          'webauthn-passwordless',
          'kerberos',
          'cert',
          'none',
        ],
        required: true,
      }),
      property('included', 'boolean', { label: 'Included', helpText: '' }),
    ],
  },
  {
    id: 'conditional-level-of-authentication',
    displayName: 'Condition - Level of Authentication',
    description: 'Holds when the level that was asked for is not reached yet.',
    choices: SWITCH,
    settings: [
      property('loa-condition-level', 'String', { label: 'loa-condition-level', helpText: '' }),
      property('loa-max-age', 'String', { label: 'loa-max-age', helpText: '', defaultValue: '36000' }),
    ],
  },
  {
    id: 'conditional-sub-flow-executed',
    displayName: 'Condition - sub-flow executed',
    description: 'Holds when another sub-flow was, or was not, gone through.',
    choices: SWITCH,
    settings: [
      property('flow_to_check', 'String', { label: 'Flow name', helpText: '', required: true }),
      property('check_result', 'List', {
        label: 'Check result',
        helpText: '',
        defaultValue: 'executed',
        options: ['executed', 'not-executed'],
        required: true,
      }),
    ],
  },
  {
    id: 'conditional-user-attribute',
    displayName: 'Condition - user attribute',
    description: 'Holds when an attribute of the user has a value.',
    choices: SWITCH,
    settings: [
      property('attribute_name', 'String', { label: 'Attribute name', helpText: '' }),
      property('attribute_expected_value', 'String', { label: 'Expected attribute value', helpText: '' }),
      property('include_group_attributes', 'boolean', { label: 'Include group attributes', helpText: '' }),
      property('not', 'boolean', { label: 'Negate output', helpText: '' }),
      property('regex', 'boolean', { label: 'regex', helpText: '' }),
    ],
  },
  {
    id: 'conditional-user-configured',
    displayName: 'Condition - user configured',
    description: 'Holds when the user has set up the other steps of the flow.',
    choices: SWITCH,
    settings: [],
  },
  {
    id: 'conditional-user-role',
    displayName: 'Condition - user role',
    description: 'Holds when the user has a role.',
    choices: SWITCH,
    settings: [
      property('condUserRole', 'Role', { label: 'User role', helpText: '' }),
      property('negate', 'boolean', { label: 'Negate output', helpText: '' }),
    ],
  },
  {
    id: 'deny-access-authenticator',
    displayName: 'Deny access',
    description: 'Always refuses.',
    choices: SWITCH,
    settings: [property('denyErrorMessage', 'String', { label: 'Error message', helpText: '' })],
  },
  {
    id: 'direct-grant-auth-x509-username',
    displayName: 'X509/Validate Username',
    description: 'Finds the user of a password grant by the client certificate.',
    choices: ALWAYS,
    settings: X509_SETTINGS,
  },
  {
    id: 'direct-grant-validate-otp',
    displayName: 'OTP',
    description: 'Checks the one-time password that came with a password grant.',
    choices: USUAL,
    settings: [],
  },
  {
    id: 'direct-grant-validate-password',
    displayName: 'Password',
    description: 'Checks the password that came with a password grant.',
    choices: USUAL,
    settings: [],
  },
  {
    id: 'direct-grant-validate-username',
    displayName: 'Username Validation',
    description: 'Finds the user of a password grant by its user name.',
    choices: ALWAYS,
    settings: [],
  },
  {
    id: 'docker-http-basic-authenticator',
    displayName: 'Docker Authenticator',
    description: 'Signs a Docker client in by HTTP Basic.',
    choices: ALWAYS,
    settings: [],
  },
  {
    id: 'http-basic-authenticator',
    displayName: 'HTTP Basic Authentication',
    description: 'Takes user name and password from the Authorization header.',
    choices: ANY,
    settings: [],
  },
  {
    id: 'identity-provider-redirector',
    displayName: 'Identity Provider Redirector',
    description: 'Sends the browser to an identity provider, the default one or the one asked for.',
    choices: USUAL,
    settings: [property('defaultProvider', 'String', { label: 'Default Identity Provider', helpText: '' })],
  },
  {
    id: 'idp-add-organization-member',
    displayName: 'Organization Member Onboard',
    description: 'Makes the user a member of the organization of the identity provider.',
    choices: USUAL,
    settings: [],
  },
  {
    id: 'idp-auto-link',
    displayName: 'Automatically set existing user',
    description: 'Links an existing account without asking.',
    choices: USUAL,
    settings: [],
  },
  {
    id: 'idp-confirm-link',
    displayName: 'Confirm link existing account',
    description: 'Asks whether to link the existing account.',
    choices: USUAL,
    settings: [],
  },
  {
    id: 'idp-confirm-override-link',
    displayName: 'Confirm override existing link',
    description: 'Asks before an existing link to an identity provider is replaced.',
    choices: SWITCH,
    settings: [],
  },
  {
    id: 'idp-create-user-if-unique',
    displayName: 'Create User If Unique',
    description: 'Makes an account unless one with the same name or e-mail exists.',
    choices: USUAL,
    settings: [
      property('require.password.update.after.registration', 'boolean', {
        label: 'Require Password Update After Registration',
        helpText: '',
      }),
    ],
  },
  {
    id: 'idp-detect-existing-broker-user',
    displayName: 'Detect existing broker user',
    description: 'Fails unless the account from the identity provider exists already.',
    choices: SWITCH,
    settings: [],
  },
  {
    id: 'idp-email-verification',
    displayName: 'Verify existing account by Email',
    description: 'Has an e-mail confirmed before an existing account is linked.',
    choices: USUAL,
    settings: [],
  },
  {
    id: 'idp-review-profile',
    displayName: 'Review Profile',
    description: 'Shows the profile that came from an identity provider, to be completed.',
    choices: USUAL,
    settings: [
      property('update.profile.on.first.login', 'List', {
        label: 'Update Profile on First Login',
        helpText: '',
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
    settings: [],
  },
  {
    id: 'organization',
    displayName: 'Organization Identity-First Login',
    description: 'Asks who is signing in, and goes on to the identity provider of the organization.',
    choices: USUAL,
    settings: [property('requiresUserMembership', 'boolean', { label: 'Requires user membership', helpText: '' })],
  },
  {
    id: 'reset-credential-email',
    displayName: 'Send Reset Email',
    description: 'Sends the e-mail with which a password is reset.',
    choices: ALWAYS,
    settings: [
      property('force-login', 'List', {
        label: 'Force login after reset',
        helpText: '',
        defaultValue: 'only-federated',
        options: ['true', 'false', 'only-federated'],
      }),
    ],
  },
  {
    id: 'reset-credentials-choose-user',
    displayName: 'Choose User',
    description: 'Asks whose password is to be reset.',
    choices: ALWAYS,
    settings: [],
  },
  {
    id: 'reset-otp',
    displayName: 'Reset OTP',
    description: 'Has one-time passwords removed or set up anew.',
    choices: USUAL,
    settings: [
      property('action_on_otp_reset_flag', 'List', {
        label: 'Action on OTP reset.',
        helpText: '',
        defaultValue: 'Remove none',
        options: ['Remove none', 'Remove one', 'Remove all'],
      }),
    ],
  },
  {
    id: 'reset-password',
    displayName: 'Reset Password',
    description: 'Has a new password set after the e-mail was confirmed.',
    choices: USUAL,
    settings: [],
  },
  {
    id: 'user-session-limits',
    displayName: 'User session count limiter',
    description: 'Limits how many sessions a user has at once.',
    choices: SWITCH,
    settings: [
      property('userRealmLimit', 'String', {
        label: 'Maximum concurrent sessions for each user within this realm.',
        helpText: '',
        defaultValue: '3',
      }),
      property('userClientLimit', 'String', {
        label: 'Maximum concurrent sessions for each user per keycloak client.',
        helpText: '',
        defaultValue: '0',
      }),
      property('behavior', 'List', {
        label: 'Behavior when user session limit is exceeded',
        helpText: '',
        defaultValue: 'Deny new session',
        options: ['Deny new session', 'Terminate oldest session'],
      }),
      property('errorMessage', 'String', { label: 'Optional custom error message', helpText: '' }),
    ],
  },
  {
    id: 'webauthn-authenticator',
    displayName: 'WebAuthn Authenticator',
    description: 'Asks for a security key or passkey as a second factor.',
    choices: USUAL,
    settings: [],
  },
  {
    id: 'webauthn-authenticator-passwordless',
    displayName: 'WebAuthn Passwordless Authenticator',
    description: 'Asks for a passkey in place of a password.',
    choices: USUAL,
    settings: [],
  },
]

const FEDERATED_JWT: readonly ConfigProperty[] = [
  property('jwt.credential.issuer', 'String', {
    label: 'Identity provider',
    helpText: 'Alias of the identity provider of this realm that issues the assertion.',
    required: true,
  }),
  property('jwt.credential.sub', 'String', {
    label: 'Federated subject',
    helpText: 'Who the client is to the identity provider.',
    required: true,
  }),
]

/** How clients prove who they are. */
export const CLIENT_AUTHENTICATORS: readonly StepProvider[] = [
  {
    id: 'client-jwt',
    displayName: 'Signed JWT',
    description: 'The client signs a JWT with its own key.',
    choices: USUAL,
    settings: [],
    supportsSecret: false,
  },
  {
    id: 'client-secret',
    displayName: 'Client Id and Secret',
    description: 'The client sends its secret, in the Authorization header or in the form.',
    choices: USUAL,
    settings: [],
    supportsSecret: true,
  },
  {
    id: 'client-secret-jwt',
    displayName: 'Signed JWT with Client Secret',
    description: 'The client signs a JWT with its secret.',
    choices: USUAL,
    settings: [],
    supportsSecret: true,
  },
  {
    id: 'client-x509',
    displayName: 'X509 Certificate',
    description: 'The client shows a certificate.',
    choices: USUAL,
    settings: [],
    supportsSecret: false,
  },
  {
    perClient: FEDERATED_JWT,
    id: 'federated-jwt',
    displayName: 'Signed JWT - Federated',
    description: 'The client sends a JWT that an identity provider signed.',
    choices: USUAL,
    settings: [],
    supportsSecret: false,
  },
]

/** Pages made of several steps. */
export const FORMS: readonly StepProvider[] = [
  {
    id: 'registration-page-form',
    displayName: 'Registration Page',
    description: 'Shows the registration page.',
    choices: SWITCH,
    settings: [],
  },
]

/** Steps of such a page. */
export const FORM_ACTIONS: readonly StepProvider[] = [
  {
    id: 'registration-password-action',
    displayName: 'Password Validation',
    description: 'Checks the new password and keeps it.',
    choices: SWITCH,
    settings: [
      property('always_set_password_on_register_form', 'boolean', {
        label: 'Always set password on register form',
        helpText: '',
      }),
    ],
  },
  {
    id: 'registration-recaptcha-action',
    displayName: 'reCAPTCHA',
    description: 'Adds reCAPTCHA to the form.',
    choices: SWITCH,
    settings: [
      property('site.key', 'String', { label: 'reCAPTCHA Site Key', helpText: '' }),
      property('secret.key', 'String', { label: 'reCAPTCHA Secret', helpText: '', secret: true }),
      property('action', 'String', { label: 'Action Name', helpText: '', defaultValue: 'register' }),
      property('useRecaptchaNet', 'boolean', { label: 'Use recaptcha.net', helpText: '', defaultValue: 'false' }),
      property('recaptcha.v3', 'boolean', { label: 'reCAPTCHA v3', helpText: '', defaultValue: 'false' }),
    ],
  },
  {
    id: 'registration-recaptcha-enterprise',
    displayName: 'reCAPTCHA Enterprise',
    description: 'Adds reCAPTCHA Enterprise to the form.',
    choices: SWITCH,
    settings: [
      property('project.id', 'String', { label: 'Project ID', helpText: '' }),
      property('site.key', 'String', { label: 'reCAPTCHA Site Key', helpText: '' }),
      property('api.key', 'String', { label: 'Google API Key', helpText: '', secret: true }),
      property('score.threshold', 'String', { label: 'Min. Score Threshold', helpText: '', defaultValue: '0.7' }),
      property('action', 'String', { label: 'Action Name', helpText: '', defaultValue: 'register' }),
      property('useRecaptchaNet', 'boolean', { label: 'Use recaptcha.net', helpText: '', defaultValue: 'false' }),
      property('recaptcha.v3', 'boolean', { label: 'reCAPTCHA v3', helpText: '', defaultValue: 'false' }),
    ],
  },
  {
    id: 'registration-terms-and-conditions',
    displayName: 'Terms and conditions',
    description: 'Has the terms accepted before the user is made.',
    choices: SWITCH,
    settings: [],
  },
  {
    id: 'registration-user-creation',
    displayName: 'Registration User Profile Creation',
    description: 'Checks the profile and makes the user; must come first.',
    choices: SWITCH,
    settings: [],
  },
]
