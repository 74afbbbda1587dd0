/** The pages' words: catalogues by locale, a realm's own texts before them, values filled in. */
import { IntlMessageFormat } from 'intl-messageformat'
import { type Html, html, type Interpolation } from './html.ts'
import { de } from './messages/de.ts'
import { type Catalogue, en, type MessageKey } from './messages/en.ts'
import { fr } from './messages/fr.ts'

export type { MessageKey } from './messages/en.ts'

export const catalogues: Readonly<Record<'en' | 'de' | 'fr', Catalogue>> = { en, de, fr }

/** A text to be said in the reader's language: a key, or a key with its values. */
export type Message = MessageKey | { readonly key: MessageKey; readonly values: readonly MessageValue[] }
export type MessageValue = string | number

/** A realm's own texts for one locale (`localizationTexts`): Keycloak's keys, plain text or ICU patterns. */
export type RealmTexts = Readonly<Record<string, string>>

export interface Messages {
  /** BCP 47 tag of the language the texts are in. */
  readonly locale: string
  text(message: Message): string
  /** The same, with values that may be markup. */
  rich(key: MessageKey, ...values: readonly (MessageValue | Html)[]): Html
}

/**
 * @param locale - any tag: `de-AT` gets the German texts, an unknown one the English.
 * @param texts - replace ours; where they are not a well-formed pattern they are shown as they are.
 */
export function messages(locale: string, texts?: RealmTexts): Messages {
  const language = languageOf(locale)
  if (texts === undefined) return COMPILED[language]
  // kept by identity, so that no input can fill a cache (attack case 58): a realm's texts go with its revision
  const known = realmMessages.get(texts)
  if (known?.locale === locale) return known
  const made = new CompiledMessages(locale, catalogues[language], texts)
  realmMessages.set(texts, made)
  return made
}

const realmMessages = new WeakMap<RealmTexts, Messages>()

/** The locales that this version has texts of its own for. */
function languageOf(locale: string): keyof typeof catalogues {
  const language = locale.slice(0, 2).toLowerCase()
  return language === 'de' || language === 'fr' ? language : 'en'
}

type Pattern = string | ((values: readonly MessageValue[]) => string)

class CompiledMessages implements Messages {
  readonly locale: string
  readonly #catalogue: Catalogue
  readonly #texts: RealmTexts
  readonly #patterns = new Map<MessageKey, Pattern>()

  constructor(locale: string, catalogue: Catalogue, texts: RealmTexts = {}) {
    this.locale = locale
    this.#catalogue = catalogue
    this.#texts = texts
  }

  text(message: Message): string {
    const key = typeof message === 'string' ? message : message.key
    const pattern = this.#pattern(key)
    if (typeof pattern === 'string') return pattern
    return pattern(typeof message === 'string' ? [] : message.values)
  }

  rich(key: MessageKey, ...values: readonly (MessageValue | Html)[]): Html {
    const marked = this.text({ key, values: values.map((_, i) => `${MARK}${i}${MARK}`) })
    const pieces: Interpolation[] = marked.split(MARK).map((piece, i) => (i % 2 === 0 ? piece : values[Number(piece)]))
    return html`${pieces}`
  }

  #pattern(key: MessageKey): Pattern {
    let pattern = this.#patterns.get(key)
    if (pattern === undefined) {
      const own = Object.hasOwn(this.#texts, key) ? this.#texts[key] : undefined
      pattern = compile(own ?? this.#catalogue[key], this.locale)
      this.#patterns.set(key, pattern)
    }
    return pattern
  }
}

/** Private use: stands where a value will be put in; no text of ours has it. */
const MARK = '\u{f8ff}'
const SIMPLE = /^(?:[^{}']|\{\d\})*$/

/** Plain text costs nothing, numbered values a join; only what needs a language's grammar becomes an ICU formatter. */
function compile(text: string, locale: string): Pattern {
  if (!text.includes('{') && !text.includes("''")) return text
  if (SIMPLE.test(text)) {
    const pieces = text.split(/\{(\d)\}/)
    return (values) => pieces.map((piece, i) => (i % 2 === 0 ? piece : (values[Number(piece)] ?? ''))).join('')
  }
  try {
    const format = new IntlMessageFormat(text, locale)
    return (values) => formatted(format, values) ?? text
  } catch {
    return text // a realm's text that is no pattern still says more than an error page
  }
}

function formatted(format: IntlMessageFormat, values: readonly MessageValue[]): string | undefined {
  try {
    const result = format.format(Object.fromEntries(values.map((value, i) => [String(i), value])))
    return typeof result === 'string' ? result : undefined
  } catch {
    return undefined // a value that the pattern asks for is missing
  }
}

const COMPILED = {
  en: new CompiledMessages('en', en),
  de: new CompiledMessages('de', de),
  fr: new CompiledMessages('fr', fr),
}
