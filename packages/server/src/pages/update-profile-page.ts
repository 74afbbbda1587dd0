import { pageDocument } from './document.ts'
import { html } from './html.ts'
import { type Message, type MessageKey, messages } from './messages.ts'
import { type Notice, noticeBox, textField } from './parts.ts'
import type { View } from './view.ts'

export type ProfileFieldName = 'username' | 'email' | 'firstName' | 'lastName'

export interface UpdateProfilePage {
  readonly action: string
  /** What stands in the fields; `username` only where it may be changed. */
  readonly values: Readonly<Partial<Record<ProfileFieldName, string>>>
  readonly errors?: Readonly<Partial<Record<ProfileFieldName, Message>>> | undefined
  readonly message?: Notice | undefined
  readonly cancellable?: boolean | undefined
}

const FIELDS: readonly { name: ProfileFieldName; label: MessageKey; autocomplete: string; type?: 'email' }[] = [
  { name: 'username', label: 'username', autocomplete: 'username' },
  { name: 'email', label: 'email', autocomplete: 'email', type: 'email' },
  { name: 'firstName', label: 'firstName', autocomplete: 'given-name' },
  { name: 'lastName', label: 'lastName', autocomplete: 'family-name' },
]

/** E-mail and names: changed because they are wrong, or completed because they are missing. */
export function updateProfilePage(page: UpdateProfilePage, view: View): string {
  const t = messages(view.locale, view.texts)
  const shown = FIELDS.filter(({ name }) => name !== 'username' || page.values.username !== undefined)
  const focused =
    shown.find(({ name }) => page.errors?.[name] !== undefined) ??
    shown.find(({ name }) => (page.values[name] ?? '') === '') ??
    shown[0]
  const fields = shown.map(({ label, ...field }) => {
    const error = page.errors?.[field.name]
    return textField({
      ...field,
      label: t.text(label),
      value: page.values[field.name] ?? '',
      required: true,
      autofocus: field.name === focused?.name,
      error: error && t.text(error),
    })
  })
  return pageDocument(view, {
    pageId: 'login-login-update-profile',
    title: `${t.text('loginProfileTitle')} · ${view.realmName}`,
    heading: t.text('loginProfileTitle'),
    lead: html`${t.text('updateProfileMessage')}`,
    body: html`${noticeBox(view, page.message)}
<form id="kc-update-profile-form" action="${page.action}" method="post" novalidate data-once>
${fields}
<input class="button" type="submit" value="${t.text('doSubmit')}">
${page.cancellable && html`<button class="button quiet" type="submit" name="cancel-aia" value="true" id="kc-cancel" formnovalidate>${t.text('doCancel')}</button>`}
</form>`,
  })
}
