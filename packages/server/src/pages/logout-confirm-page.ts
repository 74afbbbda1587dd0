import { pageDocument } from './document.ts'
import { html } from './html.ts'
import { messages } from './messages.ts'
import { hiddenField } from './parts.ts'
import { safeLink } from './safe-url.ts'
import type { View } from './view.ts'

export interface LogoutConfirmPage {
  readonly action: string
  readonly sessionCode: string
  /** Back to where the person came from, if it is known. */
  readonly applicationUrl?: string | undefined
}

/** Asks before signing out, since a link alone could come from anybody (OpenID Connect RP-Initiated Logout §6). */
export function logoutConfirmPage(page: LogoutConfirmPage, view: View): string {
  const t = messages(view.locale, view.texts)
  const url = safeLink(page.applicationUrl)
  return pageDocument(view, {
    pageId: 'login-logout-confirm',
    title: `${t.text('logoutConfirmTitle')} · ${view.realmName}`,
    heading: t.text('logoutConfirmTitle'),
    lead: html`${t.text('logoutConfirmHeader')}`,
    body: html`<div id="kc-logout-confirm">
<form action="${page.action}" method="post" data-once>
${hiddenField('session_code', page.sessionCode)}
<input class="button" type="submit" name="confirmLogout" id="kc-logout" value="${t.text('doLogout')}">
</form>
<div id="kc-info-message">${url && html`<a class="button quiet" id="backToApplication" href="${url}">${t.text('stayIn')}</a>`}</div>
</div>`,
  })
}
