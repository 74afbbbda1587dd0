import { useTranslation } from 'react-i18next'
import { deleteProvider, type Provider, providerByAlias, updateProvider } from '../../api/identity-providers.ts'
import { DeleteAction } from '../../components/delete-action.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { SettingsForm } from '../../forms/settings-form.tsx'
import { paths } from '../../paths.ts'
import { Chip } from '../../ui/chip.tsx'
import { MissingPage } from '../../ui/missing-page.tsx'
import { TabbedPage, type TabTable } from '../../ui/tabbed-page.tsx'
import { ProviderFields } from './provider-fields.tsx'
import { ProviderMappers } from './provider-mappers.tsx'
import { hasSecret, valuesOf, withValues } from './provider-values.ts'
import { useProviderForm } from './use-provider-form.ts'

export interface ProviderProps {
  readonly realm: string
  readonly provider: Provider
}

const TABS = [
  { id: 'settings', Tab: ProviderSettings },
  { id: 'mappers', Tab: ProviderMappers },
] as const satisfies TabTable<ProviderProps>

export function ProviderPage() {
  const { t } = useTranslation('identity-providers')
  const realm = useRealm()
  const alias = useParam('alias')
  return (
    <Loaded
      query={providerByAlias(realm, alias)}
      missing={
        <MissingPage
          title={t('missing')}
          about={t('missingAbout', { alias })}
          to={paths.identityProviders(realm)}
          onward={t('toProviders')}
        />
      }
    >
      {(provider) => <LoadedProvider key={provider.alias} realm={realm} provider={provider} />}
    </Loaded>
  )
}

function LoadedProvider({ realm, provider }: ProviderProps) {
  const { t } = useTranslation('identity-providers')
  const { alias, displayName, providerId = 'oidc', enabled } = provider
  return (
    <TabbedPage
      title={displayName || alias}
      crumbs={[{ label: t('providers'), to: paths.identityProviders(realm) }]}
      crumb={alias}
      id={alias}
      facts={
        <>
          <Chip>{providerId}</Chip>
          <Chip tone={enabled ? 'good' : 'plain'}>{t(enabled ? 'enabledChip' : 'disabledChip')}</Chip>
        </>
      }
      about={t('later')}
      actions={<ProviderActions realm={realm} alias={alias} />}
      tabs={TABS}
      tabsLabel={t('tabs')}
      nameOf={(tab) => t(`tab-${tab}`)}
      pathOf={(tab) => paths.identityProvider(realm, providerId, alias, tab)}
      tabProps={{ realm, provider }}
    />
  )
}

function ProviderSettings({ realm, provider }: ProviderProps) {
  const form = useProviderForm(valuesOf(provider), (values) => updateProvider(realm, withValues(provider, values)))
  return (
    <SettingsForm form={form}>
      <ProviderFields form={form} secretKept={hasSecret(provider)} aliasFixed />
    </SettingsForm>
  )
}

function ProviderActions({ realm, alias }: { readonly realm: string; readonly alias: string }) {
  const { t } = useTranslation('identity-providers')
  const manage = usePermission('manage-identity-providers')
  return (
    <DeleteAction
      look="menu"
      label={t('delete')}
      disabledReason={manage.reason}
      title={t('deleteTitle', { alias })}
      consequences={[t('deleteMappers'), t('deleteLinks')]}
      verb={t('deleteNamed', { alias })}
      onDelete={() => deleteProvider(realm, alias)}
      leadsTo={paths.identityProviders(realm)}
    />
  )
}
