import { useTranslation } from 'react-i18next'
import { useRealm } from '../components/use-realm.ts'
import { paths } from '../paths.ts'
import { Link } from '../ui/link.tsx'
import { Page } from '../ui/page.tsx'

export function MissingPage() {
  const { t } = useTranslation('shell')
  return (
    <Page title={t('missingPage')} about={t('missingPageText')}>
      <p>
        <Link to={paths.home(useRealm())}>{t('toHome')}</Link>
      </p>
    </Page>
  )
}
