import { useTranslation } from 'react-i18next'
import type { Realm } from '../../api/realms.ts'
import { ChecksField } from '../../forms/checks-field.tsx'
import { DurationField } from '../../forms/duration-field.tsx'
import { SelectField } from '../../forms/select-field.tsx'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { TextField } from '../../forms/text-field.tsx'
import { ToggleField } from '../../forms/toggle-field.tsx'
import { UriListField } from '../../forms/uri-list-field.tsx'
import { webOriginProblem } from '../../forms/web-origin-rules.ts'
import { Strip } from '../../ui/strip.tsx'
import { usePolicyForm } from './use-policy-form.ts'

const TEXTS: readonly string[] = []
const DEFAULTS = {
  RpEntityName: 'keycloak',
  RpId: '',
  SignatureAlgorithms: TEXTS,
  AttestationConveyancePreference: 'not specified',
  AuthenticatorAttachment: 'not specified',
  ResidentKey: 'not specified',
  UserVerificationRequirement: 'not specified',
  CreateTimeout: 0,
  AvoidSameAuthenticatorRegister: false,
  AcceptableAaguids: TEXTS,
  ExtraOrigins: TEXTS,
}
type Policy = typeof DEFAULTS

const ALGORITHMS = ['ES256', 'ES384', 'ES512', 'Ed25519', 'RS256', 'RS384', 'RS512']
/** The words of the specification, but for the first, which leaves it to the browser. */
const CHOICES = {
  AttestationConveyancePreference: ['not specified', 'none', 'indirect', 'direct'],
  AuthenticatorAttachment: ['not specified', 'platform', 'cross-platform'],
  ResidentKey: ['not specified', 'discouraged', 'preferred', 'required'],
  UserVerificationRequirement: ['not specified', 'discouraged', 'preferred', 'required'],
} as const satisfies Partial<Record<keyof Policy, readonly string[]>>
const CHOSEN = [
  'UserVerificationRequirement',
  'ResidentKey',
  'AuthenticatorAttachment',
  'AttestationConveyancePreference',
] as const

const AAGUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
const HOST = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)*[a-z\d](?:[a-z\d-]*[a-z\d])?$/i
const LONGEST_TIMEOUT = 31_536

interface WebAuthnPolicyProps {
  readonly realm: Realm
}

/** Passkeys as a second factor. */
export function WebAuthnPolicy({ realm }: WebAuthnPolicyProps) {
  return <PolicyForm realm={realm} prefix="webAuthnPolicy" />
}

/** Passkeys in place of a password. */
export function WebAuthnPasswordlessPolicy({ realm }: WebAuthnPolicyProps) {
  return <PolicyForm realm={realm} prefix="webAuthnPolicyPasswordless" />
}

interface PolicyFormProps extends WebAuthnPolicyProps {
  readonly prefix: 'webAuthnPolicy' | 'webAuthnPolicyPasswordless'
}

function PolicyForm({ realm, prefix }: PolicyFormProps) {
  const { t } = useTranslation('authentication')
  const form = usePolicyForm(realm, prefix, DEFAULTS, {
    names: {
      RpEntityName: t('webauthn-RpEntityName'),
      RpId: t('webauthn-RpId'),
      SignatureAlgorithms: t('webauthn-SignatureAlgorithms'),
      AttestationConveyancePreference: t('webauthn-AttestationConveyancePreference'),
      AuthenticatorAttachment: t('webauthn-AuthenticatorAttachment'),
      ResidentKey: t('webauthn-ResidentKey'),
      UserVerificationRequirement: t('webauthn-UserVerificationRequirement'),
      CreateTimeout: t('webauthn-CreateTimeout'),
      AvoidSameAuthenticatorRegister: t('webauthn-AvoidSameAuthenticatorRegister'),
      AcceptableAaguids: t('webauthn-AcceptableAaguids'),
      ExtraOrigins: t('webauthn-ExtraOrigins'),
    },
    validate: (values) => ({
      RpEntityName: values.RpEntityName.trim() === '' ? t('webauthn-nameMissing') : undefined,
      RpId: values.RpId === '' || HOST.test(values.RpId) ? undefined : t('webauthn-rpIdWrong'),
      SignatureAlgorithms: values.SignatureAlgorithms.length === 0 ? t('webauthn-algorithmMissing') : undefined,
      CreateTimeout: values.CreateTimeout > LONGEST_TIMEOUT ? t('webauthn-timeoutWrong') : undefined,
      AcceptableAaguids: values.AcceptableAaguids.some((one) => one !== '' && !AAGUID.test(one))
        ? t('webauthn-aaguidWrong')
        : undefined,
      ExtraOrigins: values.ExtraOrigins.some((one) => webOriginProblem(one)?.level === 'error')
        ? t('webauthn-originWrong')
        : undefined,
    }),
  })
  return (
    <SettingsForm form={form}>
      <Strip tone="key">{t('policyLater')}</Strip>
      <SettingsSection title={t('webauthnParty')} about={t('webauthnPartyAbout')}>
        <TextField field={form.field('RpEntityName')} description={t('webauthn-RpEntityNameAbout')} required />
        <TextField field={form.field('RpId')} description={t('webauthn-RpIdAbout')} machine />
        <UriListField
          field={form.field('ExtraOrigins')}
          description={t('webauthn-ExtraOriginsAbout')}
          problemOf={webOriginProblem}
        />
      </SettingsSection>
      <SettingsSection title={t('webauthnKeys')} about={t(`webauthnKeysAbout-${prefix}`)}>
        {CHOSEN.map((name) => (
          <SelectField
            key={name}
            field={form.field(name)}
            description={t(`webauthn-${name}About`)}
            options={CHOICES[name].map((value) => ({
              value,
              label: value === 'not specified' ? t('webauthn-notSpecified') : value,
            }))}
          />
        ))}
        <ChecksField
          field={form.field('SignatureAlgorithms')}
          choices={ALGORITHMS.map((value) => ({ value, label: value }))}
        />
      </SettingsSection>
      <SettingsSection title={t('webauthnRegistering')} about={t('webauthnRegisteringAbout')}>
        <DurationField field={form.field('CreateTimeout')} description={t('webauthn-CreateTimeoutAbout')} />
        <ToggleField
          field={form.field('AvoidSameAuthenticatorRegister')}
          description={t('webauthn-AvoidSameAuthenticatorRegisterAbout')}
        />
        <UriListField
          field={form.field('AcceptableAaguids')}
          description={t('webauthn-AcceptableAaguidsAbout')}
          problemOf={() => undefined}
        />
      </SettingsSection>
    </SettingsForm>
  )
}
