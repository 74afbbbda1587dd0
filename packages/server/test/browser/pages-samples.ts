import { consentPage } from '../../src/pages/consent-page.ts'
import { errorPage } from '../../src/pages/error-page.ts'
import { explain } from '../../src/pages/explanation.ts'
import { formPostPage } from '../../src/pages/form-post-page.ts'
import { infoPage } from '../../src/pages/info-page.ts'
import { loginPage } from '../../src/pages/login-page.ts'
import { logoutConfirmPage } from '../../src/pages/logout-confirm-page.ts'
import { pageExpiredPage } from '../../src/pages/page-expired-page.ts'
import { updatePasswordPage } from '../../src/pages/update-password-page.ts'
import { updateProfilePage } from '../../src/pages/update-profile-page.ts'
import type { View } from '../../src/pages/view.ts'
import { welcomePage } from '../../src/pages/welcome-page.ts'

const ACTION = 'http://localhost:8080/auth/realms/test/login-actions/authenticate?session_code=x&tab_id=y'
const LONG = `${'Société Générale d’Équipements Électroniques et de Télécommunications '.repeat(3)}${'x'.repeat(45)}`
const NOTHING_TO_BREAK = 'a'.repeat(255)

export const view: View = { realmName: 'Test realm', locale: 'en', base: '' }
const developer: View = { ...view, development: { flow: '7F3K' } }
const locales = [
  { locale: 'de', label: 'Deutsch', url: '?kc_locale=de' },
  { locale: 'en', label: 'English', url: '?kc_locale=en' },
  { locale: 'fr', label: 'Français', url: '?kc_locale=fr' },
]
const arabic: View = {
  ...view,
  realmName: 'متجر المفاتيح',
  locale: 'ar',
  texts: {
    loginAccountTitle: 'تسجيل الدخول',
    continueTo: 'للمتابعة إلى {0}',
    usernameOrEmail: 'اسم المستخدم أو البريد الإلكتروني',
    password: 'كلمة المرور',
    showPassword: 'إظهار',
    doForgotPassword: 'هل نسيتها؟',
    rememberMe: 'تذكرني',
    doLogIn: 'تسجيل الدخول',
    noAccount: 'مستخدم جديد؟',
    doRegister: 'إنشاء حساب',
    invalidUserMessage: 'اسم المستخدم أو كلمة المرور غير صحيحة.',
  },
}
const full = { action: ACTION, rememberMe: false, resetPasswordUrl: '/reset', registrationUrl: '/register' }

