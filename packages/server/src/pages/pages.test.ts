/** All pages together: the names that clients hold on to, and what may never be in a page. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { consentPage } from './consent-page.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { errorPage } from './error-page.ts'
import { explain } from './explanation.ts'
import { formPostPage } from './form-post-page.ts'
import { infoPage } from './info-page.ts'
import { loginPage } from './login-page.ts'
import { logoutConfirmPage } from './logout-confirm-page.ts'
import { pageExpiredPage } from './page-expired-page.ts'
import { updatePasswordPage } from './update-password-page.ts'
import { updateProfilePage } from './update-profile-page.ts'
import type { View } from './view.ts'
import { welcomePage } from './welcome-page.ts'

const view: View = { realmName: 'Test realm', locale: 'en', base: '/auth' }
const action = 'http://localhost:8080/auth/realms/test/login-actions/authenticate?session_code=a&tab_id=b'

/** `type name id value` of each field, as Keycloak's recorded pages list them. */
function fieldsOf(page: string): readonly string[] {
  return [...page.matchAll(/<(?:input|button)\b[^>]*>/g)].map(([tag]) =>
    ['type', 'name', 'id', 'value'].map((name) => attribute(tag, name) ?? '-').join(' '),
  )
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]
}

function pageIdOf(page: string): string | undefined {
  return attribute(/<body[^>]*>/.exec(page)?.[0] ?? '', 'data-page-id')
}

describe('login page', () => {
  it("has Keycloak's form: ids, names, hidden fields", () => {
    const page = loginPage({ action }, view)
    assert.equal(pageIdOf(page), 'login-login')
    assert.match(
      page,
      /<form id="kc-form-login" action="http:\/\/localhost:8080[^"]*\?session_code=a&amp;tab_id=b" method="post"/,
    )
    assert.deepEqual(fieldsOf(page), [
      'text username username ',
      'password password password ',
      'button - password-show-password -',
      'hidden credentialId id-hidden-input -',
      'submit login kc-login -',
    ])
    assert.match(page, /id="username"[^>]* autocomplete="username"[^>]* autofocus/)
    assert.match(page, /id="password"[^>]* autocomplete="current-password"/)
  })

  it('offers only what the realm offers', () => {
    const plain = loginPage({ action }, view)
    assert.doesNotMatch(plain, /rememberMe|kc-registration|<a /)
    const full = loginPage(
      { action, rememberMe: true, resetPasswordUrl: '/reset?a=1', registrationUrl: '/register' },
      view,
    )
    assert.ok(fieldsOf(full).includes('checkbox rememberMe rememberMe -'))
    assert.match(full, /name="rememberMe" checked>/)
    assert.match(full, /href="\/reset\?a=1"/)
    assert.match(full, /href="\/register"/)
  })

  it('asks for the password where the name is known', () => {
    const page = loginPage({ action, username: 'alice' }, view)
    assert.match(page, /id="username"[^>]* value="alice"/)
    assert.doesNotMatch(page, /id="username"[^>]* autofocus/)
    assert.match(page, /id="password"[^>]* autofocus/)
  })

  it('never fills in a password', () => {
    assert.match(
      loginPage({ action, username: 'alice', fieldError: 'invalidUserMessage' }, view),
      /id="password"[^>]* value=""/,
    )
  })

  it('tells an error at the field, to those who see it and those who hear it', () => {
    const page = loginPage({ action, username: 'alice', fieldError: 'invalidUserMessage' }, view)
    assert.match(page, /id="username"[^>]* aria-invalid="true" aria-describedby="input-error-username"/)
    assert.match(page, /id="input-error-username"[^>]*><span id="input-error"[^>]*>Invalid username or password\.</)
    assert.doesNotMatch(page, /id="password"[^>]* aria-invalid/)
  })

  it('lets a fixed user only prove himself or begin again', () => {
    const page = loginPage(
      { action, fixedUser: { username: 'alice', restartUrl: '/restart?x=1&y=2' }, fieldError: 'invalidUserMessage' },
      view,
    )
    assert.deepEqual(
      fieldsOf(page).map((field) => field.split(' ')[2]),
      ['password', 'password-show-password', 'id-hidden-input', 'kc-login'],
    )
    assert.match(page, /id="kc-attempted-username"[^>]*>alice</)
    assert.match(page, /<a id="reset-login" href="\/restart\?x=1&amp;y=2">Restart login</)
    assert.match(page, /id="password"[^>]* aria-describedby="input-error-password"/)
  })

  it('names the identifier that the realm takes', () => {
    assert.match(loginPage({ action, identifier: 'email' }, view), /for="username">E-mail</)
    assert.match(loginPage({ action, identifier: 'username' }, view), /for="username">Username</)
  })
})

