import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { scopeList, setRealmAssignment } from '../../api/client-scopes.ts'
import { AssignmentSelect } from '../../components/assignment-select.tsx'
import { usePermission } from '../../components/permission.ts'
import { ServerList } from '../../components/server-list.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ASSIGNMENTS, PROTOCOLS } from './scope-values.ts'

export function ClientScopesPage() {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  const navigate = useNavigate()
  const manage = usePermission('manage-clients')
  const create = (
    <ActionButton disabledReason={manage.reason} onClick={() => void navigate({ to: paths.addClientScope(realm) })}>
      {t('create')}
    </ActionButton>
  )
  return (
    <Page title={t('scopes')} about={t('scopesAbout')} actions={create}>
      <ServerList
        label={t('scopes')}
        query={(search) => scopeList(realm, search)}
        rowId={({ id }) => id}
        searchLabel={t('searchScope')}
        columns={[
          {
            id: 'name',
            header: t('name'),
            cell: ({ id, name }) => <Link to={paths.clientScope(realm, id)}>{name}</Link>,
            sortKey: ({ name }) => name,
          },
          {
            id: 'type',
            header: t('type'),
            cell: (scope) => (
              <AssignmentSelect
                scope={scope}
                choices={ASSIGNMENTS}
                disabledReason={manage.reason}
                onChange={(to) => setRealmAssignment(realm, scope.id, scope.assignment, to)}
              />
            ),
            sortKey: ({ assignment }) => assignment,
          },
          {
            id: 'protocol',
            header: t('protocol'),
            cell: ({ protocol }) => <Chip>{PROTOCOLS.find(({ value }) => value === protocol)?.title ?? protocol}</Chip>,
            sortKey: ({ protocol = '' }) => protocol,
            secondary: true,
          },
          { id: 'description', header: t('description'), cell: ({ description = '' }) => description, secondary: true },
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
