import { useNavigate } from '@tanstack/react-router'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ClientScope, deleteScope, scopeById } from '../../api/client-scopes.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { RoleMapping } from '../../components/role-mapping.tsx'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Link } from '../../ui/link.tsx'
import { Page } from '../../ui/page.tsx'
import { UrlTabs } from '../../ui/url-tabs.tsx'
import { MapperList } from '../protocol-mappers/mapper-list.tsx'
import { ScopeSettings } from './scope-settings.tsx'
import { PROTOCOLS } from './scope-values.ts'

export interface ScopeTabProps {
  readonly scope: ClientScope
}

/** A row for each tab, in their order. */
const TABS = [
  { id: 'settings', Tab: ScopeSettings },
  { id: 'mappers', Tab: ScopeMappers },
  { id: 'scope', Tab: ScopeRoles },
] as const satisfies readonly { readonly id: string; readonly Tab: ComponentType<ScopeTabProps> }[]

export function ClientScopePage() {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  const id = useParam('id')
  return (
    <Loaded
      query={scopeById(realm, id)}
      missing={
        <Page
          title={t('missing')}
          crumbs={[{ label: t('scopes'), to: paths.clientScopes(realm) }]}
          about={t('missingAbout', { id })}
        >
          <Link to={paths.clientScopes(realm)}>{t('toScopes')}</Link>
        </Page>
      }
    >
      {(scope) => <LoadedScope key={scope.id} scope={scope} />}
    </Loaded>
  )
}

function LoadedScope({ scope }: ScopeTabProps) {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  const asked = useParam('tab')
  const { id: current, Tab } = TABS.find(({ id }) => id === asked) ?? TABS[0]
  const tabs = TABS.map(({ id }) => ({ id, label: t(`tab-${id}`), to: paths.clientScope(realm, scope.id, id) }))
  return (
    <Page
      title={scope.name}
      crumbs={[{ label: t('scopes'), to: paths.clientScopes(realm) }]}
      facts={<Chip>{PROTOCOLS.find(({ value }) => value === scope.protocol)?.title ?? scope.protocol}</Chip>}
      about={scope.description}
      actions={<Delete scope={scope} />}
      tabs={<UrlTabs label={t('tabs')} tabs={tabs} current={current} />}
    >
      <Tab scope={scope} />
    </Page>
  )
}

function ScopeMappers({ scope }: ScopeTabProps) {
  const { t } = useTranslation('scopes')
  return <MapperList holder={{ kind: 'clientScope', id: scope.id, name: scope.name }} about={t('mappersAbout')} />
}

function ScopeRoles({ scope }: ScopeTabProps) {
  const manage = usePermission('manage-clients')
  return <RoleMapping holder={{ kind: 'clientScope', id: scope.id, name: scope.name }} disabledReason={manage.reason} />
}

function Delete({ scope }: ScopeTabProps) {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  const navigate = useNavigate()
  const manage = usePermission('manage-clients')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  const { name } = scope
  return (
    <>
      <ActionButton variant="default" disabledReason={manage.reason} onClick={() => setAsked(true)}>
        {t('delete')}
      </ActionButton>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('deleteTitle', { name })}
        consequences={[t('deleteClients', { name }), t('deleteMappers', { count: scope.protocolMappers?.length ?? 0 })]}
        verb={t('deleteNamed', { name })}
        explain={explain}
        onConfirm={async () => {
          await deleteScope(realm, scope.id)
          await navigate({ to: paths.clientScopes(realm), ignoreBlocker: true })
        }}
      />
    </>
  )
}
