import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { createRole } from '../../api/roles.ts'
import { usePermission } from '../../components/permission.ts'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { CreateForm } from '../../forms/create-form.tsx'
import { SettingsSection } from '../../forms/settings-form.tsx'
import { TextField } from '../../forms/text-field.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import { Page } from '../../ui/page.tsx'
import { managesRoles, pathOfRole, pathOfRoles, useRoleCrumbs } from './role-place.ts'
import { fieldOfRole, type RoleValues } from './role-values.ts'

const EMPTY: RoleValues = { name: '', description: '' }

/** For the realm, or for the client in the address. */
export function AddRolePage() {
  const { t } = useTranslation('roles')
  const realm = useRealm()
  const owner = useParam('id') || undefined
  const navigate = useNavigate()
  const manage = usePermission(managesRoles(owner))
  const crumbs = useRoleCrumbs(owner)
  const form = useSettingsForm<RoleValues>({
    loaded: EMPTY,
    names: { name: t('name'), description: t('description') },
    disabledReason: manage.reason,
    validate: ({ name }) => ({ name: name.trim() === '' ? t('nameMissing') : undefined }),
    fieldOf: fieldOfRole,
    save: async ({ name, description }) => {
      const id = await createRole(realm, owner, { name: name.trim(), description: description.trim() })
      await navigate({ to: pathOfRole(realm, owner, id), ignoreBlocker: true })
    },
  })
  return (
    <Page title={t('create')} crumbs={crumbs}>
      <CreateForm form={form} label={t('create')} cancelTo={pathOfRoles(realm, owner)}>
        <SettingsSection title={t('details')} about={t('createAbout')}>
          <TextField field={form.field('name')} description={t('nameAbout')} required machine />
          <TextField field={form.field('description')} lines={3} />
        </SettingsSection>
      </CreateForm>
    </Page>
  )
}
