/**
 * Compares two recordings of one area, answer by answer, and judges what a client can observe and might depend on:
 * status, chosen headers, and the body without regard to the order of keys and lists. Of a page it judges the
 * contract (page id, forms, fields, links that have an id), not its words and design.
 *
 * Knows nothing of files and servers, nor of which differences are meant: see `differences.ts`.
 */

/** A recorded JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }
type JsonObject = { readonly [key: string]: Json | undefined }

export interface RecordedAnswer {
  readonly status: number
  readonly headers?: JsonObject
  readonly body?: Json
}

export interface RecordedStep {
  readonly step: string
  readonly response: RecordedAnswer
}

export interface RecordedScenario {
  readonly scenario: string
  readonly steps: readonly RecordedStep[]
  readonly facts?: JsonObject
}

/** One file of recorded answers. */
export interface RecordedArea {
  readonly area: string
  readonly scenarios: readonly RecordedScenario[]
}

/** One place in an answer where the two differ; `at` is a path such as `body.scopes_supported[]`. */
export interface Finding {
  readonly at: string
  readonly expected: Json | undefined
  readonly actual: Json | undefined
}

/** What became of one step. A step that was never reached is `missing` and has no findings. */
export interface StepVerdict {
  readonly area: string
  readonly scenario: string
  /** The step's name; its second occurrence in the scenario is called `name (2)`. Collected facts are `facts`. */
  readonly step: string
  readonly outcome: 'same' | 'differs' | 'missing'
  readonly findings: readonly Finding[]
}

const judgedHeaders = /^(content-type|location|www-authenticate|access-control-.*|set-cookie|allow)$/
/** Steps whose very point is the order of a list. */
const aboutOrder = /order|newest first|first and max|executions|priority/

/** @returns a verdict for every step of the expected recording, in its order. Steps only `actual` has don't count. */
export function compareArea(expected: RecordedArea, actual: RecordedArea | undefined): StepVerdict[] {
  return expected.scenarios.flatMap((scenario) => {
    const other = actual?.scenarios.find((candidate) => candidate.scenario === scenario.scenario)
    const otherSteps = new Map(other ? namedSteps(other) : [])
    const name = { area: expected.area, scenario: scenario.scenario }
    const verdicts = namedSteps(scenario).map(([step, answer]): StepVerdict => {
      const otherAnswer = otherSteps.get(step)
      if (!otherAnswer) return { ...name, step, outcome: 'missing', findings: [] }
      return verdict({ ...name, step }, compareAnswers(answer, otherAnswer, aboutOrder.test(step)))
    })
    if (scenario.facts) verdicts.push(verdict({ ...name, step: 'facts' }, compareFacts(scenario.facts, other)))
    return verdicts
  })
}

function verdict(name: { area: string; scenario: string; step: string }, findings: Finding[]): StepVerdict {
  return { ...name, outcome: findings.length > 0 ? 'differs' : 'same', findings }
}

function namedSteps(scenario: RecordedScenario): [string, RecordedAnswer][] {
  const seen = new Map<string, number>()
  return scenario.steps.map(({ step, response }) => {
    const count = (seen.get(step) ?? 0) + 1
    seen.set(step, count)
    return [count === 1 ? step : `${step} (${count})`, response]
  })
}

function compareFacts(facts: JsonObject, other: RecordedScenario | undefined): Finding[] {
  return differences(facts, other?.facts, '', false)
}

/** @param keepOrder - whether the order of lists counts. */
export function compareAnswers(expected: RecordedAnswer, actual: RecordedAnswer, keepOrder = false): Finding[] {
  return [
    ...differences(expected.status, actual.status, 'status', keepOrder),
    ...differences(headersOf(expected), headersOf(actual), 'headers', keepOrder),
    ...differences(bodyOf(expected), bodyOf(actual), 'body', keepOrder),
  ]
}

function headersOf(answer: RecordedAnswer): JsonObject {
  const judged = Object.entries(answer.headers ?? {}).filter(([name]) => judgedHeaders.test(name))
  return Object.fromEntries(judged.map(([name, value]) => [name, headerContract(name, value)]))
}

function headerContract(name: string, value: Json | undefined): Json | undefined {
  if (name === 'content-type') return mediaType(value)
  return name === 'set-cookie' && isList(value) ? value.map(cookieContract) : value
}

/** A cookie that is removed has no value to protect: its attributes are the browser's business. */
function cookieContract(cookie: Json): Json {
  return isObject(cookie) && cookie['Max-Age'] === '0' ? pick(cookie, ['name', 'value', 'Path', 'Max-Age']) : cookie
}

/** White space after the semicolon and the letter case mean nothing in a media type (RFC 9110 §8.3.1). */
function mediaType(value: Json | undefined): Json | undefined {
  return typeof value === 'string' ? value.replace(/;\s*/g, ';').toLowerCase() : value
}

