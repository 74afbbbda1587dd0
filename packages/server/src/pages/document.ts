import { type Html, html } from './html.ts'
import { messages } from './messages.ts'
import { resourcePath } from './resources.ts'
import { directionOf, type LocaleChoice, type View } from './view.ts'

export interface PageParts {
  /** Keycloak's name of the page, which themes, tests and password managers look for. */
  readonly pageId?: string
  readonly title: string
  readonly heading: string | Html
  /** Stands under the heading. */
  readonly lead?: Html | undefined
  readonly body: Html
  /** Stands below the card. */
  readonly after?: Html | undefined
  /** A page that explains is wider than one that asks. */
  readonly wide?: boolean
  readonly script?: 'pages.js' | 'form-post.js'
}

/** A whole page: one card that says first whose it is, then what it is about. */
export function pageDocument(view: View, page: PageParts): string {
  const { base } = view
  const script = base + resourcePath(page.script ?? 'pages.js')
  return html`<!doctype html>
<html lang="${messages(view.locale, view.texts).locale}" dir="${directionOf(view)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${page.title}</title>
<link rel="icon" type="image/svg+xml" href="${base + resourcePath('mark.svg')}">
<link rel="stylesheet" href="${base + resourcePath('pages.css')}">
<script src="${script}" defer></script>
</head>
<body${page.pageId === undefined ? undefined : html` data-page-id="${page.pageId}"`}>
<main class="stage">
<div class="${page.wide === true ? 'column wide' : 'column'}">
<section class="card sheet" aria-labelledby="kc-page-title">
<div class="who" id="kc-header"><img src="${base + resourcePath('mark.svg')}" alt="" width="28" height="28"><span id="kc-header-wrapper" dir="auto">${view.realmName}</span></div>
<div class="head"><h1 id="kc-page-title">${page.heading}</h1>${page.lead && html`<p class="muted">${page.lead}</p>`}</div>
${page.body}
</section>
${page.after}
</div>
</main>
${foot(view)}
</body>
</html>
`.toString()
}

function foot(view: View): Html | undefined {
  const languages = view.locales && view.locales.length > 1 ? languageChoice(view, view.locales) : undefined
  if (languages === undefined && view.development === undefined) return undefined
  return html`<footer class="foot">${languages}${view.development && developmentStrip(view.development)}</footer>`
}

/** A disclosure: a choice of languages that needs no script. */
function languageChoice(view: View, locales: readonly LocaleChoice[]): Html {
  const current = locales.find(({ locale }) => locale === view.locale)
  const items = locales.map(({ locale, label, url }) => {
    const here = locale === view.locale ? html` aria-current="true"` : undefined
    return html`<li><a href="${url}" lang="${locale}" hreflang="${locale}" dir="auto"${here}>${label}</a></li>`
  })
  const name = messages(view.locale, view.texts).text('languages')
  return html`<nav class="languages" id="kc-locale" aria-label="${name}"><details><summary id="kc-current-locale-link">${current?.label ?? name}</summary><ul>${items}</ul></details></nav>`
}

/** For developers, as all that development mode adds: in English, like the documentation that it leads to. */
function developmentStrip({ flow, flowUrl }: NonNullable<View['development']>): Html {
  return html`<div class="dev" lang="en" dir="ltr"><strong>Development mode</strong>${
    flow && html`<span>This sign-in is flow <code id="latchkey-flow">${flow}</code></span>`
  }${flowUrl && html`<a href="${flowUrl}">Watch it live</a>`}</div>`
}
