/** What Ctrl-K finds beside pages and things: the settings of a realm, by the tab that each stands on. */
import { useTranslation } from 'react-i18next'
import { paths } from '../paths.ts'

/** Keys of `realm-settings`. The tab is found by its own name, too. */
const REALM_TABS = {
  general: ['realm', 'displayName', 'sslRequired', 'issuer', 'discovery'],
  login: [
    'registrationAllowed',
    'resetPasswordAllowed',
    'rememberMe',
    'editUsernameAllowed',
    'registrationEmailAsUsername',
    'loginWithEmailAllowed',
    'duplicateEmailsAllowed',
    'verifyEmail',
  ],
  email: ['sender', 'connection', 'encryption', 'testButton'],
  themes: ['loginTheme', 'accountTheme', 'adminTheme', 'emailTheme'],
  keys: ['providers'],
  sessions: [
    'ssoSessionIdleTimeout',
    'ssoSessionMaxLifespan',
    'clientSessionIdleTimeout',
    'clientSessionMaxLifespan',
    'offlineSessionIdleTimeout',
    'offlineSessionMaxLifespanEnabled',
    'accessCodeLifespanLogin',
    'accessCodeLifespanUserAction',
  ],
  tokens: [
    'accessTokenLifespan',
    'accessTokenLifespanForImplicitFlow',
    'accessCodeLifespan',
    'revokeRefreshToken',
    'actionTokens',
  ],
  'security-defenses': ['bruteForceProtected', 'permanentLockout', 'failureFactor', 'headers'],
  localization: ['internationalizationEnabled', 'supportedLocales', 'defaultLocale', 'realmTexts'],
  'client-policies': [],
  'user-registration': ['defaultRoles', 'defaultGroups'],
} as const
const AUTHENTICATION_TABS = [
  'required-actions',
  'password-policy',
  'otp-policy',
  'webauthn-policy',
  'webauthn-passwordless-policy',
] as const

export interface FoundSetting {
  readonly to: string
  readonly name: string
  /** The tab. */
  readonly place: string
}

/** @returns every setting in the reader's language; none while their names are on the way. */
export function useSettingsIndex(realm: string): readonly FoundSetting[] {
  const { t, ready } = useTranslation(['shell', 'realm-settings', 'authentication'], { useSuspense: false })
  if (!ready) return []
  const tabs = Object.keys(REALM_TABS) as (keyof typeof REALM_TABS)[]
  const ofRealm = tabs.flatMap((tab) => {
    const to = paths.realmSettings(realm, tab)
    const place = t(`realm-settings:tab-${tab}`)
    const settings = REALM_TABS[tab].map((key) => ({ to, name: t(`realm-settings:${key}`), place }))
    return [{ to, name: place, place: t('realm-settings:settings') }, ...settings]
  })
  const ofSigningIn = AUTHENTICATION_TABS.map((tab) => ({
    to: paths.authentication(realm, tab),
    name: t(`authentication:tab-${tab}`),
    place: t('authentication'),
  }))
  return [...ofRealm, ...ofSigningIn]
}
