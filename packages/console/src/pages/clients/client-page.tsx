import { useTranslation } from 'react-i18next'
import { type Client, clientById, deleteClient } from '../../api/clients.ts'
import { ownWords } from '../../api/own-words.ts'
import { DeleteAction } from '../../components/delete-action.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { Chip } from '../../ui/chip.tsx'
import { MissingPage } from '../../ui/missing-page.tsx'
import { TabbedPage, type TabTable } from '../../ui/tabbed-page.tsx'
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
] as const satisfies TabTable<ClientTabProps>

export function ClientPage() {
  const { t } = useTranslation('clients')
  const realm = useRealm()
  const id = useParam('id')
  return (
    <Loaded
      query={clientById(realm, id)}
      missing={
        <MissingPage
          title={t('missing')}
          about={t('missingAbout', { id })}
          crumbs={[{ label: t('clients'), to: paths.clients(realm) }]}
          to={paths.clients(realm)}
          onward={t('toClients')}
        />
      }
    >
      {(client) => <LoadedClient key={client.id} client={client} />}
    </Loaded>
  )
}

function LoadedClient({ client }: ClientTabProps) {
  const { t } = useTranslation('clients')
  const realm = useRealm()
  const { clientId, enabled } = client
  return (
    <TabbedPage
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
      tabs={TABS}
      tabsLabel={t('tabs')}
      nameOf={(tab) => t(`tab-${tab}`)}
      pathOf={(tab) => paths.client(realm, client.id, tab)}
      tabProps={{ client }}
    />
  )
}

function ClientActions({ client: { id, clientId } }: ClientTabProps) {
  const { t } = useTranslation('clients')
  const realm = useRealm()
  const manage = usePermission('manage-clients')
  return (
    <DeleteAction
      look="menu"
      label={t('delete')}
      disabledReason={manage.reason}
      title={t('deleteTitle', { clientId })}
      consequences={[t('deleteSessions'), t('deleteRoles'), t('deleteSecret')]}
      verb={t('deleteNamed', { clientId })}
      onDelete={() => deleteClient(realm, id)}
      leadsTo={paths.clients(realm)}
    />
  )
}
