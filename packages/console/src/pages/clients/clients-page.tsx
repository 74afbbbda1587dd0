import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Client, clientList } from '../../api/clients.ts'
import { ownWords } from '../../api/own-words.ts'
import { usePermission } from '../../components/permission.ts'
import { ServerList } from '../../components/server-list.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { kindOf } from './client-kind.ts'

export function ClientsPage() {
  const { t } = useTranslation('clients')
  const realm = useRealm()
  const navigate = useNavigate()
  const manage = usePermission('manage-clients')
  const create = (
    <ActionButton disabledReason={manage.reason} onClick={() => void navigate({ to: paths.addClient(realm) })}>
      {t('create')}
    </ActionButton>
  )
  return (
    <Page title={t('clients')} about={t('clientsAbout')} actions={create}>
      <ServerList
        label={t('clients')}
        query={(search) => clientList(realm, search)}
        rowId={({ id }) => id}
        searchLabel={t('search')}
        columns={[
          {
            id: 'clientId',
            header: t('clientId'),
            cell: ({ id, clientId }) => <Link to={paths.client(realm, id)}>{clientId}</Link>,
            sortKey: ({ clientId }) => clientId,
          },
          { id: 'name', header: t('name'), cell: nameOf, sortKey: nameOf, secondary: true },
          {
            id: 'kind',
            header: t('kindShort'),
            cell: (client) => t(`kind-${kindOf(client)}`),
            sortKey: (client) => t(`kind-${kindOf(client)}`),
            secondary: true,
          },
          {
            id: 'state',
            header: t('state'),
            cell: ({ enabled }) => <Chip tone={enabled ? 'good' : 'plain'}>{t(enabled ? 'enabled' : 'disabled')}</Chip>,
            sortKey: ({ enabled }) => Number(enabled),
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

function nameOf({ name }: Client): string {
  return ownWords(name)
}
