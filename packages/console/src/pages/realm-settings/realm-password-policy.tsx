import type PasswordPolicyTypeRepresentation from '@keycloak/keycloak-admin-client/lib/defs/passwordPolicyTypeRepresentation.js'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { updateRealm } from '../../api/realms.ts'
import { serverInfo } from '../../api/server-info.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { type Field, useSettingsForm } from '../../forms/use-settings-form.ts'
import { Strip } from '../../ui/strip.tsx'
import { type PolicyRow, readPolicy, writePolicy } from './password-policy.ts'
import styles from './realm-settings.module.css'
import type { RealmTabProps } from './realm-settings-page.tsx'

type Rule = PasswordPolicyTypeRepresentation

export function RealmPasswordPolicy({ realm }: RealmTabProps) {
  return (
    <Loaded query={serverInfo()}>
      {({ passwordPolicies = [] }) => <PolicyForm realm={realm} rules={passwordPolicies} />}
    </Loaded>
  )
}

function PolicyForm({ realm, rules }: RealmTabProps & { readonly rules: readonly Rule[] }) {
  const { t } = useTranslation('realm-settings')
  const manage = usePermission('manage-realm')
  const nameOf = (id: string) => rules.find((rule) => rule.id === id)?.displayName ?? id
  const problemOf = ({ id, value }: PolicyRow): string | undefined => {
    const rule = rules.find((one) => one.id === id)
    if (rule?.configType === undefined) return undefined
    const name = nameOf(id)
    if (value === '') return t('policyValueMissing', { name })
    if (rule.configType === 'int' && !/^-?\d{1,9}$/.test(value)) return t('policyValueWrong', { name })
    return id === 'regexPattern' && !isPattern(value) ? t('policyPattern', { name }) : undefined
  }
  const form = useSettingsForm<{ readonly passwordPolicy: readonly PolicyRow[] }>({
    loaded: { passwordPolicy: readPolicy(realm.passwordPolicy ?? '') },
    names: { passwordPolicy: t('passwordPolicy') },
    disabledReason: manage.reason,
    validate: ({ passwordPolicy }) => ({
      passwordPolicy: passwordPolicy.map(problemOf).find((problem) => problem !== undefined),
    }),
    fieldOf: () => 'passwordPolicy',
    save: ({ passwordPolicy }) => updateRealm(realm.realm, { passwordPolicy: writePolicy(passwordPolicy) }),
  })
  return (
    <SettingsForm form={form}>
      <SettingsSection title={t('policies')} about={t('policiesAbout')}>
        <PolicyRows field={form.field('passwordPolicy')} rules={rules} nameOf={nameOf} problemOf={problemOf} />
      </SettingsSection>
    </SettingsForm>
  )
}

interface PolicyRowsProps {
  readonly field: Field<readonly PolicyRow[]>
  readonly rules: readonly Rule[]
  readonly nameOf: (id: string) => string
  readonly problemOf: (row: PolicyRow) => string | undefined
}

function PolicyRows({ field, rules, nameOf, problemOf }: PolicyRowsProps) {
  const { t } = useTranslation(['realm-settings', 'ui'])
  const { value: rows, disabled, error, onChange } = field
  const free = rules.filter(({ id, multipleSupported }) => multipleSupported || rows.every((row) => row.id !== id))
  const blamed =
    error === undefined
      ? -1
      : Math.max(
          0,
          rows.findIndex((row) => problemOf(row) !== undefined),
        )
  return (
    <>
      {rows.length === 0 && <Strip>{t('policyNone')}</Strip>}
      {rows.map(({ id, value }, at) => {
        const takesValue = rules.find((rule) => rule.id === id)?.configType !== undefined || value !== ''
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; a rule may stand twice
          <div key={at} className={styles['policy']}>
            {takesValue ? (
              <TextInput
                label={nameOf(id)}
                value={value}
                disabled={disabled}
                error={at === blamed ? error : undefined}
                autoComplete="off"
                spellCheck={false}
                onChange={({ currentTarget }) => onChange(rows.with(at, { id, value: currentTarget.value }))}
              />
            ) : (
              <strong>{nameOf(id)}</strong>
            )}
            <Button
              variant="default"
              disabled={disabled}
              aria-label={t('ui:removeNumbered', { label: nameOf(id), number: '' }).trim()}
              onClick={() => onChange(rows.toSpliced(at, 1))}
            >
              {t('ui:remove')}
            </Button>
          </div>
        )
      })}
      <NativeSelect
        label={t('policyAdd')}
        disabled={disabled}
        value=""
        data={[{ value: '', label: '…' }, ...free.map(({ id = '' }) => ({ value: id, label: nameOf(id) }))]}
        onChange={({ currentTarget }) => {
          const rule = rules.find(({ id }) => id === currentTarget.value)
          if (rule?.id !== undefined) onChange([...rows, { id: rule.id, value: rule.defaultValue ?? '' }])
        }}
      />
    </>
  )
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text)
    return true
  } catch {
    return false
  }
}
