import { pageDocument } from './document.ts'
import { html } from './html.ts'
import { type Message, messages } from './messages.ts'
import { safeLink } from './safe-url.ts'
import type { View } from './view.ts'

export interface InfoPage {
  /** What has happened: the heading. */
  readonly message: Message
  /** What it means, or what to do. */
  readonly detail?: Message | undefined
  /** Where to go on. Anything but an absolute URL with a harmless scheme is not shown. */
  readonly link?: { readonly url: string; readonly text: Message } | undefined
}

/** Something is done, such as signing out; perhaps there is a way on. */
export function infoPage(page: InfoPage, view: View): string {
  const t = messages(view.locale, view.texts)
  const url = safeLink(page.link?.url)
  const text = t.text(page.message)
  return pageDocument(view, {
    pageId: 'login-info',
    title: `${text} · ${view.realmName}`,
    heading: html`<span class="instruction">${text}</span>`,
    lead: page.detail && html`${t.text(page.detail)}`,
    body: html`<div id="kc-info-message">${page.link && url && html`<a class="button" id="backToApplication" href="${url}">${t.text(page.link.text)}</a>`}</div>`,
  })
}
