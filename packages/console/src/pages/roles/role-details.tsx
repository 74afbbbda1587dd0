import { useTranslation } from 'react-i18next'
import { ownerOf, updateRole } from '../../api/roles.ts'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { TextField } from '../../forms/text-field.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import type { RoleTabProps } from './role-page.tsx'
import { managesRoles } from './role-place.ts'
import { fieldOfRole, type RoleValues } from './role-values.ts'

export function RoleDetails({ role }: RoleTabProps) {
  const { t } = useTranslation('roles')
  const realm = useRealm()
  const manage = usePermission(managesRoles(ownerOf(role)))
  const form = useSettingsForm<RoleValues>({
    loaded: { name: role.name, description: role.description ?? '' },
    names: { name: t('name'), description: t('description') },
    disabledReason: manage.reason,
    validate: ({ name }) => ({ name: name.trim() === '' ? t('nameMissing') : undefined }),
    fieldOf: fieldOfRole,
    save: ({ name, description }) => updateRole(realm, { ...role, name: name.trim(), description: description.trim() }),
  })
  return (
    <SettingsForm form={form}>
      <SettingsSection title={t('details')} about={t('detailsAbout')}>
        <TextField field={form.field('name')} description={t('nameChange')} required machine />
        <TextField field={form.field('description')} lines={3} />
      </SettingsSection>
    </SettingsForm>
  )
}
