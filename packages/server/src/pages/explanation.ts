/** The developer's half of a refusal: which rule, what came, what was expected, where they part, what to do. */
import { type Reason, type ReasonKind, RULES } from '../protocol/rules.ts'
import { type Difference, firstDifference } from './first-difference.ts'
import { type Html, html } from './html.ts'
import { likelyCause } from './likely-cause.ts'

export interface Explanation {
  readonly kind: ReasonKind
  readonly rule: string
  /** Where the rule is written. */
  readonly source: string
  readonly repair: string
  readonly came?: string | undefined
  readonly expected?: string | readonly string[] | undefined
}

export function explain(reason: Reason): Explanation {
  const { rule, source, repair } = RULES[reason.kind]
  return { kind: reason.kind, rule, source, repair, came: reason.came, expected: reason.expected }
}

/** So many characters before a value is cut, and so many values before the rest is counted. */
const LONGEST = 240
const MOST = 5

/** In English whatever the page's language: rules, settings and the documentation are searched for by these words. */
export function explanationCard(explanation: Explanation): Html {
  const { came, expected } = explanation
  const difference = came !== undefined && expected !== undefined ? firstDifference(came, expected) : undefined
  const cause = difference && came !== undefined ? likelyCause(came, difference) : undefined
  return html`<section class="card why" aria-labelledby="why-title" lang="en" dir="ltr" id="latchkey-explanation">
<header><h2 id="why-title">Why, for developers</h2><span class="chip brass">shown in development only</span></header>
<dl>
${row('Rule', html`${explanation.rule} <span class="small muted source">${explanation.source}</span>`)}
${came !== undefined && row('Came', html`<code class="value">${marked(came, difference)}</code>`)}
${expected !== undefined && row('Expected', expectedValues(expected, difference))}
${cause !== undefined && row('Likely', html`${cause}`)}
${row('Repair', html`<strong>${explanation.repair}</strong>`)}
${row('Code', html`<code id="latchkey-reason">${explanation.kind}</code>`)}
</dl>
</section>`
}

function row(name: string, value: Html): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`
}

/** The closest first, with the character at which they part. */
function expectedValues(expected: string | readonly string[], difference: Difference | undefined): Html {
  const values = typeof expected === 'string' ? [expected] : expected
  if (values.length === 0) return html`<span class="muted">Nothing is registered.</span>`
  const closest = difference?.expected
  const others = values.filter((value) => value !== closest)
  const shown = others.slice(0, closest === undefined ? MOST : MOST - 1)
  const left = others.length - shown.length
  return html`${closest !== undefined && html`<code class="value">${marked(closest, difference)}</code>`}${shown.map(
    (value) => html`<code class="value">${cut(value)}</code>`,
  )}${left > 0 && html`<span class="small muted">and ${left} more</span>`}`
}

function marked(value: string, difference: Difference | undefined): Html {
  if (difference === undefined) return html`${cut(value)}`
  const { at } = difference
  const code = value.codePointAt(at)
  const from = Math.max(0, at - LONGEST / 2)
  const before = `${from > 0 ? '…' : ''}${value.slice(from, at)}`
  if (code === undefined) return html`${before}<mark class="end">ends here</mark>`
  const char = String.fromCodePoint(code)
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  return html`${before}<mark title="${name}">${VISIBLE.test(char) ? char : name}</mark>${cut(value.slice(at + char.length))}`
}

/** Letters, numbers, punctuation and symbols; spaces, controls and lone surrogates are told by number. */
const VISIBLE = /^[\p{L}\p{N}\p{P}\p{S}]$/u

function cut(value: string): string {
  return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value
}
