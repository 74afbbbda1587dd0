import { PasswordInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Field } from './use-settings-form.ts'

type PasswordFieldProps = Pick<Field<string>, 'label' | 'value' | 'error' | 'onChange'> & {
  readonly disabled?: boolean
  readonly description?: string
  readonly focused?: boolean
}

/** A new password, which can be looked at while it is typed. No browser fills in one that it remembers. */
export function PasswordField({ label, value, error, disabled, description, focused, onChange }: PasswordFieldProps) {
  const { t } = useTranslation('ui')
  return (
    <PasswordInput
      label={label}
      value={value}
      error={error}
      aria-invalid={error !== undefined}
      disabled={disabled ?? false}
      description={description}
      autoComplete="new-password"
      data-autofocus={focused}
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
