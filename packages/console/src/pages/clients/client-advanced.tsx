import { useTranslation } from 'react-i18next'
import { updateClient } from '../../api/clients.ts'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { AttributesField } from '../../forms/attributes-field.tsx'
import { DurationField } from '../../forms/duration-field.tsx'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import { type AdvancedValues, advancedValuesOf, withAdvancedValues } from './advanced-values.ts'
import type { ClientTabProps } from './client-page.tsx'

export function ClientAdvanced({ client }: ClientTabProps) {
  const { t } = useTranslation(['clients', 'ui'])
  const realm = useRealm()
  const manage = usePermission('manage-clients')
  const form = useSettingsForm<AdvancedValues>({
    loaded: advancedValuesOf(client),
    names: { accessTokenLifespan: t('accessTokenLifespan'), attributes: t('attributes') },
    disabledReason: manage.reason,
    validate: ({ attributes }) => ({
      attributes: attributes.some(({ key, value }) => key === '' && value !== '') ? t('ui:keyMissing') : undefined,
    }),
    save: (values) => updateClient(realm, withAdvancedValues(client, values)),
  })
  return (
    <SettingsForm form={form}>
      <SettingsSection title={t('lifespans')} about={t('lifespansAbout')}>
        <DurationField field={form.field('accessTokenLifespan')} description={t('accessTokenLifespanAbout')} />
      </SettingsSection>
      <SettingsSection title={t('attributes')} about={t('attributesAbout')}>
        <AttributesField field={form.field('attributes')} />
      </SettingsSection>
    </SettingsForm>
  )
}
