import { Button, type ButtonProps } from '@mantine/core'
import type { ReactNode } from 'react'
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
      <Turn size={size} possible={page > 1} onTurn={() => onPage(page - 1)}>
        {t('previous')}
      </Turn>
      <span>{t('pageNumber', { page })}</span>
      <Turn size={size} possible={more} onTurn={() => onPage(page + 1)}>
        {t('next')}
      </Turn>
    </nav>
  )
}

interface TurnProps {
  readonly size: NonNullable<ButtonProps['size']>
  readonly possible: boolean
  readonly onTurn: () => void
  readonly children: ReactNode
}

/** At the last page it keeps the focus, which the browser would take from a button that is really disabled. */
function Turn({ size, possible, onTurn, children }: TurnProps) {
  return (
    <Button
      variant="default"
      size={size}
      {...(!possible && { 'data-disabled': true })}
      aria-disabled={!possible}
      onClick={() => possible && onTurn()}
    >
      {children}
    </Button>
  )
}
