import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { userCount, userList } from '../../api/users.ts'
import { usePermission } from '../../components/permission.ts'
import { ServerList } from '../../components/server-list.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Link } from '../../ui/link.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'

export function UsersPage() {
  const { t, i18n } = useTranslation('users')
  const realm = useRealm()
  const navigate = useNavigate()
  const manage = usePermission('manage-users')
  const { data: count = 0 } = useQuery(userCount(realm))
  const shown = new Intl.NumberFormat(i18n.language).format(count)
  const create = (
    <ActionButton disabledReason={manage.reason} onClick={() => void navigate({ to: paths.addUser(realm) })}>
      {t('create')}
    </ActionButton>
  )
  return (
    <Page
      title={t('users')}
      facts={count > 0 ? t('userCount', { count, shown }) : undefined}
      about={t('usersAbout')}
      actions={create}
    >
      <ServerList
        label={t('users')}
        query={(search) => userList(realm, search)}
        rowId={({ id }) => id}
        searchLabel={t('search')}
        searchHint={t('searchHint')}
        columns={[
          {
            id: 'username',
            header: t('username'),
            cell: ({ id, username }) => <Link to={paths.user(realm, id)}>{username}</Link>,
            sortKey: ({ username }) => username,
          },
          {
            id: 'name',
            header: t('name'),
            cell: ({ firstName = '', lastName = '' }) => `${firstName} ${lastName}`,
            sortKey: ({ firstName = '', lastName = '' }) => `${lastName} ${firstName}`,
            secondary: true,
          },
          {
            id: 'email',
            header: t('email'),
            cell: ({ email }) => email,
            sortKey: ({ email = '' }) => email,
            secondary: true,
          },
          {
            id: 'state',
            header: t('state'),
            cell: ({ enabled }) => <Chip tone={enabled ? 'good' : 'plain'}>{t(enabled ? 'enabled' : 'disabled')}</Chip>,
            sortKey: ({ enabled }) => Number(enabled),
          },
          {
            id: 'created',
            header: t('created'),
            cell: ({ createdTimestamp = 0 }) => createdTimestamp > 0 && <Moment at={createdTimestamp} />,
            sortKey: ({ createdTimestamp = 0 }) => createdTimestamp,
            secondary: true,
          },
        ]}
        empty={
          <Notice title={t('empty')} action={create}>
            {t('emptyAbout')}
          </Notice>
        }
      />
    </Page>
  )
}
