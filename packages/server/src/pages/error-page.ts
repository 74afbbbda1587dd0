import { pageDocument } from './document.ts'
import { type Explanation, explanationCard } from './explanation.ts'
import { html } from './html.ts'
import { type Message, type MessageKey, messages } from './messages.ts'
import { safeLink } from './safe-url.ts'
import type { View } from './view.ts'

export interface ErrorPage {
  /** What is wrong, by Keycloak's key: people search for these sentences. */
  readonly message: Message
  readonly clientName?: string | undefined
  /** Leads back; anything but an absolute URL with a harmless scheme is not shown. */
  readonly applicationUrl?: string | undefined
  /** Short; found again in the log. */
  readonly reference?: string | undefined
  /** For developers; shown in development mode only. */
  readonly explanation?: Explanation | undefined
}

/** A refusal has two readings: a person gets a sentence and a way on, a developer the rule and its repair. */
export function errorPage(page: ErrorPage, view: View): string {
  const t = messages(view.locale, view.texts)
  const help = helpFor(page.message)
  const title = t.text(help.title)
  const named = help.named !== undefined && page.clientName !== undefined
  const url = safeLink(page.applicationUrl)
  return pageDocument(view, {
    pageId: 'login-error',
    title: `${title} · ${view.realmName}`,
    heading: title,
    lead: named ? t.rich(help.named, html`<bdi>${page.clientName}</bdi>`) : html`${t.text(help.help)}`,
    body: html`${url && html`<a class="button" id="backToApplication" href="${url}">${t.text('backToApplication')}</a>`}
<div class="facts small muted" id="kc-error-message"><p class="instruction">${t.text(page.message)}</p>${
      page.reference &&
      html`<p class="reference">${t.rich('reference', html`<code id="latchkey-reference">${page.reference}</code>`)}</p>`
    }</div>`,
    // asked twice, here and where the data is made: what explains a refusal also tells how the realm is set up
    after: view.development && page.explanation ? explanationCard(page.explanation) : undefined,
    wide: view.development !== undefined && page.explanation !== undefined,
  })
}

interface Help {
  readonly title: MessageKey
  readonly help: MessageKey
  readonly named?: MessageKey
}

const GENERAL: Help = { title: 'errorTitle', help: 'errorHelp' }
const BROKEN_REQUEST: Help = { title: 'brokenRequestTitle', help: 'brokenRequestHelp' }
const REDIRECT: Help = { title: 'redirectTitle', help: 'redirectHelp', named: 'redirectHelpNamed' }
const NOT_FOUND: Help = { title: 'pageNotFoundTitle', help: 'pageNotFoundHelp' }

const HELP: { readonly [key in MessageKey]?: Help } = {
  invalidParameterMessage: BROKEN_REQUEST,
  missingParameterMessage: BROKEN_REQUEST,
  invalidRequestMessage: BROKEN_REQUEST,
  standardFlowDisabledMessage: BROKEN_REQUEST,
  invalidRedirectUriMessage: REDIRECT,
  clientNotFoundMessage: { title: 'clientNotFoundTitle', help: 'clientNotFoundHelp' },
  clientDisabledMessage: { title: 'clientDisabledTitle', help: 'clientDisabledHelp' },
  bearerOnlyMessage: { title: 'bearerOnlyTitle', help: 'bearerOnlyHelp' },
  registrationNotAllowedMessage: { title: 'registrationNotAllowedTitle', help: 'registrationNotAllowedHelp' },
  cookieNotFoundMessage: { title: 'cookieNotFoundTitle', help: 'cookieNotFoundHelp' },
  loginSessionEndedMessage: { title: 'loginSessionEndedTitle', help: 'loginSessionEndedHelp' },
  differentUserAuthenticated: { title: 'differentUserTitle', help: 'differentUserHelp' },
  realmNotFoundMessage: NOT_FOUND,
  pageNotFoundMessage: NOT_FOUND,
  hostNotAllowedMessage: NOT_FOUND,
  realmDisabledMessage: { title: 'realmDisabledTitle', help: 'realmDisabledHelp' },
  busyMessage: { title: 'busyTitle', help: 'busyHelp' },
  unexpectedErrorHandlingRequestMessage: { title: 'unexpectedErrorTitle', help: 'unexpectedErrorHelp' },
}

function helpFor(message: Message): Help {
  if (typeof message === 'string') return HELP[message] ?? GENERAL
  const aboutRedirect = message.key === 'invalidParameterMessage' && message.values[0] === 'redirect_uri'
  return aboutRedirect ? REDIRECT : (HELP[message.key] ?? GENERAL)
}
