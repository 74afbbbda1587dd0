import { useTranslation } from 'react-i18next'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Link } from '../../ui/link.tsx'
import { Page } from '../../ui/page.tsx'
import styles from './home-page.module.css'

export function HomePage() {
  const { t } = useTranslation(['realms', 'shell'])
  const realm = useRealm()
  return (
    <Page title={realm} crumb={t('shell:home')} about={t('homeAbout')}>
      <ul className={styles['cards']}>
        <Card to={paths.addClient(realm)} icon="plus" title={t('homeAddClient')} about={t('homeAddClientAbout')} />
        <Card to={paths.clients(realm)} icon="client" title={t('homeClients')} about={t('homeClientsAbout')} />
        <Card to={paths.realms(realm)} icon="folder" title={t('homeRealms')} about={t('homeRealmsAbout')} />
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
