import { pageDocument } from './document.ts'
import { html } from './html.ts'
import { messages } from './messages.ts'
import type { View } from './view.ts'

export interface WelcomePage {
  readonly realms: readonly { readonly name: string; readonly url: string }[]
}

/** What stands at the root in development: the way to each realm's discovery document. */
export function welcomePage(page: WelcomePage, view: View): string {
  const t = messages(view.locale, view.texts)
  const realms = page.realms.map(
    ({ name, url }) =>
      html`<li><a href="${url}/.well-known/openid-configuration"><bdi>${name}</bdi></a><code class="small muted" dir="ltr">${url}</code></li>`,
  )
  return pageDocument(view, {
    title: t.text('welcomeTitle'),
    heading: t.text('welcomeTitle'),
    lead: html`${t.text('welcomeMessage')}`,
    wide: true,
    body: html`<ul class="realms">${realms}</ul>`,
  })
}
