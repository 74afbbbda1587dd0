import { useTranslation } from 'react-i18next'
import type { Realm } from '../../api/realms.ts'
import { ChoiceField } from '../../forms/choice-field.tsx'
import { DurationField } from '../../forms/duration-field.tsx'
import { NumberField } from '../../forms/number-field.tsx'
import { SelectField } from '../../forms/select-field.tsx'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { ToggleField } from '../../forms/toggle-field.tsx'
import { Strip } from '../../ui/strip.tsx'
import { usePolicyForm } from './use-policy-form.ts'

const DEFAULTS = {
  Type: 'totp',
  Algorithm: 'HmacSHA1',
  Digits: 6,
  LookAheadWindow: 1,
  Period: 30,
  InitialCounter: 0,
  CodeReusable: false,
}
const TYPES = ['totp', 'hotp'] as const
type Type = (typeof TYPES)[number]
const ALGORITHMS = [
  { value: 'HmacSHA1', label: 'SHA-1' },
  { value: 'HmacSHA256', label: 'SHA-256' },
  { value: 'HmacSHA512', label: 'SHA-512' },
]
const DIGITS = ['6', '8']
const MOST_AHEAD = 10
const LONGEST_PERIOD = 120

/** How one-time codes of an authenticator app are made. */
export function OtpPolicy({ realm }: { readonly realm: Realm }) {
  const { t } = useTranslation('authentication')
  const form = usePolicyForm(realm, 'otpPolicy', DEFAULTS, {
    names: {
      Type: t('otp-Type'),
      Algorithm: t('otp-Algorithm'),
      Digits: t('otp-Digits'),
      LookAheadWindow: t('otp-LookAheadWindow'),
      Period: t('otp-Period'),
      InitialCounter: t('otp-InitialCounter'),
      CodeReusable: t('otp-CodeReusable'),
    },
    validate: ({ Type, LookAheadWindow, Period }) => ({
      LookAheadWindow: LookAheadWindow > MOST_AHEAD ? t('otp-aheadWrong', { most: MOST_AHEAD }) : undefined,
      Period: Type === 'totp' && (Period < 1 || Period > LONGEST_PERIOD) ? t('otp-periodWrong') : undefined,
    }),
  })
  const type = form.field('Type')
  const digits = form.field('Digits')
  const byTime = form.values.Type === 'totp'
  return (
    <SettingsForm form={form}>
      <Strip tone="key">{t('policyLater')}</Strip>
      <SettingsSection title={t('otp')} about={t('otpAbout')}>
        <ChoiceField
          field={{ ...type, value: byTime ? 'totp' : 'hotp', onChange: (value: Type) => type.onChange(value) }}
          choices={TYPES.map((value) => ({ value, title: t(`otp-${value}`), about: t(`otpAbout-${value}`) }))}
        />
        <SelectField field={form.field('Algorithm')} description={t('otp-AlgorithmAbout')} options={ALGORITHMS} />
        <SelectField
          field={{ ...digits, value: String(digits.value), onChange: (value) => digits.onChange(Number(value)) }}
          options={DIGITS.map((value) => ({ value, label: value }))}
        />
      </SettingsSection>
      <SettingsSection title={t('otpTaken')} about={t('otpTakenAbout')}>
        {byTime ? (
          <DurationField field={form.field('Period')} description={t('otp-PeriodAbout')} />
        ) : (
          <NumberField field={form.field('InitialCounter')} />
        )}
        <NumberField field={form.field('LookAheadWindow')} description={t('otp-LookAheadWindowAbout')} />
        {byTime && <ToggleField field={form.field('CodeReusable')} description={t('otp-CodeReusableAbout')} />}
      </SettingsSection>
    </SettingsForm>
  )
}
