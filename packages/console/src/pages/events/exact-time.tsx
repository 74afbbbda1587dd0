import { useTranslation } from 'react-i18next'

/** A time to the second, in the reader's zone. @param at - epoch milliseconds. */
export function ExactTime({ at }: { readonly at: number }) {
  const { i18n } = useTranslation()
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'long' })
  return <time dateTime={new Date(at).toISOString()}>{format.format(at)}</time>
}
