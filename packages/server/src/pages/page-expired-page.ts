import { pageDocument } from './document.ts'
import { html } from './html.ts'
import { messages } from './messages.ts'
import type { View } from './view.ts'

export interface PageExpiredPage {
  readonly restartUrl: string
  readonly continueUrl: string
}

/** Back, reload or a second tab: the form that was sent is not the newest one. */
export function pageExpiredPage(page: PageExpiredPage, view: View): string {
  const t = messages(view.locale, view.texts)
  return pageDocument(view, {
    pageId: 'login-login-page-expired',
    title: `${t.text('pageExpiredTitle')} · ${view.realmName}`,
    heading: t.text('pageExpiredTitle'),
    lead: html`<span id="instruction1" class="instruction">${t.text('pageExpiredMessage')}</span>`,
    body: html`<div class="choices"><a class="button" id="loginContinueLink" href="${page.continueUrl}">${t.text('doContinueLogin')}</a>
<a class="button quiet" id="loginRestartLink" href="${page.restartUrl}">${t.text('doRestartLogin')}</a></div>`,
  })
}
