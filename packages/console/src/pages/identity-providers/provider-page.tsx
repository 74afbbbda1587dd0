import { Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  deleteProvider,
  type Provider,
  type ProviderMapper,
  providerByAlias,
  providerMappers,
  updateProvider,
} from '../../api/identity-providers.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { SettingsForm } from '../../forms/settings-form.tsx'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { UrlTabs } from '../../ui/url-tabs.tsx'
import { ProviderFields } from './provider-fields.tsx'
import { hasSecret, valuesOf, withValues } from './provider-values.ts'
import { useProviderForm } from './use-provider-form.ts'

interface ProviderProps {
  readonly realm: string
  readonly provider: Provider
}

/** A row for each tab, in their order. */
const TABS = [
  { id: 'settings', Tab: ProviderSettings },
  { id: 'mappers', Tab: ProviderMappers },
] as const satisfies readonly { readonly id: string; readonly Tab: ComponentType<ProviderProps> }[]

export function ProviderPage() {
  const { t } = useTranslation('identity-providers')
  const realm = useRealm()
  const alias = useParam('alias')
  return (
    <Loaded
      query={providerByAlias(realm, alias)}
      missing={
        <Page title={t('missing')} about={t('missingAbout', { alias })}>
          <Link to={paths.identityProviders(realm)}>{t('toProviders')}</Link>
        </Page>
      }
    >
      {(provider) => <LoadedProvider key={provider.alias} realm={realm} provider={provider} />}
    </Loaded>
  )
}

function LoadedProvider({ realm, provider }: ProviderProps) {
  const { t } = useTranslation('identity-providers')
  const tab = useParam('tab')
  const { alias, displayName, providerId = 'oidc', enabled } = provider
  const { id: current, Tab } = TABS.find(({ id }) => id === tab) ?? TABS[0]
  const tabs = TABS.map(({ id }) => ({
    id,
    label: t(`tab-${id}`),
    to: paths.identityProvider(realm, providerId, alias, id),
  }))
  return (
    <Page
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
      tabs={<UrlTabs label={t('tabs')} tabs={tabs} current={current} />}
    >
      <Tab realm={realm} provider={provider} />
    </Page>
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

function ProviderMappers({ realm, provider: { alias } }: ProviderProps) {
  return <Loaded query={providerMappers(realm, alias)}>{(mappers) => <MapperTable mappers={mappers} />}</Loaded>
}

function MapperTable({ mappers }: { readonly mappers: readonly ProviderMapper[] }) {
  const { t } = useTranslation('identity-providers')
  if (mappers.length === 0) return <Notice title={t('mappersEmpty')}>{t('mappersEmptyAbout')}</Notice>
  return (
    <DataTable
      label={t('tab-mappers')}
      rows={mappers}
      rowId={({ id }) => id}
      columns={[
        { id: 'name', header: t('mapperName'), cell: ({ name }) => name },
        { id: 'kind', header: t('mapperKind'), cell: ({ identityProviderMapper: kind }) => <code>{kind}</code> },
        {
          id: 'sync',
          header: t('mapperSync'),
          cell: ({ config }) => String(Reflect.get(Object(config), 'syncMode') ?? ''),
          secondary: true,
        },
      ]}
    />
  )
}

function ProviderActions({ realm, alias }: { readonly realm: string; readonly alias: string }) {
  const { t } = useTranslation(['identity-providers', 'ui'])
  const navigate = useNavigate()
  const manage = usePermission('manage-identity-providers')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
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
        title={t('deleteTitle', { alias })}
        consequences={[t('deleteMappers'), t('deleteLinks')]}
        verb={t('deleteNamed', { alias })}
        explain={explain}
        onConfirm={async () => {
          await deleteProvider(realm, alias)
          await navigate({ to: paths.identityProviders(realm), ignoreBlocker: true })
        }}
      />
    </>
  )
}
