/**
 * What all pages share: whose page it is, its language, where its resources are, and what development mode adds.
 * `pages/` turns typed data into whole HTML documents. It decides nothing: what may be shown, and to whom, is the
 * endpoints' business; how it looks is in `assets/`, what it says in `messages/`.
 */
import type { RealmTexts } from './messages.ts'

export interface View {
  /** The realm's display name, or its name. */
  readonly realmName: string
  /** BCP 47 tag of the reader's language. */
  readonly locale: string
  /** By the locale, unless given. */
  readonly dir?: 'ltr' | 'rtl' | undefined
  /** The realm's own texts for this locale. */
  readonly texts?: RealmTexts | undefined
  /** The URL under which the browser reaches this server, with the relative path and no slash at the end; may be a path. */
  readonly base: string
  /** Other languages this page can be had in; none, no choice is shown. */
  readonly locales?: readonly LocaleChoice[] | undefined
  /** Present in development mode only. */
  readonly development?: Development | undefined
}

export interface LocaleChoice {
  readonly locale: string
  /** The language's name in itself. */
  readonly label: string
  readonly url: string
}

export interface Development {
  /** Short name of the login under way. */
  readonly flow?: string | undefined
  /** Where it can be watched. */
  readonly flowUrl?: string | undefined
}

const RIGHT_TO_LEFT = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'ha-arab',
  'he',
  'iw',
  'ks',
  'ps',
  'sd',
  'ug',
  'ur',
  'yi',
])

export function directionOf(view: View): 'ltr' | 'rtl' {
  if (view.dir !== undefined) return view.dir
  const tag = view.locale.toLowerCase()
  return RIGHT_TO_LEFT.has(tag) || RIGHT_TO_LEFT.has(tag.split('-', 1)[0] ?? '') ? 'rtl' : 'ltr'
}
