/**
 * HTML that is escaped by construction. There is no way to write a string into a page unescaped: markup is what stands
 * in a template, and what comes from outside is what stands between `${` and `}`.
 */
import { isSafeUrl } from './safe-url.ts'

let seal: (markup: string) => Html

/** A piece of markup. Only {@link html} makes one, so data parsed from outside can't pass for it. */
export class Html {
  readonly #markup: string

  private constructor(markup: string) {
    this.#markup = markup
  }

  toString(): string {
    return this.#markup
  }

  static {
    seal = (markup) => new Html(markup)
  }
}

export type Interpolation = string | number | boolean | null | undefined | Html | readonly Interpolation[]

/**
 * Text and quoted attribute values are escaped; markup and arrays pass; `undefined`, `null` and booleans give nothing.
 * A URL that could run script, at the start of an attribute that takes a URL, becomes `#`.
 *
 * @throws {TypeError} when text stands where escaping cannot hold it: in an unquoted attribute, a script, a comment.
 */
export function html(template: TemplateStringsArray, ...values: readonly Interpolation[]): Html {
  let holes = known.get(template)
  if (holes === undefined) {
    holes = holesOf(template)
    known.set(template, holes)
  }
  let markup = template[0] ?? ''
  for (let i = 0; i < values.length; i++) {
    markup += render(values[i], holes[i] ?? 'forbidden') + template[i + 1]
  }
  return seal(markup)
}

const known = new WeakMap<TemplateStringsArray, readonly Hole[]>()

/** Where in the markup an interpolation stands; in a tag, outside quotes, only markup may (` checked`). */
type Hole = 'text' | 'url' | 'tag' | 'forbidden'

function render(value: Interpolation, hole: Hole): string {
  if (value === undefined || value === null || typeof value === 'boolean') return ''
  if (value instanceof Html) {
    if (hole === 'forbidden') throw new TypeError('Markup can’t be written into a script, a style or a comment')
    return value.toString()
  }
  if (typeof value === 'object') {
    let markup = ''
    for (const one of value) markup += render(one, hole)
    return markup
  }
  if (hole === 'tag' || hole === 'forbidden') {
    throw new TypeError('Text can be written between tags and into quoted attributes only')
  }
  const text = typeof value === 'string' ? value : String(value)
  return escaped(hole === 'url' && !isSafeUrl(text) ? '#' : text)
}

const SPECIAL = /[&<>"']/

function escaped(text: string): string {
  const first = text.search(SPECIAL)
  if (first < 0) return text
  let result = ''
  let from = 0
  for (let i = first; i < text.length; i++) {
    const entity = ENTITIES[text.charCodeAt(i)]
    if (entity === undefined) continue
    result += text.slice(from, i) + entity
    from = i + 1
  }
  return result + text.slice(from)
}

const ENTITIES: { readonly [code: number]: string } = {
  38: '&amp;',
  60: '&lt;',
  62: '&gt;',
  34: '&quot;',
  39: '&#39;',
}

const RAW_TEXT = /<(script|style|textarea|title|xmp|iframe|noembed|noframes|plaintext)\b[^>]*$/i
const RCDATA = new Set(['title', 'textarea'])
const URL_ATTRIBUTE = /\s(?:href|src|action|formaction|poster|cite|data|background|ping|xlink:href|srcset)=$/i
/** A handler's value is script, and a style can load and overlay: escaping makes neither safe. */
const CODE_ATTRIBUTE = /\s(?:on[a-z]+|style|srcdoc)=$/i

/** Reads a template's own markup, once, to learn where its interpolations stand. */
function holesOf(template: readonly string[]): readonly Hole[] {
  const reader = new MarkupReader()
  return template.slice(0, -1).map((markup) => {
    reader.read(markup)
    return reader.hole()
  })
}

/** Just enough of the HTML tokenizer for markup that we wrote ourselves; whatever it can't place is refused. */
class MarkupReader {
  #state: 'text' | 'tag' | 'comment' | 'raw' | '"' | "'" = 'text'
  #tag = ''
  #raw = ''
  #attribute = ''
  #valueBegun = false

  read(markup: string): void {
    for (let i = 0; i < markup.length; i++) this.#next(markup[i] ?? '', markup, i)
  }

  hole(): Hole {
    if (this.#state === 'tag') return /=\s*$/.test(this.#tag) ? 'forbidden' : 'tag'
    if (this.#state === 'text') return 'text'
    if (this.#state === 'raw') return RCDATA.has(this.#raw) ? 'text' : 'forbidden'
    if (this.#state === 'comment' || CODE_ATTRIBUTE.test(this.#attribute)) return 'forbidden'
    const hole = URL_ATTRIBUTE.test(this.#attribute) && !this.#valueBegun ? 'url' : 'text'
    this.#valueBegun = true
    return hole
  }

  #next(char: string, markup: string, at: number): void {
    switch (this.#state) {
      case 'text':
        if (markup.startsWith('<!--', at)) this.#state = 'comment'
        else if (char === '<') this.#open()
        return
      case 'raw':
        if (markup.slice(at, at + 2 + this.#raw.length).toLowerCase() === `</${this.#raw}`) this.#open()
        return
      case 'comment':
        if (markup.endsWith('-->', at + 1)) this.#state = 'text'
        return
      case 'tag':
        this.#inTag(char)
        return
      default:
        if (char === this.#state) this.#state = 'tag'
        else this.#valueBegun = true
    }
  }

  #open(): void {
    this.#state = 'tag'
    this.#tag = '<'
  }

  #inTag(char: string): void {
    if (char === '>') {
      this.#raw = RAW_TEXT.exec(this.#tag)?.[1]?.toLowerCase() ?? ''
      this.#state = this.#raw === '' ? 'text' : 'raw'
      return
    }
    if (char === '"' || char === "'") {
      this.#state = char
      this.#attribute = this.#tag
      this.#valueBegun = false
    }
    this.#tag += char
  }
}
