import { NativeSelect } from '@mantine/core'
import type { Field } from './use-settings-form.ts'

interface SelectFieldProps {
  readonly field: Field<string>
  readonly description?: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

/** One of several, where cards would be too many. */
export function SelectField({ field, description, options }: SelectFieldProps) {
  const { name, label, value, error, disabled, onChange } = field
  return (
    <NativeSelect
      name={name}
      label={label}
      description={description}
      value={value}
      error={error}
      disabled={disabled}
      data={[...options]}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}