describe('the other forms', () => {
  it('update password', () => {
    const page = updatePasswordPage(
      {
        action,
        username: 'alice',
        cancellable: true,
        error: { field: 'password-confirm', text: 'notMatchPasswordMessage' },
      },
      view,
    )
    assert.equal(pageIdOf(page), 'login-login-update-password')
    assert.match(page, /<form id="kc-passwd-update-form"/)
    assert.deepEqual(fieldsOf(page).slice(1), [
      'password password-new password-new ',
      'button - password-new-show-password -',
      'password password-confirm password-confirm ',
      'button - password-confirm-show-password -',
      'checkbox logout-sessions logout-sessions -',
      'submit login kc-submit -',
      'submit cancel-aia kc-cancel true',
    ])
    assert.match(page, /id="password-confirm"[^>]* autofocus aria-invalid="true"/)
    assert.doesNotMatch(updatePasswordPage({ action, username: 'alice' }, view), /cancel-aia/)
  })

  it('update profile', () => {
    const page = updateProfilePage(
      { action, values: { email: 'a@b.c' }, errors: { lastName: 'missingFieldMessage' } },
      view,
    )
    assert.equal(pageIdOf(page), 'login-login-update-profile')
    assert.match(page, /<form id="kc-update-profile-form"/)
    assert.deepEqual(fieldsOf(page), [
      'email email email a@b.c',
      'text firstName firstName ',
      'text lastName lastName ',
      'submit - - Save and continue',
    ])
    assert.match(page, /id="input-error-lastName"/)
    const editable = updateProfilePage({ action, values: { username: 'alice' } }, view)
    assert.equal(fieldsOf(editable)[0], 'text username username alice')
  })

  it('consent', () => {
    const page = consentPage({ action, code: 'secret-ish', clientName: 'Prints', scopes: ['Profile'] }, view)
    assert.equal(pageIdOf(page), 'login-login-oauth-grant')
    assert.deepEqual(fieldsOf(page), [
      'hidden code - secret-ish',
      'submit accept kc-login -',
      'submit cancel kc-cancel -',
    ])
  })

  it('sign-out', () => {
    const page = logoutConfirmPage({ action, sessionCode: 'abc' }, view)
    assert.equal(pageIdOf(page), 'login-logout-confirm')
    assert.deepEqual(fieldsOf(page), ['hidden session_code - abc', 'submit confirmLogout kc-logout Sign out'])
  })

  it('form_post carries the parameters in their order and nothing of its own', () => {
    const page = formPostPage(
      {
        action: 'http://localhost:1234/cb?a=1&b=2',
        parameters: [
          ['code', 'c'],
          ['state', '"><x'],
        ],
      },
      view,
    )
    assert.match(page, /<form id="form-post" action="http:\/\/localhost:1234\/cb\?a=1&amp;b=2" method="post">/)
    assert.deepEqual(fieldsOf(page), ['hidden code - c', 'hidden state - &quot;&gt;&lt;x', 'submit - - -'])
    assert.match(page, /form-post\.js/)
  })

  it('page expired', () => {
    const page = pageExpiredPage({ restartUrl: '/restart?a=1', continueUrl: '/continue' }, view)
    assert.equal(pageIdOf(page), 'login-login-page-expired')
    assert.match(page, /id="loginRestartLink" href="\/restart\?a=1"/)
    assert.match(page, /id="loginContinueLink" href="\/continue"/)
  })
})

