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
}: {
  readonly label: string
  readonly tabs: readonly UrlTab[]
  readonly current: string
}) {
  return (
    <nav aria-label={label} className={styles['tabs']}>
      {tabs.map((tab) => (
        <Link key={tab.id} to={tab.to} className={styles['tab']} aria-current={tab.id === current ? 'page' : undefined}>
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}