function bodyOf(answer: RecordedAnswer): Json | undefined {
  const type = answer.headers?.['content-type']
  const isPage = typeof type === 'string' && /html/i.test(type)
  if (!isPage || !isObject(answer.body)) return withoutOwnClaims(answer.body)
  // some steps keep only a part of the page, and then without the wrapper
  const page = isObject(answer.body.$html) ? answer.body.$html : answer.body
  return pageContract(page)
}

/** Our access tokens name the client twice, in `azp` and `client_id`: see "Access tokens carry client_id". */
function withoutOwnClaims(value: Json | undefined): Json | undefined {
  if (isList(value)) return value.map((member) => withoutOwnClaims(member) ?? null)
  if (!isObject(value)) return value
  const { payload } = value
  if (isObject(payload) && payload.typ === 'Bearer' && payload.client_id === payload.azp) {
    const { client_id: _, ...claims } = payload
    return { ...value, payload: claims }
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutOwnClaims(member)]))
}

/** What a script, a test or a password manager holds on to in a page; the rest is our own words and design. */
function pageContract(page: JsonObject): JsonObject {
  const links = objects(page.links).filter((link) => link.id !== undefined)
  return {
    ...(page.pageId !== undefined && { pageId: page.pageId }),
    ...(page.forms !== undefined && { forms: objects(page.forms).map(formContract) }),
    ...(links.length > 0 && { links: links.map(({ id, href }) => ({ id, href })) }),
  }
}

function formContract(form: JsonObject): JsonObject {
  const { action } = form
  const query = isObject(action) && isObject(action.query) ? Object.keys(action.query) : []
  return {
    ...pick(form, ['id']),
    ...(typeof form.method === 'string' && { method: form.method.toLowerCase() }),
    ...(isObject(action) && { action: { to: action.to, parameters: query } }),
    fields: objects(form.fields)
      .filter((field) => field.name !== undefined)
      .map(fieldContract),
  }
}

function fieldContract(field: JsonObject): JsonObject {
  const isButton = field.element === 'button' || /^(submit|button)$/i.test(String(field.type))
  // an input without a type is a text input, and so is one that says so (HTML, the input element's type attribute)
  const type = field.element === 'input' ? (field.type ?? 'text') : field.type
  const typeName = typeof type === 'string' ? type.toLowerCase() : type
  // the value of a submit button is the words on it
  return {
    ...(typeName !== undefined && { type: typeName }),
    ...pick(field, ['name', 'id', 'checked', 'autocomplete', ...(isButton ? [] : ['value'])]),
  }
}

function pick(from: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]))
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

function objects(value: Json | undefined): JsonObject[] {
  return isList(value) ? value.filter(isObject) : []
}

function differences(expected: Json | undefined, actual: Json | undefined, at: string, keepOrder: boolean): Finding[] {
  if (canonical(expected, keepOrder) === canonical(actual, keepOrder)) return []
  if (isObject(expected) && isObject(actual)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(actual)])
    return [...keys].flatMap((key) => differences(expected[key], actual[key], at ? `${at}.${key}` : key, keepOrder))
  }
  if (isList(expected) && isList(actual) && !keepOrder) return listDifferences(expected, actual, at)
  return [{ at, expected, actual }]
}

/** Compares lists as sets of whole members first, so that one member too many isn't reported as all differing. */
function listDifferences(expected: readonly Json[], actual: readonly Json[], at: string): Finding[] {
  const lacking = without(expected, actual)
  const extra = without(actual, expected)
  if (lacking.length === extra.length) {
    return lacking.flatMap((member, i) => differences(member, extra[i], `${at}[]`, false))
  }
  return [{ at: `${at}[]`, expected: lacking, actual: extra }]
}

/** @returns the members of `list` that `other` lacks; a member that occurs twice must be there twice. */
function without(list: readonly Json[], other: readonly Json[]): Json[] {
  const left = other.map((member) => canonical(member, false))
  return list.filter((member) => {
    const found = left.indexOf(canonical(member, false))
    if (found >= 0) left.splice(found, 1)
    return found < 0
  })
}

/** One text for values that mean the same: sorted keys and, unless the order counts, sorted lists. */
function canonical(value: Json | undefined, keepOrder: boolean): string {
  if (isList(value)) {
    const members = value.map((member) => canonical(member, keepOrder))
    return `[${(keepOrder ? members : members.sort()).join(',')}]`
  }
  if (isObject(value)) {
    const keys = Object.keys(value).filter((key) => value[key] !== undefined)
    return `{${keys
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonical(value[key], keepOrder)}`)
      .join(',')}}`
  }
  return JSON.stringify(value) ?? 'nothing'
}
