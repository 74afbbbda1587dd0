import { useTranslation } from 'react-i18next'
import { SettingsSection } from '../../forms/settings-form.tsx'
import { TextField } from '../../forms/text-field.tsx'
import { ToggleField } from '../../forms/toggle-field.tsx'
import type { SettingsFormState } from '../../forms/use-settings-form.ts'
import type { ScopeValues } from './scope-values.ts'

/** The settings of a scope, new or present. */
export function ScopeFields<Values extends ScopeValues>({ form }: { readonly form: SettingsFormState<Values> }) {
  const { t } = useTranslation('scopes')
  return (
    <>
      <SettingsSection title={t('general')} about={t('generalAbout')}>
        <TextField field={form.field('name')} description={t('nameAbout')} required machine />
        <TextField field={form.field('description')} description={t('descriptionAbout')} />
        <ToggleField field={form.field('inTokenScope')} description={t('inTokenScopeAbout')} />
      </SettingsSection>
      <SettingsSection title={t('consent')} about={t('consentAbout')}>
        <ToggleField field={form.field('onConsent')} description={t('onConsentAbout')} />
        <TextField field={form.field('consentText')} description={t('consentTextAbout')} />
        <TextField field={form.field('order')} description={t('orderAbout')} />
      </SettingsSection>
    </>
  )
}
