/** A page to read the API's description on, and to sign in and out; it needs no script. */
import type { Config } from './config.ts'
import { openApiDocument } from './openapi.ts'

interface Operation {
  readonly summary: string
  readonly description?: string
  readonly responses: Readonly<Record<string, { readonly description: string }>>
}

/** @returns HTML. */
export function apiPage(config: Config): string {
  const { info, paths } = openApiDocument(config) as {
    info: { title: string; description: string }
    paths: Record<string, Record<string, Operation>>
  }
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationOf(path, method, operation)),
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(info.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(info.title)}</h1>
<p>${escaped(info.description)}</p>
<p class="actions"><a class="button" href="/v1/self">Who am I?</a> <a href="/v1/session">My session</a> <a href="/v1/admin/report">Report</a> <a href="/openapi.json">OpenAPI document</a></p>
<form method="post" action="/v1/logout"><button>Sign out</button></form>
${operations.join('\n')}
</main>
</body>
</html>
`
}

/** Headers of the page. Its form ends up at the identity server, which signs the user out there. */
export function apiPageHeaders({ issuer }: Pick<Config, 'issuer'>): Readonly<Record<string, string>> {
  const forms = `form-action 'self' ${new URL(issuer).origin}`
  return {
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; ${forms}; frame-ancestors 'none'; base-uri 'none'`,
    'referrer-policy': 'no-referrer',
  }
}

function operationOf(path: string, method: string, { summary, description, responses }: Operation): string {
  const rows = Object.entries(responses).map(
    ([status, answer]) => `<tr><th scope="row">${escaped(status)}</th><td>${escaped(answer.description)}</td></tr>`,
  )
  return `<section>
<h2><code><span class="method">${escaped(method.toUpperCase())}</span> ${escaped(path)}</code></h2>
<p>${escaped(summary)}${description === undefined ? '' : ` ${escaped(description)}`}</p>
<table>${rows.join('')}</table>
</section>`
}

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#dcdfe6, #363b47); --accent: light-dark(#1f5fbf, #8ab4f8) }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#fff, #15181e); color: light-dark(#1b1f27, #e8eaee) }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem }
h1 { font-size: 1.6rem; margin: 0 0 .5rem }
h2 { font-size: 1rem; margin: 0 }
section { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin-top: 1rem }
code { font: 600 .95rem ui-monospace, monospace; overflow-wrap: anywhere }
.method { color: var(--accent) }
a { color: var(--accent) }
.actions { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center }
.button, button { font: inherit; padding: .5rem 1rem; border-radius: .4rem; border: 1px solid var(--accent); background: none; color: var(--accent); text-decoration: none; cursor: pointer }
table { border-collapse: collapse; width: 100%; font-size: .9rem }
th { text-align: left; vertical-align: top; width: 4rem; font-weight: 600 }
th, td { padding: .25rem 0 }`

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
