import { useTranslation } from 'react-i18next'
import { environment } from '../environment.ts'
import { paths } from '../paths.ts'
import { Link } from '../ui/link.tsx'
import { Notice } from '../ui/notice.tsx'

export function MissingPage() {
  const { t } = useTranslation('shell')
  return (
    <Notice title={t('missingPage')} action={<Link to={paths.home(environment.realm)}>{t('toHome')}</Link>}>
      {t('missingPageText')}
    </Notice>
  )
}
