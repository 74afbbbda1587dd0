import { queryOptions } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type ListSearch, pageOf } from '../../api/page-of.ts'
import { queryClient } from '../../api/query-client.ts'
import { type Realm, realmList } from '../../api/realms.ts'
import { useCreateRealmPermission } from '../../components/permission.ts'
import { ServerList } from '../../components/server-list.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'

export function RealmsPage() {
  const { t } = useTranslation('realms')
  const current = useRealm()
  const navigate = useNavigate()
  const permission = useCreateRealmPermission()
  const create = (
    <ActionButton disabledReason={permission.reason} onClick={() => void navigate({ to: paths.addRealm(current) })}>
      {t('create')}
    </ActionButton>
  )
  return (
    <Page title={t('realms')} about={t('realmsAbout')} actions={create}>
      <ServerList
        label={t('realms')}
        query={realmPage}
        rowId={({ realm }) => realm}
        searchLabel={t('search')}
        columns={[
          {
            id: 'realm',
            header: t('name'),
            cell: ({ realm }) => <Link to={paths.home(realm)}>{realm}</Link>,
            sortKey: ({ realm }) => realm,
          },
          {
            id: 'displayName',
            header: t('displayName'),
            cell: ({ displayName = '' }) => displayName,
            sortKey: ({ displayName = '' }) => displayName,
            secondary: true,
          },
          {
            id: 'state',
            header: t('state'),
            cell: ({ enabled }) => <Chip tone={enabled ? 'good' : 'plain'}>{t(enabled ? 'enabled' : 'disabled')}</Chip>,
          },
        ]}
        empty={<Notice title={t('empty')} action={create} />}
      />
    </Page>
  )
}

/** The server gives its realms whole: the page is cut out here. */
const realmPage = (search: ListSearch) =>
  queryOptions({
    queryKey: ['realms', 'page', search],
    queryFn: () =>
      pageOf(search, async ({ first, max }) => {
        const all = await queryClient.ensureQueryData(realmList())
        return all.filter((realm) => matches(realm, search.q ?? '')).slice(first, first + max)
      }),
  })

function matches({ realm, displayName = '' }: Realm, text: string): boolean {
  return `${realm} ${displayName}`.toLowerCase().includes(text.toLowerCase())
}
