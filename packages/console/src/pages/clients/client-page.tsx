import { Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Client, clientById, deleteClient } from '../../api/clients.ts'
import { ownWords } from '../../api/own-words.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Link } from '../../ui/link.tsx'
import { Page } from '../../ui/page.tsx'
import { UrlTabs } from '../../ui/url-tabs.tsx'
import { ClientAdvanced } from './client-advanced.tsx'
import { ClientCredentials } from './client-credentials.tsx'
import { ClientInstallation } from './client-installation.tsx'
import { ClientKeys } from './client-keys.tsx'
import { ClientRoles } from './client-roles.tsx'
import { ClientScopesTab } from './client-scopes-tab.tsx'
import { ClientServiceAccount } from './client-service-account.tsx'
import { ClientSessions } from './client-sessions.tsx'
import { ClientSettings } from './client-settings.tsx'

export interface ClientTabProps {
  readonly client: Client
}

/** A row for each tab, in their order. */
const TABS = [
  { id: 'settings', Tab: ClientSettings },
  { id: 'credentials', Tab: ClientCredentials },
  { id: 'keys', Tab: ClientKeys },
  { id: 'roles', Tab: ClientRoles },
  { id: 'clientScopes', Tab: ClientScopesTab },
  { id: 'serviceAccount', Tab: ClientServiceAccount },
  { id: 'sessions', Tab: ClientSessions },
  { id: 'installation', Tab: ClientInstallation },
  { id: 'advanced', Tab: ClientAdvanced },
] as const satisfies readonly { readonly id: string; readonly Tab: ComponentType<ClientTabProps> }[]

export function ClientPage() {
  const { t } = useTranslation('clients')
  const realm = useRealm()
  const id = useParam('id')
  const crumbs = [{ label: t('clients'), to: paths.clients(realm) }]
  return (
    <Loaded
      query={clientById(realm, id)}
      missing={
        <Page title={t('missing')} crumbs={crumbs} about={t('missingAbout', { id })}>
          <Link to={paths.clients(realm)}>{t('toClients')}</Link>
        </Page>
      }
    >
      {(client) => <LoadedClient key={client.id} client={client} />}
    </Loaded>
  )
}

function LoadedClient({ client }: ClientTabProps) {
  const { t } = useTranslation('clients')
  const realm = useRealm()
  const tab = useParam('tab')
  const { clientId, enabled } = client
  const { Tab } = TABS.find(({ id }) => id === tab) ?? TABS[0]
  const tabs = TABS.map(({ id }) => ({ id, label: t(`tab-${id}`), to: paths.client(realm, client.id, id) }))
  return (
    <Page
      title={ownWords(client.name) || clientId}
      crumbs={[{ label: t('clients'), to: paths.clients(realm) }]}
      crumb={clientId}
      id={clientId}
      facts={
        <>
          <Chip>{client.protocol === 'saml' ? 'SAML' : 'OpenID Connect'}</Chip>
          <Chip tone={enabled ? 'good' : 'plain'}>{t(enabled ? 'enabled' : 'disabled')}</Chip>
        </>
      }
      actions={<ClientActions client={client} />}
      tabs={<UrlTabs label={t('tabs')} tabs={tabs} current={tab} />}
    >
      <Tab client={client} />
    </Page>
  )
}

function ClientActions({ client }: ClientTabProps) {
  const { t } = useTranslation(['clients', 'ui'])
  const realm = useRealm()
  const navigate = useNavigate()
  const manage = usePermission('manage-clients')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  const { clientId } = client
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionButton variant="default">{t('ui:more')}</ActionButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="red" disabled={!manage.allowed} title={manage.reason} onClick={() => setAsked(true)}>
            {t('delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('deleteTitle', { clientId })}
        consequences={[t('deleteSessions'), t('deleteRoles'), t('deleteSecret')]}
        verb={t('deleteNamed', { clientId })}
        explain={explain}
        onConfirm={async () => {
          await deleteClient(realm, client.id)
          await navigate({ to: paths.clients(realm), ignoreBlocker: true })
        }}
      />
    </>
  )
}
