import { Button, type ButtonProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './pager.module.css'

interface PagerProps {
  /** What is paged, for those who hear it. */
  readonly of: string
  /** From 1. */
  readonly page: number
  /** Whether a page follows. */
  readonly more: boolean
  readonly onPage: (page: number) => void
  readonly size?: NonNullable<ButtonProps['size']>
}

/** Back and forth through what the server pages; nothing where one page is all there is. */
export function Pager({ of, page, more, onPage, size = 'sm' }: PagerProps) {
  const { t } = useTranslation('ui')
  if (page === 1 && !more) return null
  return (
    <nav className={styles['pager']} aria-label={t('pages', { label: of })}>
      <Button variant="default" size={size} disabled={page === 1} onClick={() => onPage(page - 1)}>
        {t('previous')}
      </Button>
      <span>{t('pageNumber', { page })}</span>
      <Button variant="default" size={size} disabled={!more} onClick={() => onPage(page + 1)}>
        {t('next')}
      </Button>
    </nav>
  )
}
