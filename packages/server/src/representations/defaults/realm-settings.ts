import type { RealmRepresentation } from '../keycloak.ts'

/** What Keycloak 26.7.3 fills in where a realm file says nothing. Lifespans in seconds unless named otherwise. */
export const REALM_SETTINGS: RealmRepresentation = {
  notBefore: 0,
  defaultSignatureAlgorithm: 'RS256',
  revokeRefreshToken: false,
  refreshTokenMaxReuse: 0,
  accessTokenLifespan: 300,
  accessTokenLifespanForImplicitFlow: 900,
  ssoSessionIdleTimeout: 1_800,
  ssoSessionMaxLifespan: 36_000,
  ssoSessionIdleTimeoutRememberMe: 0,
  ssoSessionMaxLifespanRememberMe: 0,
  offlineSessionIdleTimeout: 2_592_000,
  offlineSessionMaxLifespanEnabled: false,
  offlineSessionMaxLifespan: 5_184_000,
  clientSessionIdleTimeout: 0,
  clientSessionMaxLifespan: 0,
  clientOfflineSessionIdleTimeout: 0,
  clientOfflineSessionMaxLifespan: 0,
  accessCodeLifespan: 60,
  accessCodeLifespanUserAction: 300,
  accessCodeLifespanLogin: 1_800,
  actionTokenGeneratedByAdminLifespan: 43_200,
  actionTokenGeneratedByUserLifespan: 300,
  oauth2DeviceCodeLifespan: 600,
  oauth2DevicePollingInterval: 5,
  enabled: false,
  sslRequired: 'external',
  registrationAllowed: false,
  registrationEmailAsUsername: false,
  rememberMe: false,
  verifyEmail: false,
  loginWithEmailAllowed: true,
  duplicateEmailsAllowed: false,
  resetPasswordAllowed: false,
  editUsernameAllowed: false,
  bruteForceProtected: false,
  permanentLockout: false,
  maxTemporaryLockouts: 0,
  bruteForceStrategy: 'MULTIPLE',
  maxFailureWaitSeconds: 900,
  minimumQuickLoginWaitSeconds: 60,
  waitIncrementSeconds: 60,
  quickLoginCheckMilliSeconds: 1_000,
  maxDeltaTimeSeconds: 43_200,
  failureFactor: 30,
  maxSecondaryAuthFailures: 0,
  requiredCredentials: ['password'],
  otpPolicyType: 'totp',
  otpPolicyAlgorithm: 'HmacSHA1',
  otpPolicyInitialCounter: 0,
  otpPolicyDigits: 6,
  otpPolicyLookAheadWindow: 1,
  otpPolicyPeriod: 30,
  otpPolicyCodeReusable: false,
  otpSupportedApplications: ['totpAppFreeOTPName', 'totpAppGoogleName', 'totpAppMicrosoftAuthenticatorName'],
  localizationTexts: {},
  ...webAuthnPolicy('webAuthnPolicy', 'not specified', 'not specified'),
  ...webAuthnPolicy('webAuthnPolicyPasswordless', 'required', 'required'),
  browserSecurityHeaders: {
    contentSecurityPolicyReportOnly: '',
    xContentTypeOptions: 'nosniff',
    referrerPolicy: 'no-referrer',
    xRobotsTag: 'none',
    xFrameOptions: 'SAMEORIGIN',
    contentSecurityPolicy: "frame-src 'self'; frame-ancestors 'self'; object-src 'none';",
    strictTransportSecurity: 'max-age=31536000; includeSubDomains',
  },
  smtpServer: {},
  eventsEnabled: false,
  eventsListeners: ['jboss-logging'],
  enabledEventTypes: [],
  adminEventsEnabled: false,
  adminEventsDetailsEnabled: false,
  identityProviders: [],
  identityProviderMappers: [],
  internationalizationEnabled: false,
  browserFlow: 'browser',
  registrationFlow: 'registration',
  directGrantFlow: 'direct grant',
  resetCredentialsFlow: 'reset credentials',
  clientAuthenticationFlow: 'clients',
  dockerAuthenticationFlow: 'docker auth',
  firstBrokerLoginFlow: 'first broker login',
  userManagedAccessAllowed: false,
  organizationsEnabled: false,
  verifiableCredentialsEnabled: false,
  adminPermissionsEnabled: false,
  scimApiEnabled: false,
  clientProfiles: { profiles: [] },
  clientPolicies: { policies: [] },
}

/** The realm whose users may administer all others. */
export const MASTER = 'master'

/** What the master realm has differently. */
export const MASTER_SETTINGS: RealmRepresentation = {
  displayName: 'Keycloak',
  displayNameHtml: '<div class="kc-logo-text"><span>Keycloak</span></div>',
  accessTokenLifespan: 60,
}

/** The attributes every realm has; three repeat settings, and old clients read them here. */
export function realmAttributes(settings: RealmRepresentation, realm: string): Record<string, string> {
  const device = {
    oauth2DeviceCodeLifespan: String(settings.oauth2DeviceCodeLifespan),
    oauth2DevicePollingInterval: String(settings.oauth2DevicePollingInterval),
  }
  return {
    cibaBackchannelTokenDeliveryMode: 'poll',
    cibaExpiresIn: '120',
    cibaAuthRequestedUserHint: 'login_hint',
    ...(realm !== MASTER && device), // Keycloak makes master without a file, and then it doesn't write these
    parRequestUriLifespan: '60',
    cibaInterval: '5',
    realmReusableOtpCode: String(settings.otpPolicyCodeReusable),
  }
}

function webAuthnPolicy(prefix: string, residentKey: string, userVerification: string): RealmRepresentation {
  return {
    [`${prefix}RpEntityName`]: 'keycloak',
    [`${prefix}SignatureAlgorithms`]: ['ES256', 'RS256'],
    [`${prefix}RpId`]: '',
    [`${prefix}AttestationConveyancePreference`]: 'not specified',
    [`${prefix}AuthenticatorAttachment`]: 'not specified',
    [`${prefix}RequireResidentKey`]: 'not specified',
    [`${prefix}ResidentKey`]: residentKey,
    [`${prefix}UserVerificationRequirement`]: userVerification,
    [`${prefix}CreateTimeout`]: 0,
    [`${prefix}AvoidSameAuthenticatorRegister`]: false,
    [`${prefix}AcceptableAaguids`]: [],
    [`${prefix}ExtraOrigins`]: [],
  }
}
