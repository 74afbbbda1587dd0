import { PasswordInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { updateRealm } from '../../api/realms.ts'
import { usePermission } from '../../components/permission.ts'
import { ChoiceField } from '../../forms/choice-field.tsx'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { TextField } from '../../forms/text-field.tsx'
import { ToggleField } from '../../forms/toggle-field.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import { hasPassword, type MailValues, mailValuesOf, withMailValues } from './mail-values.ts'
import type { RealmTabProps } from './realm-settings-page.tsx'
import { TestMail } from './test-mail.tsx'

const ENCRYPTIONS = ['starttls', 'ssl', 'none'] as const
const ADDRESS = /^[^\s@]+@[^\s@]+$/

export function RealmEmail({ realm }: RealmTabProps) {
  const { t } = useTranslation('realm-settings')
  const manage = usePermission('manage-realm')
  const smtp = realm.smtpServer ?? {}
  const address = (text: string) => (text === '' || ADDRESS.test(text) ? undefined : t('addressWrong'))
  const form = useSettingsForm<MailValues>({
    loaded: mailValuesOf(smtp),
    names: {
      from: t('from'),
      fromDisplayName: t('fromDisplayName'),
      replyTo: t('replyTo'),
      envelopeFrom: t('envelopeFrom'),
      host: t('host'),
      port: t('port'),
      encryption: t('encryption'),
      auth: t('auth'),
      user: t('user'),
      password: t('password'),
    },
    disabledReason: manage.reason,
    validate: ({ from, replyTo, envelopeFrom, host, port, auth, user }) => ({
      from: from === '' ? t('fromMissing') : address(from),
      replyTo: address(replyTo),
      envelopeFrom: address(envelopeFrom),
      host: host.trim() === '' ? t('hostMissing') : undefined,
      port: port === '' || isPort(port) ? undefined : t('portWrong'),
      user: auth && user.trim() === '' ? t('userMissing') : undefined,
    }),
    fieldOf: ({ message }) =>
      /port/i.test(message)
        ? 'port'
        : /from|sender|address/i.test(message)
          ? 'from'
          : /host/i.test(message)
            ? 'host'
            : undefined,
    save: (values) => updateRealm(realm.realm, { smtpServer: withMailValues(smtp, values) }),
  })
  const password = form.field('password')
  return (
    <SettingsForm form={form}>
      <SettingsSection title={t('sender')} about={t('senderAbout')}>
        <TextField field={form.field('from')} required machine />
        <TextField field={form.field('fromDisplayName')} />
        <TextField field={form.field('replyTo')} description={t('replyToAbout')} machine />
        <TextField field={form.field('envelopeFrom')} description={t('envelopeFromAbout')} machine />
      </SettingsSection>
      <SettingsSection title={t('connection')} about={t('connectionAbout')}>
        <TextField field={form.field('host')} required machine />
        <TextField field={form.field('port')} description={t('portAbout')} machine />
        <ChoiceField
          field={form.field('encryption')}
          choices={ENCRYPTIONS.map((value) => ({
            value,
            title: t(`encryption-${value}`),
            about: t(`encryptionAbout-${value}`),
          }))}
        />
        <ToggleField field={form.field('auth')} description={t('authAbout')} />
        {form.values.auth && (
          <>
            <TextField field={form.field('user')} required machine />
            <PasswordInput
              label={password.label}
              description={hasPassword(smtp) ? t('passwordKept') : undefined}
              value={password.value}
              error={password.error}
              disabled={password.disabled}
              autoComplete="new-password"
              visibilityToggleButtonProps={{ 'aria-hidden': true, tabIndex: -1 }}
              onChange={({ currentTarget }) => password.onChange(currentTarget.value)}
            />
          </>
        )}
      </SettingsSection>
      <SettingsSection title={t('test')} about={t('testAbout')}>
        <TestMail realm={realm} form={form} />
      </SettingsSection>
    </SettingsForm>
  )
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535
}
