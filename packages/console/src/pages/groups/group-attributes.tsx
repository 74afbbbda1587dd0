import { useTranslation } from 'react-i18next'
import { updateGroup } from '../../api/groups.ts'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { attributeRows, attributesOf, lacksKey } from '../../forms/attribute-rows.ts'
import { type AttributeRow, AttributesField } from '../../forms/attributes-field.tsx'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import type { GroupTabProps } from './group-page.tsx'

export function GroupAttributes({ group }: GroupTabProps) {
  const { t } = useTranslation(['groups', 'ui'])
  const realm = useRealm()
  const manage = usePermission('manage-users')
  const form = useSettingsForm<{ readonly attributes: readonly AttributeRow[] }>({
    loaded: { attributes: attributeRows(group.attributes) },
    names: { attributes: t('attributes') },
    disabledReason: manage.reason,
    validate: ({ attributes }) => ({ attributes: lacksKey(attributes) ? t('ui:keyMissing') : undefined }),
    save: ({ attributes }) => updateGroup(realm, { ...group, attributes: attributesOf(attributes) }),
  })
  return (
    <SettingsForm form={form}>
      <SettingsSection title={t('attributes')} about={t('attributesAbout')}>
        <AttributesField field={form.field('attributes')} />
      </SettingsSection>
    </SettingsForm>
  )
}
