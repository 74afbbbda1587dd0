import { Textarea, TextInput } from '@mantine/core'
import type { Field } from './use-settings-form.ts'

interface TextFieldProps {
  readonly field: Field<string>
  readonly description?: string
  readonly required?: boolean
  /** What a machine compares stands in letters of one width. */
  readonly machine?: boolean
  readonly lines?: number
}

export function TextField({ field, description, required = false, machine = false, lines = 1 }: TextFieldProps) {
  const { name, label, value, error, disabled, onChange } = field
  const common = {
    name,
    label,
    description,
    value,
    error,
    required,
    disabled,
    autoComplete: 'off',
    spellCheck: !machine,
    ...(machine && { styles: { input: { fontFamily: 'var(--mono)', fontSize: 14 } } }),
  }
  if (lines > 1) {
    return <Textarea {...common} minRows={lines} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
  }
  return <TextInput {...common} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
}
