import { DurationInput } from '../ui/duration-input.tsx'
import type { Field } from './use-settings-form.ts'

/** A lifespan; the value is in seconds, as Keycloak's settings are. */
export function DurationField({
  field,
  description,
}: {
  readonly field: Field<number>
  readonly description?: string
}) {
  const { label, value, error, disabled, onChange } = field
  return (
    <DurationInput
      label={label}
      value={value}
      error={error}
      disabled={disabled}
      onChange={onChange}
      {...(description !== undefined && { description })}
    />
  )
}
