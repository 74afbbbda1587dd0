import { useTranslation } from 'react-i18next'
import { type ClientScope, deleteScope, scopeById } from '../../api/client-scopes.ts'
import { DeleteAction } from '../../components/delete-action.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { RoleMapping } from '../../components/role-mapping.tsx'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { Chip } from '../../ui/chip.tsx'
import { MissingPage } from '../../ui/missing-page.tsx'
import { TabbedPage, type TabTable } from '../../ui/tabbed-page.tsx'
import { MapperList } from '../protocol-mappers/mapper-list.tsx'
import { ScopeSettings } from './scope-settings.tsx'
import { PROTOCOLS } from './scope-values.ts'

export interface ScopeTabProps {
  readonly scope: ClientScope
}

const TABS = [
  { id: 'settings', Tab: ScopeSettings },
  { id: 'mappers', Tab: ScopeMappers },
  { id: 'scope', Tab: ScopeRoles },
] as const satisfies TabTable<ScopeTabProps>

export function ClientScopePage() {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  const id = useParam('id')
  return (
    <Loaded
      query={scopeById(realm, id)}
      missing={
        <MissingPage
          title={t('missing')}
          about={t('missingAbout', { id })}
          crumbs={[{ label: t('scopes'), to: paths.clientScopes(realm) }]}
          to={paths.clientScopes(realm)}
          onward={t('toScopes')}
        />
      }
    >
      {(scope) => <LoadedScope key={scope.id} scope={scope} />}
    </Loaded>
  )
}

function LoadedScope({ scope }: ScopeTabProps) {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  return (
    <TabbedPage
      title={scope.name}
      crumbs={[{ label: t('scopes'), to: paths.clientScopes(realm) }]}
      facts={<Chip>{PROTOCOLS.find(({ value }) => value === scope.protocol)?.title ?? scope.protocol}</Chip>}
      about={scope.description}
      actions={<ScopeActions scope={scope} />}
      tabs={TABS}
      tabsLabel={t('tabs')}
      nameOf={(tab) => t(`tab-${tab}`)}
      pathOf={(tab) => paths.clientScope(realm, scope.id, tab)}
      tabProps={{ scope }}
    />
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

function ScopeActions({ scope: { id, name, protocolMappers = [] } }: ScopeTabProps) {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  const manage = usePermission('manage-clients')
  return (
    <DeleteAction
      look="button"
      label={t('delete')}
      disabledReason={manage.reason}
      title={t('deleteTitle', { name })}
      consequences={[t('deleteClients', { name }), t('deleteMappers', { count: protocolMappers.length })]}
      verb={t('deleteNamed', { name })}
      onDelete={() => deleteScope(realm, id)}
      leadsTo={paths.clientScopes(realm)}
    />
  )
}
