import { useTranslation } from 'react-i18next'
import { useRealm } from '../components/use-realm.ts'
import { paths } from '../paths.ts'
import { MissingPage } from '../ui/missing-page.tsx'

/** For an address that no route has. */
export function UnknownPage() {
  const { t } = useTranslation('shell')
  return (
    <MissingPage
      title={t('missingPage')}
      about={t('missingPageText')}
      to={paths.home(useRealm())}
      onward={t('toHome')}
    />
  )
}
