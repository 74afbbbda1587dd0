import { useTranslation } from 'react-i18next'
import { ownerOf, updateRole } from '../../api/roles.ts'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { attributeRows, attributesOf, lacksKey } from '../../forms/attribute-rows.ts'
import { type AttributeRow, AttributesField } from '../../forms/attributes-field.tsx'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import type { RoleTabProps } from './role-page.tsx'
import { managesRoles } from './role-place.ts'

export function RoleAttributes({ role }: RoleTabProps) {
  const { t } = useTranslation(['roles', 'ui'])
  const realm = useRealm()
  const manage = usePermission(managesRoles(ownerOf(role)))
  const form = useSettingsForm<{ readonly attributes: readonly AttributeRow[] }>({
    loaded: { attributes: attributeRows(role.attributes) },
    names: { attributes: t('attributes') },
    disabledReason: manage.reason,
    validate: ({ attributes }) => ({ attributes: lacksKey(attributes) ? t('ui:keyMissing') : undefined }),
    save: ({ attributes }) => updateRole(realm, { ...role, attributes: attributesOf(attributes) }),
  })
  return (
    <SettingsForm form={form}>
      <SettingsSection title={t('attributes')} about={t('attributesAbout')}>
        <AttributesField field={form.field('attributes')} />
      </SettingsSection>
    </SettingsForm>
  )
}
