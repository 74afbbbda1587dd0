import { useTranslation } from 'react-i18next'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { ToggleField } from '../../forms/toggle-field.tsx'
import type { RealmTabProps } from './realm-settings-page.tsx'
import { useRealmForm } from './use-realm-form.ts'

const LOGIN = {
  registrationAllowed: false,
  resetPasswordAllowed: false,
  rememberMe: false,
  registrationEmailAsUsername: false,
  loginWithEmailAllowed: true,
  duplicateEmailsAllowed: false,
  verifyEmail: false,
  editUsernameAllowed: false,
}
const SCREEN = ['registrationAllowed', 'resetPasswordAllowed', 'rememberMe', 'editUsernameAllowed'] as const
const EMAIL = ['registrationEmailAsUsername', 'loginWithEmailAllowed', 'duplicateEmailsAllowed', 'verifyEmail'] as const

export function RealmLogin({ realm }: RealmTabProps) {
  const { t } = useTranslation('realm-settings')
  const form = useRealmForm(realm, LOGIN)
  const { loginWithEmailAllowed, registrationEmailAsUsername } = form.values
  const unique = loginWithEmailAllowed || registrationEmailAsUsername
  const field = (name: keyof typeof LOGIN) => {
    const plain = form.field(name)
    // an address that several people share names none of them
    if (name !== 'duplicateEmailsAllowed' || !unique) return plain
    return { ...plain, disabled: plain.disabled || !plain.value }
  }
  return (
    <SettingsForm form={form}>
      <SettingsSection title={t('loginScreen')} about={t('loginScreenAbout')}>
        {SCREEN.map((name) => (
          <ToggleField key={name} field={field(name)} description={t(`${name}About`)} />
        ))}
      </SettingsSection>
      <SettingsSection title={t('emailSettings')} about={t('emailSettingsAbout')}>
        {EMAIL.map((name) => (
          <ToggleField key={name} field={field(name)} description={t(`${name}About`)} />
        ))}
      </SettingsSection>
    </SettingsForm>
  )
}
