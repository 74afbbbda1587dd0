import type { UserProfileMetadata } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { createUser, profileMetadata } from '../../api/users.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { CreateForm } from '../../forms/create-form.tsx'
import { PasswordField } from '../../forms/password-field.tsx'
import { SettingsSection } from '../../forms/settings-form.tsx'
import { ToggleField } from '../../forms/toggle-field.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import { paths } from '../../paths.ts'
import { Page } from '../../ui/page.tsx'
import { ProfileFields } from './profile-fields.tsx'
import { attributeLabel } from './profile-words.ts'
import { RequiredActionsField } from './required-actions-field.tsx'
import { useUserErrors } from './use-user-errors.ts'
import { attributesIn, type UserValues, valuesOf, withValues } from './user-values.ts'

interface NewUserValues extends UserValues {
  readonly password: string
  readonly temporary: boolean
}

export function AddUserPage() {
  const { t } = useTranslation('users')
  const realm = useRealm()
  return (
    <Page title={t('create')} crumbs={[{ label: t('users'), to: paths.users(realm) }]} about={t('createAbout')}>
      <Loaded query={profileMetadata(realm)}>{(metadata) => <NewUserForm metadata={metadata} />}</Loaded>
    </Page>
  )
}

function NewUserForm({ metadata }: { readonly metadata: UserProfileMetadata }) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  const navigate = useNavigate()
  const manage = usePermission('manage-users')
  const errorsOf = useUserErrors()
  const attributes = attributesIn(metadata.attributes)
  const form = useSettingsForm<NewUserValues>({
    loaded: { ...valuesOf({ enabled: true, ...defaultsIn(attributes) }, attributes), password: '', temporary: true },
    names: {
      ...Object.fromEntries(attributes.map((one) => [`profile.${one.name}`, attributeLabel(t, one)])),
      enabled: t('enabledLabel'),
      emailVerified: t('emailVerified'),
      requiredActions: t('requiredActions'),
      password: t('password'),
      temporary: t('temporary'),
    },
    disabledReason: manage.reason,
    errorsOf,
    fieldOf: ({ message }) => (/password/i.test(message) ? 'password' : undefined),
    save: async (values) => {
      const { password, temporary } = values
      const credentials = password === '' ? [] : [{ type: 'password', value: password, temporary }]
      const id = await createUser(realm, { ...withValues({}, values, attributes), credentials })
      await navigate({ to: paths.user(realm, id), ignoreBlocker: true })
    },
  })
  const temporary = form.field('temporary')
  return (
    <CreateForm form={form} label={t('create')} cancelTo={paths.users(realm)}>
      <ProfileFields attributes={attributes} groups={metadata.groups} field={form.field} />
      <SettingsSection title={t('signIn')} about={t('signInAbout')}>
        <PasswordField {...form.field('password')} description={t('passwordLater')} />
        <ToggleField
          field={{ ...temporary, disabled: temporary.disabled || form.values.password === '' }}
          description={t('temporaryAbout')}
        />
        <ToggleField field={form.field('emailVerified')} description={t('emailVerifiedAbout')} />
        <RequiredActionsField field={form.field('requiredActions')} />
      </SettingsSection>
    </CreateForm>
  )
}

function defaultsIn(attributes: ReturnType<typeof attributesIn>) {
  const given = attributes.filter(({ defaultValue }) => defaultValue !== undefined && defaultValue !== '')
  return { attributes: Object.fromEntries(given.map(({ name, defaultValue }) => [name, [defaultValue]])) }
}