describe('error page', () => {
  const reason = {
    kind: 'invalid_redirect_uri',
    came: 'http://a/cb/',
    expected: ['http://b/x', 'http://a/cb'],
  } as const
  const refusal = {
    message: { key: 'invalidParameterMessage', values: ['redirect_uri'] },
    clientName: 'App',
    reference: '7F3K',
    explanation: explain(reason),
  } as const

  it("keeps Keycloak's sentence beside the person's, with a reference", () => {
    const page = errorPage(refusal, view)
    assert.equal(pageIdOf(page), 'login-error')
    assert.match(page, /id="kc-error-message"><p class="instruction">Invalid parameter: redirect_uri</)
    assert.match(page, /<bdi>App<\/bdi>” asked us to return you/)
    assert.match(page, /<code id="latchkey-reference">7F3K</)
  })

  it('tells nobody but developers why', () => {
    const page = errorPage(refusal, view)
    for (const secret of ['invalid_redirect_uri', 'http://a/cb', 'RFC 6749', 'Add the URI'])
      assert.ok(!page.includes(secret), secret)
  })

  it('marks the first differing character for developers, in what came and in the closest expected value', () => {
    const page = errorPage(refusal, { ...view, development: { flow: '7F3K' } })
    assert.match(page, /http:\/\/a\/cb<mark title="U\+002F">\/<\/mark><\/code>/)
    assert.match(page, /http:\/\/a\/cb<mark class="end">ends here<\/mark><\/code><code class="value">http:\/\/b\/x</)
    assert.match(page, /A slash too many/)
    assert.match(page, /<code id="latchkey-reason">invalid_redirect_uri</)
    assert.match(page, /Development mode.*7F3K/)
  })

  it('shows what cannot be seen, and cuts what is too long', () => {
    const development = { ...view, development: {} }
    const invisible = errorPage(
      {
        message: 'accessDeniedMessage',
        explanation: explain({ kind: 'client_not_found', came: 'a\u200bb', expected: 'ab' }),
      },
      development,
    )
    assert.match(invisible, /a<mark title="U\+200B">U\+200B<\/mark>b/)
    const expected = Array.from({ length: 50 }, (_, i) => `${'y'.repeat(3_000)}${i}`)
    const long = errorPage(
      {
        message: 'accessDeniedMessage',
        explanation: explain({ kind: 'client_not_found', came: 'x'.repeat(90_000), expected }),
      },
      development,
    )
    assert.ok(long.length < 8_000, String(long.length))
    assert.match(long, /and 45 more/)
  })

  it('says so when nothing is registered', () => {
    const page = errorPage(
      {
        message: 'accessDeniedMessage',
        explanation: explain({ kind: 'invalid_redirect_uri', came: 'http://a', expected: [] }),
      },
      { ...view, development: {} },
    )
    assert.match(page, /Nothing is registered/)
  })
})

