/**
 * The console's words: a file for each language and part (`locales/de/clients.ts`), loaded when a page of that part is
 * opened. English is the measure: the types of the others demand its keys, and it stands in where one is missing.
 */
import i18next, { type CustomTypeOptions } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { isolated } from './isolated.ts'

export const LANGUAGES = { en: 'English', de: 'Deutsch', fr: 'Français' } as const
export type Language = keyof typeof LANGUAGES

/** A file of the catalogue; `resources.d.ts` lists them. */
export type PartOfCatalogue = keyof CustomTypeOptions['resources']

const KEY = 'latchkey.language'
const files = import.meta.glob<{ readonly texts: Readonly<Record<string, string>> }>('../locales/*/*.ts')

/** Loads the parts that every page needs in the reader's language. */
export async function startI18n(): Promise<void> {
  i18next.use(initReactI18next)
  i18next.use({
    type: 'backend',
    init() {},
    async read(language: string, part: string) {
      const load = files[`../locales/${language}/${part}.ts`]
      return load === undefined ? {} : (await load()).texts
    },
  })
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language
  })
  await i18next.init({
    lng: preferredLanguage(),
    fallbackLng: 'en',
    ns: ['ui', 'shell'],
    defaultNS: 'shell',
    // React escapes what it shows; names that run the other way are what needs care here
    interpolation: { escapeValue: true, escape: isolated },
    keySeparator: false,
    nsSeparator: ':',
    returnNull: false,
  })
}

export async function loadParts(parts: readonly PartOfCatalogue[]): Promise<void> {
  await i18next.loadNamespaces(parts)
}

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEY, language)
  await i18next.changeLanguage(language)
}

/** The choice made here before, else the first of the browser's languages that we speak. */
function preferredLanguage(): Language {
  const wished = [localStorage.getItem(KEY) ?? '', ...navigator.languages].map((tag) => tag.split('-')[0] ?? '')
  return wished.find(isLanguage) ?? 'en'
}

export function isLanguage(tag: string): tag is Language {
  return tag in LANGUAGES
}
