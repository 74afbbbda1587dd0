import { useTranslation } from 'react-i18next'
import { updateUser } from '../../api/users.ts'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { ToggleField } from '../../forms/toggle-field.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import { ProfileFields } from './profile-fields.tsx'
import { attributeLabel } from './profile-words.ts'
import { RequiredActionsField } from './required-actions-field.tsx'
import { useUserErrors } from './use-user-errors.ts'
import type { UserTabProps } from './user-page.tsx'
import { attributesIn, type UserValues, valuesOf, withValues } from './user-values.ts'

export function UserDetails({ user }: UserTabProps) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  const manage = usePermission('manage-users')
  const errorsOf = useUserErrors()
  const attributes = attributesIn(user.userProfileMetadata?.attributes)
  const form = useSettingsForm<UserValues>({
    loaded: valuesOf(user, attributes),
    names: {
      ...Object.fromEntries(attributes.map((one) => [`profile.${one.name}`, attributeLabel(t, one)])),
      enabled: t('enabledLabel'),
      emailVerified: t('emailVerified'),
      requiredActions: t('requiredActions'),
    },
    disabledReason: manage.reason,
    errorsOf,
    save: (values) => updateUser(realm, withValues(user, values, attributes)),
  })
  return (
    <SettingsForm form={form}>
      <ProfileFields attributes={attributes} groups={user.userProfileMetadata?.groups} field={form.field} />
      <SettingsSection title={t('signIn')} about={t('stateAbout')}>
        <ToggleField field={form.field('enabled')} description={t('enabledAbout')} />
        <ToggleField field={form.field('emailVerified')} description={t('emailVerifiedAbout')} />
        <RequiredActionsField field={form.field('requiredActions')} />
      </SettingsSection>
    </SettingsForm>
  )
}
