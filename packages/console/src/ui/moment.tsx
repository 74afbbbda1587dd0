import { useTranslation } from 'react-i18next'

const UNITS = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** A time as people say it, with the exact one in the reader's zone on hover. @param at - epoch milliseconds. */
export function Moment({ at }: { readonly at: number }) {
  const { i18n } = useTranslation()
  const exact = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full', timeStyle: 'long' }).format(at)
  return (
    <time dateTime={new Date(at).toISOString()} title={exact}>
      {relative(at - Date.now(), i18n.language)}
    </time>
  )
}

function relative(difference: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const unit = UNITS.find(([, length]) => Math.abs(difference) >= length)
  return unit === undefined ? format.format(0, 'second') : format.format(Math.round(difference / unit[1]), unit[0])
}