/** Every page in every state worth looking at. */
export const samples: Readonly<Record<string, () => string>> = {
  login: () => loginPage({ ...full, clientName: 'My test client' }, { ...view, locales }),
  'login-plain': () => loginPage({ action: ACTION }, view),
  'login-development': () => loginPage({ action: ACTION, clientName: 'My test client' }, developer),
  'login-hint': () => loginPage({ ...full, username: 'alice' }, view),
  'login-wrong': () =>
    loginPage({ ...full, clientName: 'My test client', username: 'alice', fieldError: 'invalidUserMessage' }, view),
  'login-disabled': () =>
    loginPage({ action: ACTION, message: { kind: 'error', text: 'accountDisabledMessage' } }, view),
  'login-expired': () =>
    loginPage({ action: ACTION, message: { kind: 'warning', text: 'expiredActionMessage' } }, view),
  'login-again': () =>
    loginPage(
      {
        action: ACTION,
        clientName: 'My test client',
        fixedUser: { username: 'alice', restartUrl: '/restart' },
        message: { kind: 'info', text: 'reauthenticate' },
      },
      view,
    ),
  'login-again-wrong': () =>
    loginPage(
      { action: ACTION, fixedUser: { username: 'alice', restartUrl: '/restart' }, fieldError: 'invalidUserMessage' },
      view,
    ),
  'login-german': () => loginPage({ ...full, clientName: 'Meine Anwendung' }, { ...view, locale: 'de', locales }),
  'login-french': () => loginPage({ ...full, clientName: 'Mon application' }, { ...view, locale: 'fr', locales }),
  'login-japanese': () =>
    loginPage(
      { ...full, clientName: '勤怠管理システム' },
      {
        ...view,
        realmName: '株式会社かぎや',
        locale: 'ja',
        texts: {
          loginAccountTitle: 'サインイン',
          usernameOrEmail: 'ユーザー名またはメール',
          password: 'パスワード',
          doLogIn: 'サインイン',
          showPassword: '表示',
          continueTo: '{0} に進みます',
          doForgotPassword: 'お忘れですか',
        },
      },
    ),
  'login-arabic': () =>
    loginPage({ ...full, clientName: 'My test client', username: 'alice', fieldError: 'invalidUserMessage' }, arabic),
  'login-long': () =>
    loginPage(
      { ...full, clientName: LONG, username: NOTHING_TO_BREAK, fieldError: 'invalidUserMessage' },
      { ...developer, realmName: NOTHING_TO_BREAK, locales },
    ),
  'login-again-long': () =>
    loginPage(
      { action: ACTION, clientName: NOTHING_TO_BREAK, fixedUser: { username: NOTHING_TO_BREAK, restartUrl: '/r' } },
      { ...view, realmName: LONG },
    ),
  error: () =>
    errorPage({ message: 'cookieNotFoundMessage', applicationUrl: 'http://localhost:1234/', reference: '7F3K' }, view),
  'error-general': () => errorPage({ message: 'accessDeniedMessage' }, view),
  refusal: () =>
    errorPage(
      {
        message: { key: 'invalidParameterMessage', values: ['redirect_uri'] },
        clientName: 'My test client',
        reference: '7F3K',
        explanation: explain({
          kind: 'invalid_redirect_uri',
          came: 'http://localhost:1234/v1/token/',
          expected: ['https://app.example.org/cb', 'http://localhost:1234/v1/token', 'com.example.app:/callback'],
        }),
      },
      developer,
    ),
  'refusal-long': () =>
    errorPage(
      {
        message: { key: 'invalidParameterMessage', values: ['redirect_uri'] },
        clientName: LONG,
        reference: '7F3K',
        applicationUrl: 'http://localhost:1234/',
        explanation: explain({
          kind: 'invalid_redirect_uri',
          came: `https://app.example.org/${'path/'.repeat(60)}?x=\u200b`,
          expected: Array.from({ length: 30 }, (_, i) => `https://app.example.org/${'path/'.repeat(i + 31)}`),
        }),
      },
      developer,
    ),
  'refusal-few': () =>
    errorPage(
      {
        message: 'clientNotFoundMessage',
        reference: '9QXA',
        explanation: explain({ kind: 'client_not_found', came: 'my-tets-client' }),
      },
      developer,
    ),
  info: () => infoPage({ message: 'successLogout', detail: 'successLogoutDetail' }, view),
  'info-link': () =>
    infoPage({ message: 'successLogout', link: { url: 'http://localhost:1234/', text: 'backToApplication' } }, view),
  logout: () => logoutConfirmPage({ action: ACTION, sessionCode: 'x' }, view),
  'logout-stay': () =>
    logoutConfirmPage({ action: ACTION, sessionCode: 'x', applicationUrl: 'http://localhost:1234/' }, view),
  password: () =>
    updatePasswordPage(
      { action: ACTION, username: 'alice', message: { kind: 'warning', text: 'updatePasswordMessage' } },
      view,
    ),
  'password-wrong': () =>
    updatePasswordPage(
      {
        action: ACTION,
        username: 'alice',
        cancellable: true,
        error: { field: 'password-new', text: { key: 'invalidPasswordMinLengthMessage', values: [12] } },
      },
      view,
    ),
  profile: () => updateProfilePage({ action: ACTION, values: { email: 'alice@example.org' } }, view),
  'profile-wrong': () =>
    updateProfilePage(
      {
        action: ACTION,
        values: { username: 'alice', email: 'not-an-email', firstName: '', lastName: 'Liddell' },
        errors: { email: 'invalidEmailMessage', firstName: 'missingFieldMessage' },
        cancellable: true,
      },
      view,
    ),
  consent: () =>
    consentPage(
      {
        action: ACTION,
        code: 'x',
        clientName: 'Photo prints',
        scopes: ['User profile', 'E-mail address', 'Phone number', NOTHING_TO_BREAK],
      },
      view,
    ),
  expired: () => pageExpiredPage({ restartUrl: '/restart', continueUrl: '/continue' }, view),
  welcome: () =>
    welcomePage(
      {
        realms: [
          { name: 'master', url: 'http://localhost:8080/auth/realms/master' },
          { name: 'test', url: 'http://localhost:8080/auth/realms/test' },
        ],
      },
      { ...developer, realmName: 'Latchkey' },
    ),
  'form-post': () =>
    formPostPage(
      {
        action: 'http://localhost:1234/v1/token',
        parameters: [
          ['code', 'x'],
          ['state', 'y'],
        ],
      },
      view,
    ),
}
