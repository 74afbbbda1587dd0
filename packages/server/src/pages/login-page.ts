import { pageDocument } from './document.ts'
import { type Html, html } from './html.ts'
import { type Message, messages } from './messages.ts'
import { checkbox, type Notice, noticeBox, passwordField, textField } from './parts.ts'
import type { View } from './view.ts'

export interface LoginPage {
  /** Absolute URL that the form is sent to. */
  readonly action: string
  /** What the person signs in to; absent, it is not named. */
  readonly clientName?: string | undefined
  /** How people are known here; both, unless said. */
  readonly identifier?: 'username' | 'usernameOrEmail' | 'email' | undefined
  /** As typed before, or what the client expects (`login_hint`). */
  readonly username?: string | undefined
  /** Set when this very user must prove himself again: the name is shown and can't be changed. */
  readonly fixedUser?: { readonly username: string; readonly restartUrl: string } | undefined
  /** Whether the box is ticked; absent where the realm doesn't offer it. */
  readonly rememberMe?: boolean | undefined
  /** Says of user name and password together that they don't belong to each other. */
  readonly fieldError?: Message | undefined
  readonly message?: Notice | undefined
  readonly resetPasswordUrl?: string | undefined
  readonly registrationUrl?: string | undefined
}

/** User name and password, with Keycloak's ids and names. */
export function loginPage(page: LoginPage, view: View): string {
  const t = messages(view.locale, view.texts)
  const { clientName, fixedUser } = page
  return pageDocument(view, {
    pageId: 'login-login',
    title: t.text({ key: 'loginTitle', values: [view.realmName] }),
    heading: t.text(fixedUser ? 'reauthenticateTitle' : 'loginAccountTitle'),
    lead: clientName === undefined ? undefined : t.rich('continueTo', html`<strong dir="auto">${clientName}</strong>`),
    body: html`${noticeBox(view, page.message)}${fixedUser && attemptedUser(view, fixedUser)}
${form(page, view)}
${page.registrationUrl && html`<p class="aside" id="kc-registration">${t.text('noAccount')} <a href="${page.registrationUrl}">${t.text('doRegister')}</a></p>`}`,
  })
}

function form(page: LoginPage, view: View): Html {
  const t = messages(view.locale, view.texts)
  const error = page.fieldError && t.text(page.fieldError)
  const known = page.fixedUser !== undefined || (page.username ?? '') !== ''
  const username = textField({
    name: 'username',
    label: t.text(page.identifier ?? 'usernameOrEmail'),
    value: page.username ?? '',
    autocomplete: 'username',
    autofocus: !known, // where the name stands already, the password is what is missing
    error,
  })
  const reset = page.resetPasswordUrl
  const password = passwordField(view, {
    name: 'password',
    label: t.text('password'),
    autocomplete: 'current-password',
    autofocus: known,
    error: page.fixedUser && error,
    aside: reset ? html`<a href="${reset}">${t.text('doForgotPassword')}</a>` : undefined,
  })
  return html`<form id="kc-form-login" action="${page.action}" method="post" novalidate data-once>
${page.fixedUser ? undefined : username}
${password}
${page.rememberMe === undefined ? undefined : checkbox('rememberMe', t.text('rememberMe'), page.rememberMe)}
<input type="hidden" id="id-hidden-input" name="credentialId">
<button class="button" type="submit" name="login" id="kc-login">${t.text('doLogIn')}</button>
</form>`
}

function attemptedUser(view: View, user: NonNullable<LoginPage['fixedUser']>): Html {
  const t = messages(view.locale, view.texts)
  return html`<div class="person" id="kc-username"><span class="person-name"><span class="small muted">${t.text('signedInAs')}</span><strong id="kc-attempted-username" dir="auto">${user.username}</strong></span><a id="reset-login" href="${user.restartUrl}">${t.text('restartLoginTooltip')}</a></div>`
}
