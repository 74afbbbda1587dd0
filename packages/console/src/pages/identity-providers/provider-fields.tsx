import { PasswordInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRealm } from '../../components/use-realm.ts'
import { environment } from '../../environment.ts'
import { SettingsSection } from '../../forms/settings-form.tsx'
import { TextField } from '../../forms/text-field.tsx'
import { ToggleField } from '../../forms/toggle-field.tsx'
import type { SettingsFormState } from '../../forms/use-settings-form.ts'
import { DiscoveryImport } from './discovery-import.tsx'
import type { ProviderValues } from './provider-values.ts'

interface ProviderFieldsProps {
  readonly form: SettingsFormState<ProviderValues>
  readonly secretKept?: boolean
  /** The alias stands in addresses that others know. */
  readonly aliasFixed?: boolean
}

export function ProviderFields({ form, secretKept = false, aliasFixed = false }: ProviderFieldsProps) {
  const { t } = useTranslation('identity-providers')
  const realm = useRealm()
  const alias = form.field('alias')
  const secret = form.field('clientSecret')
  const broker = `${environment.serverUrl}/realms/${encodeURIComponent(realm)}/broker`
  return (
    <>
      <SettingsSection title={t('general')} about={t('generalAbout')}>
        <TextField
          field={{ ...alias, disabled: alias.disabled || aliasFixed }}
          description={t('aliasAbout')}
          required
          machine
        />
        <p>
          {t('redirectUri')}: <code>{`${broker}/${alias.value.trim() || '…'}/endpoint`}</code>
        </p>
        <TextField field={form.field('displayName')} description={t('displayNameAbout')} />
        <ToggleField field={form.field('enabled')} description={t('enabledAbout')} />
        <ToggleField field={form.field('trustEmail')} description={t('trustEmailAbout')} />
      </SettingsSection>
      <SettingsSection title={t('endpoints')} about={t('endpointsAbout')}>
        <DiscoveryImport form={form} />
        <TextField field={form.field('issuer')} machine />
        <TextField field={form.field('authorizationUrl')} required machine />
        <TextField field={form.field('tokenUrl')} required machine />
        <TextField field={form.field('userInfoUrl')} machine />
        <TextField field={form.field('jwksUrl')} machine />
      </SettingsSection>
      <SettingsSection title={t('client')} about={t('clientAbout')}>
        <TextField field={form.field('clientId')} required machine />
        <PasswordInput
          label={secret.label}
          description={secretKept ? t('secretKept') : undefined}
          value={secret.value}
          error={secret.error}
          disabled={secret.disabled}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-hidden': true, tabIndex: -1 }}
          onChange={({ currentTarget }) => secret.onChange(currentTarget.value)}
        />
        <TextField field={form.field('scopes')} description={t('scopesAbout')} machine />
      </SettingsSection>
    </>
  )
}
