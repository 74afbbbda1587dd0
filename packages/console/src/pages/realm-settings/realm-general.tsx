import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { environment } from '../../environment.ts'
import { ChoiceField } from '../../forms/choice-field.tsx'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { TextField } from '../../forms/text-field.tsx'
import { ToggleField } from '../../forms/toggle-field.tsx'
import { paths } from '../../paths.ts'
import styles from './realm-settings.module.css'
import type { RealmTabProps } from './realm-settings-page.tsx'
import { useRealmForm } from './use-realm-form.ts'

const SSL = ['all', 'external', 'none'] as const
type Ssl = (typeof SSL)[number]
const GENERAL = { realm: '', displayName: '', enabled: true, sslRequired: 'external' }

export function RealmGeneral({ realm }: RealmTabProps) {
  const { t } = useTranslation('realm-settings')
  const navigate = useNavigate()
  const form = useRealmForm(realm, GENERAL, {
    validate: (values) => ({ realm: values.realm.trim() === '' ? t('realmMissing') : undefined }),
    fieldOf: ({ message }) => (/realm|name|character/i.test(message) ? 'realm' : undefined),
    // every address of the console has the name in it
    saved: async (values) => {
      if (values.realm !== realm.realm) await navigate({ to: paths.realmSettings(values.realm), ignoreBlocker: true })
    },
  })
  const ssl = form.field('sslRequired')
  const issuer = `${environment.serverUrl}/realms/${encodeURIComponent(realm.realm)}`
  const discovery = `${issuer}/.well-known/openid-configuration`
  return (
    <SettingsForm form={form}>
      <SettingsSection title={t('identity')} about={t('identityAbout')}>
        <TextField field={form.field('realm')} description={t('realmAbout')} required machine />
        <TextField field={form.field('displayName')} description={t('displayNameAbout')} />
        <ToggleField field={form.field('enabled')} description={t('enabledAbout')} />
      </SettingsSection>
      <SettingsSection title={t('transport')} about={t('transportAbout')}>
        <ChoiceField
          field={{
            ...ssl,
            value: SSL.find((known) => known === ssl.value.toLowerCase()) ?? 'external',
            onChange: (value: Ssl) => ssl.onChange(value),
          }}
          choices={SSL.map((value) => ({ value, title: t(`ssl-${value}`), about: t(`sslAbout-${value}`) }))}
        />
      </SettingsSection>
      <SettingsSection title={t('endpoints')} about={t('endpointsAbout')}>
        <div className={styles['fact']}>
          <h3>{t('issuer')}</h3>
          <code>{issuer}</code>
        </div>
        <div className={styles['fact']}>
          <h3>{t('discovery')}</h3>
          <a href={discovery} target="_blank" rel="noreferrer">
            {discovery}
          </a>
        </div>
      </SettingsSection>
    </SettingsForm>
  )
}
