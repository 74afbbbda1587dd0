import { NumberInput } from '@mantine/core'
import type { Field } from './use-settings-form.ts'

interface NumberFieldProps {
  readonly field: Field<number>
  readonly description?: string
}

/** A count or a limit. What is no number is kept as 0, for the form to judge. */
export function NumberField({ field, description }: NumberFieldProps) {
  const { name, label, value, error, disabled, onChange } = field
  return (
    <NumberInput
      name={name}
      label={label}
      description={description}
      value={value}
      error={error}
      disabled={disabled}
      min={0}
      allowDecimal={false}
      hideControls
      styles={{ input: { maxWidth: 160 } }}
      onChange={(typed) => onChange(Number(typed) || 0)}
    />
  )
}
