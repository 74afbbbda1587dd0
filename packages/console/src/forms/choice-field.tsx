import { useId } from 'react'
import styles from './choice-field.module.css'
import type { Field } from './use-settings-form.ts'

export interface Choice<Value extends string> {
  readonly value: Value
  readonly title: string
  readonly about: string
}

interface ChoiceFieldProps<Value extends string> {
  readonly field: Field<Value>
  readonly choices: readonly Choice<Value>[]
  /** Where the section's title says what is chosen. */
  readonly hideLabel?: boolean
}

/** A few plain choices as cards, instead of many switches. */
export function ChoiceField<Value extends string>({ field, choices, hideLabel = false }: ChoiceFieldProps<Value>) {
  const id = useId()
  return (
    <fieldset
      className={styles['choices']}
      disabled={field.disabled}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a fieldset is a group, and only a radiogroup may be told to be wrong
      role="radiogroup"
      tabIndex={-1}
      aria-invalid={field.error !== undefined}
      aria-describedby={field.error === undefined ? undefined : `${id}-error`}
    >
      <legend data-hidden={hideLabel || undefined}>{field.label}</legend>
      {choices.map(({ value, title, about }) => (
        <label key={value} className={styles['choice']}>
          <input
            type="radio"
            name={id}
            value={value}
            checked={field.value === value}
            onChange={() => field.onChange(value)}
            aria-labelledby={`${id}-${value}-title`}
            aria-describedby={`${id}-${value}`}
          />
          <strong id={`${id}-${value}-title`}>{title}</strong>
          <span id={`${id}-${value}`}>{about}</span>
        </label>
      ))}
      {field.error !== undefined && (
        <p id={`${id}-error`} className={styles['error']}>
          {field.error}
        </p>
      )}
    </fieldset>
  )
}
