import { useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { usePermission } from '../components/permission.ts'
import { useRealm } from '../components/use-realm.ts'
import { consolePath } from '../environment.ts'
import { Icon } from '../ui/icon.tsx'
import { Link } from '../ui/link.tsx'
import { AccountMenu } from './account-menu.tsx'
import styles from './navigation.module.css'
import { NAVIGATION, type NavigationItem } from './navigation-items.ts'
import { RealmSwitcher } from './realm-switcher.tsx'

export function Navigation({ onLeave }: { readonly onLeave?: () => void }) {
  const { t } = useTranslation('shell')
  const realm = useRealm()
  return (
    <nav className={styles['navigation']} aria-label={t('realmNamed', { realm })}>
      <RealmSwitcher />
      {NAVIGATION.map(({ label, items }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed table
        <div key={at}>
          {label !== undefined && <h2 className={styles['group']}>{t(label)}</h2>}
          <ul>
            {items.map((item) => (
              <li key={item.label}>
                <Entry item={item} realm={realm} {...(onLeave && { onLeave })} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      <AccountMenu />
    </nav>
  )
}

function Entry({
  item,
  realm,
  onLeave,
}: {
  readonly item: NavigationItem
  readonly realm: string
  readonly onLeave?: () => void
}) {
  const { t } = useTranslation('shell')
  const { allowed, reason } = usePermission(item.needs ?? 'view-realm')
  const to = item.to(realm)
  const here = useRouterState({ select: ({ location }) => sectionOf(location.pathname) === sectionOf(to) })
  const content = (
    <>
      <Icon name={item.icon} />
      {t(item.label)}
    </>
  )
  if (item.needs !== undefined && !allowed) {
    return (
      <span className={styles['entry']} data-off title={reason} aria-description={reason}>
        {content}
      </span>
    )
  }
  return (
    <Link
      to={to}
      className={styles['entry']}
      aria-current={here ? 'page' : undefined}
      {...(onLeave && { onClick: onLeave })}
    >
      {content}
    </Link>
  )
}

/** `clients` of `/{realm}/clients/{id}/settings`: an entry stands for all tabs and pages of its section; home has none. */
function sectionOf(pathname: string): string {
  const own = pathname.startsWith(consolePath) ? pathname.slice(consolePath.length) : pathname
  return own.split('/')[2] ?? ''
}
