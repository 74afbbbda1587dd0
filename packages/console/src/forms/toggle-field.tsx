import { Switch } from '@mantine/core'
import { useId } from 'react'
import styles from './toggle-field.module.css'
import type { Field } from './use-settings-form.ts'

interface ToggleFieldProps {
  readonly field: Field<boolean>
  /** What follows from turning it on. */
  readonly description?: string
}

/** A switch with its consequence beside it. */
export function ToggleField({ field, description }: ToggleFieldProps) {
  const id = useId()
  const { label, value, disabled, onChange, error } = field
  return (
    <div className={styles['toggle']}>
      <label htmlFor={id}>{label}</label>
      {description !== undefined && <p id={`${id}-about`}>{description}</p>}
      <Switch
        id={id}
        className={styles['switch'] ?? ''}
        checked={value}
        disabled={disabled}
        error={error}
        {...(description !== undefined && { 'aria-describedby': `${id}-about` })}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    </div>
  )
}
