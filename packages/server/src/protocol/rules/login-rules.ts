/** What a login must be, from its first page to its end. */
import type { Rule } from './rule.ts'

export const LOGIN_RULES = {
  login_required: {
    rule: 'Without a page, the user is known already by a session of this browser.',
    source: 'OpenID Connect Core §3.1.2.6',
    repair: 'Start the login again without prompt=none.',
  },
  interaction_required: {
    rule: 'Without a page, nothing is left for the user to do or agree to.',
    source: 'OpenID Connect Core §3.1.2.6',
    repair: 'Start the login again without prompt=none.',
  },
  consent_unsupported: {
    rule: 'The client does not ask for consent: this version has no consent page.',
    source: 'Keycloak: client setting Consent required',
    repair: "Turn Consent required off in the client's settings.",
  },
  cookie_not_found: {
    rule: 'A login goes on in the browser that began it, which the cookies show.',
    source: 'Keycloak: restart login cookie',
    repair:
      'Start again from the application; allow cookies; open the login under the very host that the application uses.',
  },
  session_code_stale: {
    rule: "A login page's form is sent once, from the newest page.",
    source: 'Keycloak: session_code',
    repair: 'Go on with the page that is shown now.',
  },
  login_session_expired: {
    rule: 'A login is finished within its time (login timeout of the realm).',
    source: 'Keycloak: realm setting Login timeout',
    repair: "Sign in again; raise the realm's login timeout if people need longer.",
  },
  invalid_user_credentials: {
    rule: 'User name and password belong together.',
    source: 'RFC 6749 §4.3.2',
    repair: 'Check both, or set a new password for the user.',
  },
  user_disabled: {
    rule: "The user's account is enabled.",
    source: 'Keycloak: user setting Enabled',
    repair: 'Enable the user.',
  },
  user_temporarily_disabled: {
    rule: 'After many wrong passwords in a row a user waits before the next one is looked at.',
    source: 'Keycloak: realm setting Brute force detection',
    repair: 'Wait, or let an administrator forget the failed log-ins (attack detection).',
  },
  user_permanently_disabled: {
    rule: 'After too many wrong passwords an account is disabled until an administrator enables it.',
    source: 'Keycloak: realm setting Brute force detection, permanent lockout',
    repair: 'Enable the user.',
  },
  different_user_authenticated: {
    rule: 'One browser is signed in as one user of a realm at a time.',
    source: 'Keycloak: different user authenticated',
    repair: 'Sign out first, then sign in as the other user.',
  },
  authenticator_unsupported: {
    rule: "Every step of the realm's flow that this user needs is one this version knows.",
    source: 'Keycloak: authentication flow',
    repair: 'Disable the execution, or remove the credential it asks for from the user.',
  },
  required_action_unsupported: {
    rule: 'Every required action of the user is one this version knows.',
    source: 'Keycloak: required actions',
    repair: 'Remove the required action from the user, or disable it in the realm.',
  },
  access_denied: {
    rule: 'The user goes on with the login.',
    source: 'RFC 6749 §4.1.2.1',
    repair: 'Start the login again.',
  },
  resolve_required_actions: {
    rule: 'A user who gets tokens for a password has nothing left to set up.',
    source: 'Keycloak: required actions',
    repair: 'Let the user sign in at the login page once, or remove the required actions and complete the profile.',
  },
} as const satisfies Record<string, Rule>
