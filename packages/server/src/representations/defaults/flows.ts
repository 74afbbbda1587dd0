import type {
  AuthenticationExecutionRepresentation,
  AuthenticationFlowRepresentation,
  AuthenticatorConfigRepresentation,
} from '../keycloak.ts'

type Step = AuthenticationExecutionRepresentation

/** A flow a realm must have, with the flows and configurations that only it uses. */
export interface BuiltInFlow {
  readonly alias: string
  readonly flows: readonly AuthenticationFlowRepresentation[]
  readonly configs: readonly AuthenticatorConfigRepresentation[]
}

/** @param organizations - off in master, where Keycloak leaves the organization steps out. */
export function builtInFlows({ organizations }: { readonly organizations: boolean }): BuiltInFlow[] {
  return [
    browser(organizations),
    directGrant(),
    registration(),
    resetCredentials(),
    clients(),
    firstBrokerLogin(organizations),
    single('saml ecp', 'SAML ECP Profile Authentication Flow', 'http-basic-authenticator'),
    single('docker auth', 'Used by Docker clients to authenticate against the IDP', 'docker-http-basic-authenticator'),
  ]
}

function browser(organizations: boolean): BuiltInFlow {
  const organization = [
    sub('Organization', undefined, [flowStep('Browser - Conditional Organization', 'CONDITIONAL', 10)]),
    sub(
      'Browser - Conditional Organization',
      'Flow to determine if the organization identity-first login is to be used',
      [step('conditional-user-configured', 'REQUIRED', 10), step('organization', 'ALTERNATIVE', 20)],
    ),
  ]
  return {
    alias: 'browser',
    flows: [
      top('browser', 'Browser based authentication', [
        step('auth-cookie', 'ALTERNATIVE', 10),
        step('auth-spnego', 'DISABLED', 20),
        step('identity-provider-redirector', 'ALTERNATIVE', 25),
        ...(organizations ? [flowStep('Organization', 'ALTERNATIVE', 26)] : []),
        flowStep('forms', 'ALTERNATIVE', 30),
      ]),
      ...(organizations ? organization : []),
      sub('forms', 'Username, password, otp and other auth forms.', [
        step('auth-username-password-form', 'REQUIRED', 10),
        flowStep('Browser - Conditional 2FA', 'CONDITIONAL', 20),
      ]),
      secondFactor('Browser - Conditional 2FA', 'browser-conditional-credential'),
    ],
    configs: [{ alias: 'browser-conditional-credential', config: { credentials: 'webauthn-passwordless' } }],
  }
}

function directGrant(): BuiltInFlow {
  return {
    alias: 'direct grant',
    flows: [
      top('direct grant', 'OpenID Connect Resource Owner Grant', [
        step('direct-grant-validate-username', 'REQUIRED', 10),
        step('direct-grant-validate-password', 'REQUIRED', 20),
        flowStep('Direct Grant - Conditional OTP', 'CONDITIONAL', 30),
      ]),
      sub('Direct Grant - Conditional OTP', 'Flow to determine if the OTP is required for the authentication', [
        step('conditional-user-configured', 'REQUIRED', 10),
        step('direct-grant-validate-otp', 'REQUIRED', 20),
      ]),
    ],
    configs: [],
  }
}

function registration(): BuiltInFlow {
  const form = sub('registration form', 'Registration form', [
    step('registration-user-creation', 'REQUIRED', 20),
    step('registration-password-action', 'REQUIRED', 50),
    step('registration-recaptcha-action', 'DISABLED', 60),
    step('registration-terms-and-conditions', 'DISABLED', 70),
  ])
  return {
    alias: 'registration',
    flows: [
      top('registration', 'Registration flow', [
        { authenticator: 'registration-page-form', ...flowStep('registration form', 'REQUIRED', 10) },
      ]),
      { ...form, providerId: 'form-flow' },
    ],
    configs: [],
  }
}

function resetCredentials(): BuiltInFlow {
  return {
    alias: 'reset credentials',
    flows: [
      top('reset credentials', 'Reset credentials for a user if they forgot their password or something', [
        step('reset-credentials-choose-user', 'REQUIRED', 10),
        step('reset-credential-email', 'REQUIRED', 20),
        step('reset-password', 'REQUIRED', 30),
        flowStep('Reset - Conditional OTP', 'CONDITIONAL', 40),
      ]),
      sub('Reset - Conditional OTP', 'Flow to determine if the OTP should be reset or not. Set to REQUIRED to force.', [
        step('conditional-user-configured', 'REQUIRED', 10),
        step('reset-otp', 'REQUIRED', 20),
      ]),
    ],
    configs: [],
  }
}

