/** A realm's own texts (`localizationTexts`): by locale, then by key. Pure edits of the realm's document. */
import { isObject, textMapOf } from './fields.ts'
import type { RealmRepresentation } from './keycloak.ts'

export type Texts = Readonly<Record<string, string>>

const MOST_LOCALES = 200
const MOST_TEXTS = 5_000
const LONGEST_LOCALE = 36
const LONGEST_KEY = 255
const LONGEST_TEXT = 20_000

export function localesOf(document: RealmRepresentation): readonly string[] {
  return Object.keys(allTexts(document))
}

/** @returns `undefined` when there is no text for the locale. */
export function textsOfLocale(document: RealmRepresentation, locale: string): Texts | undefined {
  const all = allTexts(document)
  return Object.hasOwn(all, locale) ? textMapOf(all[locale]) : undefined
}

/** Adds to the texts of a locale, in place of those with the same keys. */
export function withTexts(document: RealmRepresentation, locale: string, texts: Texts): RealmRepresentation {
  const all = allTexts(document)
  return { ...document, localizationTexts: { ...all, [locale]: { ...textsOfLocale(document, locale), ...texts } } }
}

/** @returns `undefined` when there is no such text. */
export function withoutText(
  document: RealmRepresentation,
  locale: string,
  key: string,
): RealmRepresentation | undefined {
  const texts = textsOfLocale(document, locale)
  if (texts === undefined || !Object.hasOwn(texts, key)) return undefined
  const { [key]: _, ...rest } = texts
  return { ...document, localizationTexts: { ...allTexts(document), [locale]: rest } }
}

/** @returns `undefined` when there is no text for the locale. */
export function withoutLocale(document: RealmRepresentation, locale: string): RealmRepresentation | undefined {
  const { [locale]: texts, ...rest } = allTexts(document)
  return texts === undefined ? undefined : { ...document, localizationTexts: rest }
}

/** Why texts can't be taken, in words for the caller; `undefined` when they can. */
export function textsProblem(document: RealmRepresentation, locale: string, texts: Texts): string | undefined {
  const before = textsOfLocale(document, locale)
  if (before === undefined && localesOf(document).length >= MOST_LOCALES) {
    return `a realm has texts for at most ${MOST_LOCALES} locales`
  }
  if (locale.length > LONGEST_LOCALE) return `the locale is longer than ${LONGEST_LOCALE} characters`
  if (Object.keys({ ...before, ...texts }).length > MOST_TEXTS) return `a locale has at most ${MOST_TEXTS} texts`
  for (const [key, text] of Object.entries(texts)) {
    if (key === '' || key.length > LONGEST_KEY) return `a key must have 1 to ${LONGEST_KEY} characters`
    if (text.length > LONGEST_TEXT) return `a text is longer than ${LONGEST_TEXT} characters`
  }
  return undefined
}

function allTexts({ localizationTexts }: RealmRepresentation): Record<string, unknown> {
  return isObject(localizationTexts) ? localizationTexts : {}
}
