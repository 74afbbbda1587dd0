import { useTranslation } from 'react-i18next'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Link } from '../../ui/link.tsx'
import { Page } from '../../ui/page.tsx'
import { GettingStarted } from './getting-started.tsx'
import styles from './home-page.module.css'
import { LastDay } from './last-day.tsx'

export function HomePage() {
  const { t } = useTranslation(['home', 'shell'])
  const realm = useRealm()
  return (
    <Page title={realm} crumb={t('shell:home')} about={t('about')}>
      <div className={styles['columns']}>
        <GettingStarted realm={realm} />
        <LastDay realm={realm} />
      </div>
      <h2 className={styles['ways']}>{t('ways')}</h2>
      <ul className={styles['cards']}>
        <Card to={paths.clients(realm)} icon="client" title={t('clients')} about={t('clientsAbout')} />
        <Card to={paths.realmSettings(realm)} icon="settings" title={t('settings')} about={t('settingsAbout')} />
        <Card to={paths.doctor(realm)} icon="doctor" title={t('doctor')} about={t('doctorAbout')} />
      </ul>
    </Page>
  )
}

interface CardProps {
  readonly to: string
  readonly icon: IconName
  readonly title: string
  readonly about: string
}

function Card({ to, icon, title, about }: CardProps) {
  return (
    <li className={styles['card']}>
      <Icon name={icon} size={22} />
      <Link to={to}>{title}</Link>
      <p>{about}</p>
    </li>
  )
}