describe('what may never be in a page', () => {
  const hostile = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&{{7*7}}\u2028`
  const everywhere: View = {
    realmName: hostile,
    locale: hostile,
    base: '/auth',
    texts: { doLogIn: hostile, loginAccountTitle: hostile, errorTitle: hostile },
    locales: [hostile, 'en'].map((locale) => ({ locale, label: hostile, url: `?kc_locale=${hostile}` })),
    development: { flow: hostile, flowUrl: `/flows/${hostile}` },
  }
  const message = { key: 'invalidParameterMessage', values: [hostile] } as const
  const notice = { kind: 'error', text: message } as const
  const pages: Readonly<Record<string, string>> = {
    login: loginPage(
      {
        action: hostile,
        clientName: hostile,
        username: hostile,
        fieldError: message,
        message: notice,
        resetPasswordUrl: hostile,
        registrationUrl: hostile,
        rememberMe: true,
      },
      everywhere,
    ),
    'login again': loginPage(
      { action: hostile, fixedUser: { username: hostile, restartUrl: hostile }, fieldError: message },
      everywhere,
    ),
    error: errorPage(
      {
        message,
        clientName: hostile,
        reference: hostile,
        applicationUrl: `https://a/${hostile}`,
        explanation: {
          ...explain({ kind: 'client_not_found', came: hostile, expected: [`${hostile}x`, hostile.slice(3)] }),
          rule: hostile,
          source: hostile,
          repair: hostile,
        },
      },
      everywhere,
    ),
    info: infoPage({ message, detail: message, link: { url: `https://a/${hostile}`, text: message } }, everywhere),
    logout: logoutConfirmPage(
      { action: hostile, sessionCode: hostile, applicationUrl: `https://a/${hostile}` },
      everywhere,
    ),
    password: updatePasswordPage(
      { action: hostile, username: hostile, message: notice, error: { field: 'password-new', text: message } },
      everywhere,
    ),
    profile: updateProfilePage(
      {
        action: hostile,
        values: { username: hostile, email: hostile, firstName: hostile, lastName: hostile },
        errors: { email: message },
      },
      everywhere,
    ),
    consent: consentPage({ action: hostile, code: hostile, clientName: hostile, scopes: [hostile] }, everywhere),
    expired: pageExpiredPage({ restartUrl: hostile, continueUrl: hostile }, everywhere),
    'form post': formPostPage({ action: hostile, parameters: [[hostile, hostile]] }, everywhere),
    welcome: welcomePage({ realms: [{ name: hostile, url: hostile }] }, everywhere),
  }
  for (const [name, page] of Object.entries(pages)) {
    it(`${name}: no markup from any name, text or URL (attack case 62)`, () => {
      assert.ok(page.includes('&lt;script&gt;'))
      assert.equal(page.match(/<script\b/g)?.length, 1)
      assert.match(page, /<script src="\/auth\/resources\/[\w-]+\/[\w-]+\.js" defer><\/script>/)
      const bare = page.replace(/"[^"]*"/g, '""') // a quote from outside is escaped, so these are the values
      assert.doesNotMatch(bare, /<img src=x|<[^>]*\son\w+=|<style|\sstyle=/)
    })
  }

  for (const url of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' data:text/html,x',
    'vbscript:x',
    '//evil.example',
    '/relative',
  ]) {
    it(`no way back to ${url} (attack cases 5 and 7)`, () => {
      const link = { url, text: 'backToApplication' } as const
      assert.doesNotMatch(errorPage({ message: 'errorTitle', applicationUrl: url }, view), /backToApplication/)
      assert.doesNotMatch(infoPage({ message: 'successLogout', link }, view), /id="backToApplication"/)
      assert.doesNotMatch(
        logoutConfirmPage({ action, sessionCode: 'x', applicationUrl: url }, view),
        /backToApplication/,
      )
    })
  }

  it('no form leads to script, whoever registered the address', () => {
    assert.match(formPostPage({ action: 'javascript:alert(1)', parameters: [] }, view), /action="#"/)
  })

  it("an application's own scheme is a way back", () => {
    assert.match(
      errorPage({ message: 'errorTitle', applicationUrl: 'com.example.app:/home' }, view),
      /href="com\.example\.app:\/home"/,
    )
  })
})

describe('language and direction', () => {
  it('says in which language and direction the page is', () => {
    assert.match(loginPage({ action }, { ...view, locale: 'de' }), /<html lang="de" dir="ltr">/)
    assert.match(loginPage({ action }, { ...view, locale: 'ar', texts: {} }), /<html lang="ar" dir="rtl">/)
    assert.match(loginPage({ action }, { ...view, locale: 'he-IL', texts: {} }), /dir="rtl"/)
    assert.match(loginPage({ action }, { ...view, dir: 'rtl' }), /dir="rtl"/)
  })

  it('offers other languages only when there are some', () => {
    assert.doesNotMatch(loginPage({ action }, view), /kc-locale/)
    const locales = ['en', 'fr'].map((locale) => ({ locale, label: locale, url: `?kc_locale=${locale}` }))
    assert.match(loginPage({ action }, { ...view, locales }), /hreflang="fr"/)
  })
})

describe('content security policy', () => {
  it('allows nothing inline, and does not stand in the way of the redirect after a form', () => {
    assert.match(contentSecurityPolicy, /default-src 'none'/)
    assert.doesNotMatch(contentSecurityPolicy, /unsafe|form-action|\*/)
  })
})
