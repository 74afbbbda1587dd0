import { useTranslation } from 'react-i18next'
import { usersInRole } from '../../api/roles.ts'
import { ServerList } from '../../components/server-list.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { Chip } from '../../ui/chip.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { RoleTabProps } from './role-page.tsx'
import styles from './role-users.module.css'

/** Those who were given the role themselves; the server does not list who inherits it. */
export function RoleUsers({ role }: RoleTabProps) {
  const { t } = useTranslation('roles')
  const realm = useRealm()
  return (
    <>
      <p className={styles['about']}>{t('usersAbout')}</p>
      <ServerList
        label={t('users')}
        query={(search) => usersInRole(realm, role, search)}
        rowId={({ id = '' }) => id}
        columns={[
          {
            id: 'username',
            header: t('username'),
            cell: ({ id = '', username = '' }) => <Link to={paths.user(realm, id)}>{username}</Link>,
          },
          {
            id: 'name',
            header: t('personName'),
            cell: ({ firstName = '', lastName = '' }) => `${firstName} ${lastName}`,
            secondary: true,
          },
          { id: 'email', header: t('email'), cell: ({ email }) => email, secondary: true },
          {
            id: 'state',
            header: t('state'),
            cell: ({ enabled }) => <Chip tone={enabled ? 'good' : 'plain'}>{t(enabled ? 'enabled' : 'disabled')}</Chip>,
          },
        ]}
        empty={<Notice title={t('nobody')}>{t('nobodyAbout')}</Notice>}
      />
    </>
  )
}
