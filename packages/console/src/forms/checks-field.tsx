import { Checkbox, Input } from '@mantine/core'
import styles from './checks-field.module.css'
import type { Field } from './use-settings-form.ts'

interface ChecksFieldProps {
  readonly field: Field<readonly string[]>
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly description?: string
}

/** Any of a few. What is set but not offered is shown too, so that it can be taken away. */
export function ChecksField({ field, choices, description }: ChecksFieldProps) {
  const { label, value, error, disabled, onChange } = field
  const others = value.filter((one) => !choices.some((choice) => choice.value === one))
  return (
    <fieldset className={styles['checks']} disabled={disabled}>
      <legend>{label}</legend>
      {description !== undefined && <p>{description}</p>}
      {[...choices, ...others.map((one) => ({ value: one, label: one }))].map((choice) => (
        <Checkbox
          key={choice.value}
          label={choice.label}
          checked={value.includes(choice.value)}
          disabled={disabled}
          onChange={({ currentTarget }) =>
            onChange(currentTarget.checked ? [...value, choice.value] : value.filter((one) => one !== choice.value))
          }
        />
      ))}
      {error !== undefined && <Input.Error role="alert">{error}</Input.Error>}
    </fieldset>
  )
}
