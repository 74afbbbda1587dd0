import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { providerList } from '../../api/identity-providers.ts'
import { usePermission } from '../../components/permission.ts'
import { ServerList } from '../../components/server-list.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { Strip } from '../../ui/strip.tsx'

export function ProvidersPage() {
  const { t } = useTranslation('identity-providers')
  const realm = useRealm()
  const navigate = useNavigate()
  const manage = usePermission('manage-identity-providers')
  const add = (
    <ActionButton
      disabledReason={manage.reason}
      onClick={() => void navigate({ to: paths.addIdentityProvider(realm) })}
    >
      {t('add')}
    </ActionButton>
  )
  return (
    <Page title={t('providers')} about={t('about')} actions={add}>
      <Strip>{t('later')}</Strip>
      <ServerList
        label={t('providers')}
        query={(search) => providerList(realm, search)}
        rowId={({ alias }) => alias}
        searchLabel={t('search')}
        columns={[
          {
            id: 'alias',
            header: t('alias'),
            cell: ({ alias, providerId = 'oidc' }) => (
              <Link to={paths.identityProvider(realm, providerId, alias)}>{alias}</Link>
            ),
            sortKey: ({ alias }) => alias,
          },
          {
            id: 'displayName',
            header: t('displayName'),
            cell: ({ displayName = '' }) => displayName,
            sortKey: ({ displayName = '' }) => displayName,
            secondary: true,
          },
          { id: 'kind', header: t('kind'), cell: ({ providerId }) => <code>{providerId}</code>, secondary: true },
          {
            id: 'state',
            header: t('state'),
            cell: ({ enabled }) => (
              <Chip tone={enabled ? 'good' : 'plain'}>{t(enabled ? 'enabledChip' : 'disabledChip')}</Chip>
            ),
          },
        ]}
        empty={
          <Notice title={t('empty')} action={add}>
            {t('about')}
          </Notice>
        }
      />
    </Page>
  )
}