function clients(): BuiltInFlow {
  const authenticators = ['client-secret', 'client-jwt', 'client-secret-jwt', 'client-x509', 'federated-jwt']
  const steps = authenticators.map((authenticator, i) => step(authenticator, 'ALTERNATIVE', 10 * (i + 1)))
  const flow = top('clients', 'Base authentication for clients', steps)
  return { alias: 'clients', flows: [{ ...flow, providerId: 'client-flow' }], configs: [] }
}

function firstBrokerLogin(organizations: boolean): BuiltInFlow {
  const member = 'First Broker Login - Conditional Organization'
  const memberFlow = sub(
    member,
    'Flow to determine if the authenticator that adds organization members is to be used',
    [step('conditional-user-configured', 'REQUIRED', 10), step('idp-add-organization-member', 'REQUIRED', 20)],
  )
  return {
    alias: 'first broker login',
    flows: [
      top(
        'first broker login',
        'Actions taken after first broker login with identity provider account, which is not yet linked to any Keycloak account',
        [
          configured('review profile config', step('idp-review-profile', 'REQUIRED', 10)),
          flowStep('User creation or linking', 'REQUIRED', 20),
          ...(organizations ? [flowStep(member, 'CONDITIONAL', 60)] : []),
        ],
      ),
      sub('User creation or linking', 'Flow for the existing/non-existing user alternatives', [
        configured('create unique user config', step('idp-create-user-if-unique', 'ALTERNATIVE', 10)),
        flowStep('Handle Existing Account', 'ALTERNATIVE', 20),
      ]),
      sub(
        'Handle Existing Account',
        'Handle what to do if there is existing account with same email/username like authenticated identity provider',
        [step('idp-confirm-link', 'REQUIRED', 10), flowStep('Account verification options', 'REQUIRED', 20)],
      ),
      sub('Account verification options', 'Method with which to verify the existing account', [
        step('idp-email-verification', 'ALTERNATIVE', 10),
        flowStep('Verify Existing Account by Re-authentication', 'ALTERNATIVE', 20),
      ]),
      sub('Verify Existing Account by Re-authentication', 'Reauthentication of existing account', [
        step('idp-username-password-form', 'REQUIRED', 10),
        flowStep('First broker login - Conditional 2FA', 'CONDITIONAL', 20),
      ]),
      secondFactor('First broker login - Conditional 2FA', 'first-broker-login-conditional-credential'),
      ...(organizations ? [memberFlow] : []),
    ],
    configs: [
      { alias: 'review profile config', config: { 'update.profile.on.first.login': 'missing' } },
      { alias: 'create unique user config', config: { 'require.password.update.after.registration': 'false' } },
      { alias: 'first-broker-login-conditional-credential', config: { credentials: 'webauthn-passwordless' } },
    ],
  }
}

function secondFactor(alias: string, config: string): AuthenticationFlowRepresentation {
  return sub(alias, 'Flow to determine if any 2FA is required for the authentication', [
    step('conditional-user-configured', 'REQUIRED', 10),
    configured(config, step('conditional-credential', 'REQUIRED', 20)),
    step('auth-otp-form', 'ALTERNATIVE', 30),
    step('webauthn-authenticator', 'DISABLED', 40),
    step('auth-recovery-authn-code-form', 'DISABLED', 50),
  ])
}

function single(alias: string, description: string, authenticator: string): BuiltInFlow {
  return { alias, flows: [top(alias, description, [step(authenticator, 'REQUIRED', 10)])], configs: [] }
}

function top(alias: string, description: string, steps: Step[]): AuthenticationFlowRepresentation {
  return { ...sub(alias, description, steps), topLevel: true }
}

function sub(alias: string, description: string | undefined, steps: Step[]): AuthenticationFlowRepresentation {
  return {
    alias,
    ...(description !== undefined && { description }),
    providerId: 'basic-flow',
    topLevel: false,
    builtIn: true,
    authenticationExecutions: steps,
  }
}

function configured(authenticatorConfig: string, execution: Step): Step {
  return { authenticatorConfig, ...execution }
}

// `autheticatorFlow` is misspelt in Keycloak's JSON; old tools read that one.
function step(authenticator: string, requirement: string, priority: number): Step {
  return {
    authenticator,
    authenticatorFlow: false,
    requirement,
    priority,
    autheticatorFlow: false,
    userSetupAllowed: false,
  }
}

function flowStep(flowAlias: string, requirement: string, priority: number): Step {
  return {
    authenticatorFlow: true,
    requirement,
    priority,
    autheticatorFlow: true,
    flowAlias,
    userSetupAllowed: false,
  }
}
