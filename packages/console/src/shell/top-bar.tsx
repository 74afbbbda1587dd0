import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/icon.tsx'
import { Link } from '../ui/link.tsx'
import { useTrail } from '../ui/trail.ts'
import styles from './shell.module.css'

/** Where I am, and the way to anywhere else. */
export function TopBar({ onMenu, onFind }: { readonly onMenu: () => void; readonly onFind: () => void }) {
  const { t } = useTranslation('shell')
  const trail = useTrail()
  return (
    <header className={styles['bar']}>
      <button type="button" className={styles['burger']} aria-label={t('menu')} onClick={onMenu}>
        <Icon name="menu" size={22} />
      </button>
      <nav aria-label={t('trail')}>
        <ol className={styles['trail']}>
          {trail.map(({ label, to }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a crumb is its place
            <li key={at}>
              {to === undefined ? (
                <span dir="auto" aria-current="page">
                  {label}
                </span>
              ) : (
                <Link to={to}>{label}</Link>
              )}
            </li>
          ))}
        </ol>
      </nav>
      <button type="button" className={styles['find']} onClick={onFind}>
        {t('find')} <kbd>{navigator.platform.startsWith('Mac') ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
    </header>
  )
}
