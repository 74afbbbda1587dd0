import { useTranslation } from 'react-i18next'
import { updateRealm } from '../../api/realms.ts'
import { usePermission } from '../../components/permission.ts'
import { DurationField } from '../../forms/duration-field.tsx'
import { NumberField } from '../../forms/number-field.tsx'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { TextField } from '../../forms/text-field.tsx'
import { ToggleField } from '../../forms/toggle-field.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import type { RealmTabProps } from './realm-settings-page.tsx'
import { changesOf, settingsOf } from './realm-values.ts'

const BRUTE_FORCE = {
  bruteForceProtected: false,
  permanentLockout: false,
  failureFactor: 30,
  waitIncrementSeconds: 60,
  maxFailureWaitSeconds: 900,
  maxDeltaTimeSeconds: 43_200,
  quickLoginCheckMilliSeconds: 1000,
  minimumQuickLoginWaitSeconds: 60,
}
/** By their names in the representation; people look for the header's own. */
const HEADERS = {
  contentSecurityPolicy: 'Content-Security-Policy',
  contentSecurityPolicyReportOnly: 'Content-Security-Policy-Report-Only',
  xFrameOptions: 'X-Frame-Options',
  xContentTypeOptions: 'X-Content-Type-Options',
  xRobotsTag: 'X-Robots-Tag',
  strictTransportSecurity: 'Strict-Transport-Security',
  referrerPolicy: 'Referrer-Policy',
} as const
type Header = keyof typeof HEADERS
const HEADER_NAMES = Object.keys(HEADERS) as Header[]

type SecurityValues = typeof BRUTE_FORCE & { readonly [Name in Header]: string }

export function RealmSecurity({ realm }: RealmTabProps) {
  const { t } = useTranslation('realm-settings')
  const manage = usePermission('manage-realm')
  const headers = realm.browserSecurityHeaders ?? {}
  const headerValues = Object.fromEntries(HEADER_NAMES.map((name) => [name, String(headers[name] ?? '')]))
  const bruteForce = settingsOf(realm, BRUTE_FORCE)
  const names = Object.keys(BRUTE_FORCE) as (keyof typeof BRUTE_FORCE)[]
  const form = useSettingsForm<SecurityValues>({
    loaded: { ...bruteForce, ...(headerValues as { readonly [Name in Header]: string }) }, // a text for each name
    names: {
      ...(Object.fromEntries(names.map((name) => [name, t(name)])) as Record<keyof typeof BRUTE_FORCE, string>),
      ...HEADERS,
    },
    disabledReason: manage.reason,
    validate: ({ bruteForceProtected, failureFactor }) => ({
      failureFactor: bruteForceProtected && failureFactor < 1 ? t('numberWrong', { min: 1 }) : undefined,
    }),
    save: async (values) => {
      const guard = Object.fromEntries(names.map((name) => [name, values[name]]))
      const sent = Object.fromEntries(HEADER_NAMES.map((name) => [name, values[name].trim()]))
      await updateRealm(realm.realm, {
        ...changesOf<object>(bruteForce, guard),
        ...(HEADER_NAMES.some((name) => sent[name] !== headerValues[name]) && {
          browserSecurityHeaders: { ...headers, ...sent },
        }),
      })
    },
  })
  const { bruteForceProtected, permanentLockout } = form.values
  return (
    <SettingsForm form={form}>
      <SettingsSection title={t('bruteForce')} about={t('bruteForceAbout')}>
        <ToggleField field={form.field('bruteForceProtected')} description={t('bruteForceProtectedAbout')} />
        {bruteForceProtected && (
          <>
            <NumberField field={form.field('failureFactor')} />
            <ToggleField field={form.field('permanentLockout')} description={t('permanentLockoutAbout')} />
            {!permanentLockout && (
              <>
                <DurationField
                  field={form.field('waitIncrementSeconds')}
                  description={t('waitIncrementSecondsAbout')}
                />
                <DurationField field={form.field('maxFailureWaitSeconds')} />
                <DurationField field={form.field('maxDeltaTimeSeconds')} description={t('maxDeltaTimeSecondsAbout')} />
              </>
            )}
            <NumberField
              field={form.field('quickLoginCheckMilliSeconds')}
              description={t('quickLoginCheckMilliSecondsAbout')}
            />
            <DurationField field={form.field('minimumQuickLoginWaitSeconds')} />
          </>
        )}
      </SettingsSection>
      <SettingsSection title={t('headers')} about={t('headersAbout')}>
        {HEADER_NAMES.map((name) => (
          <TextField key={name} field={form.field(name)} machine />
        ))}
      </SettingsSection>
    </SettingsForm>
  )
}
