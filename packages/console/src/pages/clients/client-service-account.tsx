import { useTranslation } from 'react-i18next'
import { serviceAccountOf } from '../../api/clients.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { RoleMapping } from '../../components/role-mapping.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { ClientTabProps } from './client-page.tsx'
import styles from './client-scopes.module.css'

/** The roles of the account by which the client acts for itself. */
export function ClientServiceAccount({ client }: ClientTabProps) {
  const { t } = useTranslation('clients')
  const realm = useRealm()
  const manage = usePermission('manage-users')
  if (!client.serviceAccountsEnabled) {
    return (
      <Notice title={t('noServiceAccount')} action={<Link to={paths.client(realm, client.id)}>{t('toSettings')}</Link>}>
        {t('noServiceAccountAbout')}
      </Notice>
    )
  }
  return (
    <Loaded query={serviceAccountOf(realm, client.id)}>
      {({ id, name }) => (
        <>
          <p className={styles['about']}>
            {t('serviceAccountRoles')} <Link to={paths.user(realm, id)}>{name}</Link>
          </p>
          <RoleMapping holder={{ kind: 'user', id, name }} disabledReason={manage.reason} />
        </>
      )}
    </Loaded>
  )
}
