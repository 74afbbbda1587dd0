import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useEventFilters } from './event-filters.ts'
import styles from './events.module.css'

/** The filters above a list of events, and the button that takes them away. */
export function EventFilterBar({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('events')
  const { filtered, setFilters, names } = useEventFilters()
  return (
    <search className={styles['filters']} aria-label={t('filter')}>
      {children}
      {filtered && (
        <Button
          variant="default"
          onClick={() => setFilters(Object.fromEntries(names.map((name) => [name, undefined])))}
        >
          {t('reset')}
        </Button>
      )}
    </search>
  )
}
