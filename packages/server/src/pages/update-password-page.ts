import { pageDocument } from './document.ts'
import { html } from './html.ts'
import { type Message, messages } from './messages.ts'
import { checkbox, type Notice, noticeBox, passwordField } from './parts.ts'
import type { View } from './view.ts'

export interface UpdatePasswordPage {
  readonly action: string
  /** Whose password: password managers store it under this name. */
  readonly username: string
  readonly message?: Notice | undefined
  readonly error?: { readonly field: 'password-new' | 'password-confirm'; readonly text: Message } | undefined
  /** The application asked for this step, so the person may leave it. */
  readonly cancellable?: boolean | undefined
}

export function updatePasswordPage(page: UpdatePasswordPage, view: View): string {
  const t = messages(view.locale, view.texts)
  const field = (name: 'password-new' | 'password-confirm', label: 'passwordNew' | 'passwordConfirm') =>
    passwordField(view, {
      name,
      label: t.text(label),
      autocomplete: 'new-password',
      autofocus: name === (page.error?.field ?? 'password-new'),
      error: page.error?.field === name ? t.text(page.error.text) : undefined,
    })
  // The name's field is for password managers: hidden from people, and without a name, so that it is not sent.
  return pageDocument(view, {
    pageId: 'login-login-update-password',
    title: `${t.text('updatePasswordTitle')} · ${view.realmName}`,
    heading: t.text('updatePasswordTitle'),
    body: html`${noticeBox(view, page.message)}
<form id="kc-passwd-update-form" action="${page.action}" method="post" novalidate data-once>
<input class="unseen" type="text" value="${page.username}" autocomplete="username" readonly tabindex="-1" aria-hidden="true">
${field('password-new', 'passwordNew')}
${field('password-confirm', 'passwordConfirm')}
${checkbox('logout-sessions', t.text('logoutOtherSessions'), false)}
<button class="button" type="submit" name="login" id="kc-submit">${t.text('doSubmit')}</button>
${page.cancellable && html`<button class="button quiet" type="submit" name="cancel-aia" value="true" id="kc-cancel" formnovalidate>${t.text('doCancel')}</button>`}
</form>`,
  })
}
