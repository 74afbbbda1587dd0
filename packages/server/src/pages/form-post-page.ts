import { pageDocument } from './document.ts'
import { html } from './html.ts'
import { messages } from './messages.ts'
import { hiddenField } from './parts.ts'
import type { View } from './view.ts'

export interface FormPostPage {
  /** The client's redirect URI, already matched against the registered ones. */
  readonly action: string
  /** The answer's parameters in the order in which they are sent. */
  readonly parameters: readonly (readonly [name: string, value: string])[]
}

/**
 * Carries an authorization response to the client in a form. The script sends it at once; without script the button
 * does. The button has no name: the client gets the answer's parameters and nothing else.
 *
 * @see OAuth 2.0 Form Post Response Mode
 */
export function formPostPage(page: FormPostPage, view: View): string {
  const t = messages(view.locale, view.texts)
  return pageDocument(view, {
    title: t.text('formPostTitle'),
    heading: t.text('formPostTitle'),
    lead: html`${t.text('formPostMessage')}`,
    body: html`<form id="form-post" action="${page.action}" method="post">
${page.parameters.map(([name, value]) => hiddenField(name, value))}
<button class="button" type="submit">${t.text('proceedWithAction')}</button>
</form>`,
    script: 'form-post.js',
  })
}
