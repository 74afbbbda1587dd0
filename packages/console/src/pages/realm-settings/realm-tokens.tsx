import { useTranslation } from 'react-i18next'
import { DurationField } from '../../forms/duration-field.tsx'
import { NumberField } from '../../forms/number-field.tsx'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { ToggleField } from '../../forms/toggle-field.tsx'
import { Strip } from '../../ui/strip.tsx'
import type { RealmTabProps } from './realm-settings-page.tsx'
import { useRealmForm } from './use-realm-form.ts'

const TOKENS = {
  accessTokenLifespan: 300,
  accessTokenLifespanForImplicitFlow: 900,
  accessCodeLifespan: 60,
  revokeRefreshToken: false,
  refreshTokenMaxReuse: 0,
  actionTokenGeneratedByUserLifespan: 300,
  actionTokenGeneratedByAdminLifespan: 43_200,
}
const MUST_LAST = ['accessTokenLifespan', 'accessCodeLifespan', 'actionTokenGeneratedByUserLifespan'] as const
/** Beyond it a stolen token is good for too much. */
const LONG_SECONDS = 3600

export function RealmTokens({ realm }: RealmTabProps) {
  const { t } = useTranslation('realm-settings')
  const form = useRealmForm(realm, TOKENS, {
    validate: (values) =>
      Object.fromEntries(MUST_LAST.filter((name) => values[name] <= 0).map((name) => [name, t('lifespanMissing')])),
  })
  const { accessTokenLifespan, revokeRefreshToken } = form.values
  return (
    <SettingsForm form={form}>
      <SettingsSection title={t('accessTokens')} about={t('accessTokensAbout')}>
        <DurationField field={form.field('accessTokenLifespan')} description={t('accessTokenLifespanAbout')} />
        {accessTokenLifespan > LONG_SECONDS && <Strip>{t('accessTokenLong')}</Strip>}
        <DurationField field={form.field('accessTokenLifespanForImplicitFlow')} />
        <DurationField field={form.field('accessCodeLifespan')} description={t('accessCodeLifespanAbout')} />
      </SettingsSection>
      <SettingsSection title={t('refreshTokens')} about={t('refreshTokensAbout')}>
        <ToggleField field={form.field('revokeRefreshToken')} description={t('revokeRefreshTokenAbout')} />
        {revokeRefreshToken && (
          <NumberField field={form.field('refreshTokenMaxReuse')} description={t('refreshTokenMaxReuseAbout')} />
        )}
      </SettingsSection>
      <SettingsSection title={t('actionTokens')} about={t('actionTokensAbout')}>
        <DurationField field={form.field('actionTokenGeneratedByUserLifespan')} />
        <DurationField field={form.field('actionTokenGeneratedByAdminLifespan')} />
      </SettingsSection>
    </SettingsForm>
  )
}
