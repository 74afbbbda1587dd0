import i18next, { type CustomTypeOptions } from 'i18next'
import { useTranslation } from 'react-i18next'

/** The words whose keys the server gives; none of them has a gap to fill. */
type Word = Extract<keyof CustomTypeOptions['resources']['mappers'], `about-${string}` | `${string}.${string}`>

/** @returns what makes words of a label that the server gives: ours where we have them for its key, else its own. */
export function useMapperWords(): (key: string) => string {
  const { t } = useTranslation('mappers')
  return (key) => (isWord(key) ? t(key) : KEY.test(key) ? '' : key)
}

/** A key of a console's texts that ours doesn't have. */
const KEY = /^about-|\.(label|tooltip|help)$/

function isWord(key: string): key is Word {
  return i18next.exists(key, { ns: 'mappers' })
}
