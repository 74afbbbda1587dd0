import { pageDocument } from './document.ts'
import { html } from './html.ts'
import { messages } from './messages.ts'
import { hiddenField } from './parts.ts'
import type { View } from './view.ts'

export interface ConsentPage {
  readonly action: string
  readonly code: string
  readonly clientName: string
  /** What each scope is called for a person, in the reader's language. */
  readonly scopes: readonly string[]
}

/** What a client asks for, to be allowed or not. No is as easy to reach as yes. */
export function consentPage(page: ConsentPage, view: View): string {
  const t = messages(view.locale, view.texts)
  const scopes = page.scopes.map((scope) => html`<li dir="auto">${scope}</li>`)
  return pageDocument(view, {
    pageId: 'login-login-oauth-grant',
    title: `${t.text({ key: 'oauthGrantTitle', values: [page.clientName] })} · ${view.realmName}`,
    heading: t.rich('oauthGrantTitle', html`<bdi>${page.clientName}</bdi>`),
    lead: html`${t.text(scopes.length > 0 ? 'oauthGrantRequest' : 'oauthGrantNothing')}`,
    body: html`<div id="kc-oauth">
${scopes.length > 0 && html`<ul class="scopes">${scopes}</ul>`}
<form action="${page.action}" method="post">
${hiddenField('code', page.code)}
<button class="button" type="submit" name="accept" id="kc-login">${t.text('doYes')}</button>
<button class="button quiet" type="submit" name="cancel" id="kc-cancel">${t.text('doNo')}</button>
</form>
</div>`,
  })
}
