import type { Realm } from '../../model/realm.ts'
import type { Request } from '../exchange.ts'

const LOCALE_COOKIE = 'KEYCLOAK_LOCALE'
const FALLBACK = 'en'

/**
 * The language of a page: what the link asks for, what the person chose before, what the application asks for, what the
 * browser prefers, of the languages that the realm offers.
 *
 * @param asked - parameters of the login's request (`kc_locale`, `ui_locales`).
 */
export function localeOf(realm: Realm, request: Request, asked: Readonly<Record<string, string>> = {}): string {
  const { enabled, supportedLocales, defaultLocale } = realm.internationalization
  if (!enabled) return FALLBACK
  const wished = [
    request.query.get('kc_locale'),
    asked['kc_locale'],
    request.cookies.get(LOCALE_COOKIE),
    ...(request.query.get('ui_locales') ?? asked['ui_locales'] ?? '').split(' '),
    ...acceptedLanguages(request.header('accept-language')),
    defaultLocale,
  ]
  for (const wish of wished) {
    const found = wish && supportedLocales.find((locale) => matches(locale, wish))
    if (found) return found
  }
  return FALLBACK
}

/** `de-CH` is content with `de`. */
function matches(offered: string, wish: string): boolean {
  const [one, other] = [offered.toLowerCase(), wish.toLowerCase()]
  return one === other || other.startsWith(`${one}-`)
}

/** RFC 9110 §12.5.4, most wanted first; of a hostile header only the first dozen. */
function acceptedLanguages(header: string | undefined): readonly string[] {
  const ranges = (header ?? '').slice(0, 500).split(',', 12)
  return ranges
    .map((range) => {
      const [tag = '', quality = ''] = range.trim().split(';q=')
      return { tag, quality: quality === '' ? 1 : Number(quality) || 0 }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)
}
