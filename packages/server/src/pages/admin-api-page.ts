import { html } from './html.ts'
import { resourcePath } from './resources.ts'

export interface ApiSection {
  readonly name: string
  readonly operations: readonly ApiOperation[]
}

export interface ApiOperation {
  readonly method: string
  /** With placeholders in braces. */
  readonly path: string
  readonly summary: string
  readonly needs: readonly string[]
  readonly parameters: readonly ApiField[]
  readonly body: { readonly type: string; readonly fields: readonly ApiField[] } | undefined
}

interface ApiField {
  readonly name: string
  readonly type: string
}

/** The reference of the Admin REST API: every route on one page that the browser's own search finds. For developers, in English. */
export function adminApiPage(sections: readonly ApiSection[], basePath: string): string {
  const base = basePath === '/' ? '' : basePath
  const count = sections.reduce((sum, { operations }) => sum + operations.length, 0)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Admin REST API · Latchkey</title>
<link rel="icon" type="image/svg+xml" href="${base + resourcePath('mark.svg')}">
<link rel="stylesheet" href="${base + resourcePath('pages.css')}">
<link rel="stylesheet" href="${base + resourcePath('admin-api.css')}">
</head>
<body class="api">
<header><img src="${base + resourcePath('mark.svg')}" alt="" width="28" height="28"><div><h1>Admin REST API</h1>
<p class="muted">${count} calls, as in Keycloak 26. Send an administrator’s access token as <code>Authorization: Bearer …</code>. For programs: <a href="${base}/admin/openapi.json">openapi.json</a></p></div></header>
<nav aria-label="Resources"><ul>${sections.map(
    ({ name, operations }) =>
      html`<li><a href="#${name}">${name}</a> <span class="muted">${operations.length}</span></li>`,
  )}</ul></nav>
<main>${sections.map(sectionOf)}</main>
</body>
</html>
`.toString()
}

function sectionOf({ name, operations }: ApiSection) {
  return html`<section aria-labelledby="${name}"><h2 id="${name}">${name}</h2>${operations.map(operationOf)}</section>`
}

function operationOf({ method, path, summary, needs, parameters, body }: ApiOperation) {
  return html`<details><summary><b class="method ${method.toLowerCase()}">${method}</b> <code>${path}</code> <span class="muted">${summary}</span></summary>
<div class="told">${
    needs.length > 0
      ? html`<p>Needs ${needs.map((need, index) => html`${index > 0 ? ' or ' : ''}<code>${need}</code>`)}</p>`
      : undefined
  }${parameters.length > 0 ? html`<h3>Query</h3>${fieldsOf(parameters)}` : undefined}${
    body && html`<h3>Body: ${body.type}</h3>${body.fields.length > 0 ? fieldsOf(body.fields) : undefined}`
  }</div></details>`
}

function fieldsOf(fields: readonly ApiField[]) {
  return html`<ul class="fields">${fields.map(({ name, type }) => html`<li><code>${name}</code> <span class="muted">${type}</span></li>`)}</ul>`
}
