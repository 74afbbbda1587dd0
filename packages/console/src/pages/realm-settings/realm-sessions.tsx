import { useTranslation } from 'react-i18next'
import { DurationField } from '../../forms/duration-field.tsx'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { ToggleField } from '../../forms/toggle-field.tsx'
import type { RealmTabProps } from './realm-settings-page.tsx'
import { useRealmForm } from './use-realm-form.ts'

const SESSIONS = {
  ssoSessionIdleTimeout: 1800,
  ssoSessionMaxLifespan: 36_000,
  ssoSessionIdleTimeoutRememberMe: 0,
  ssoSessionMaxLifespanRememberMe: 0,
  clientSessionIdleTimeout: 0,
  clientSessionMaxLifespan: 0,
  offlineSessionIdleTimeout: 2_592_000,
  offlineSessionMaxLifespanEnabled: false,
  offlineSessionMaxLifespan: 5_184_000,
  accessCodeLifespanLogin: 1800,
  accessCodeLifespanUserAction: 300,
}
const MUST_LAST = [
  'ssoSessionIdleTimeout',
  'ssoSessionMaxLifespan',
  'offlineSessionIdleTimeout',
  'accessCodeLifespanLogin',
  'accessCodeLifespanUserAction',
] as const

export function RealmSessions({ realm }: RealmTabProps) {
  const { t } = useTranslation('realm-settings')
  const form = useRealmForm(realm, SESSIONS, {
    validate: (values) => ({
      ...Object.fromEntries(MUST_LAST.filter((name) => values[name] <= 0).map((name) => [name, t('lifespanMissing')])),
      ...(values.ssoSessionIdleTimeout > values.ssoSessionMaxLifespan && { ssoSessionIdleTimeout: t('idleOverMax') }),
    }),
  })
  const { rememberMe } = realm
  return (
    <SettingsForm form={form}>
      <SettingsSection title={t('ssoSessions')} about={t('ssoSessionsAbout')}>
        <DurationField field={form.field('ssoSessionIdleTimeout')} description={t('ssoSessionIdleTimeoutAbout')} />
        <DurationField field={form.field('ssoSessionMaxLifespan')} description={t('ssoSessionMaxLifespanAbout')} />
        {rememberMe === true && (
          <>
            <DurationField field={form.field('ssoSessionIdleTimeoutRememberMe')} description={t('zeroAsAbove')} />
            <DurationField field={form.field('ssoSessionMaxLifespanRememberMe')} description={t('zeroAsAbove')} />
          </>
        )}
      </SettingsSection>
      <SettingsSection title={t('clientSessions')} about={t('clientSessionsAbout')}>
        <DurationField field={form.field('clientSessionIdleTimeout')} />
        <DurationField field={form.field('clientSessionMaxLifespan')} />
      </SettingsSection>
      <SettingsSection title={t('offlineSessions')} about={t('offlineSessionsAbout')}>
        <DurationField field={form.field('offlineSessionIdleTimeout')} />
        <ToggleField
          field={form.field('offlineSessionMaxLifespanEnabled')}
          description={t('offlineSessionMaxLifespanEnabledAbout')}
        />
        {form.values.offlineSessionMaxLifespanEnabled && (
          <DurationField field={form.field('offlineSessionMaxLifespan')} />
        )}
      </SettingsSection>
      <SettingsSection title={t('loginTimes')} about={t('loginTimesAbout')}>
        <DurationField field={form.field('accessCodeLifespanLogin')} />
        <DurationField field={form.field('accessCodeLifespanUserAction')} />
      </SettingsSection>
    </SettingsForm>
  )
}
