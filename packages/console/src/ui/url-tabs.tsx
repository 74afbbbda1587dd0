import { useEffect, useRef } from 'react'
import { Link } from './link.tsx'
import styles from './url-tabs.module.css'

export interface UrlTab {
  readonly id: string
  readonly label: string
  readonly to: string
}

/** Tabs that are links: each has an address, opens in a window of its own, and Back goes back. */
export function UrlTabs({
  label,
  tabs,
  current,
  level = 'first',
}: {
  readonly label: string
  readonly tabs: readonly UrlTab[]
  readonly current: string | undefined
  /** Tabs within a tab look lesser. */
  readonly level?: 'first' | 'second'
}) {
  const list = useRef<HTMLElement>(null)
  // on a phone the tabs are wider than the page
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is another place to scroll to
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [current])
  return (
    <nav ref={list} aria-label={label} className={styles['tabs']} data-level={level}>
      {tabs.map((tab) => (
        <Link key={tab.id} to={tab.to} className={styles['tab']} aria-current={tab.id === current ? 'page' : undefined}>
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}
