import { Button, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { BesideButton } from '../ui/beside-button.tsx'
import type { Field } from './use-settings-form.ts'

interface ChosenFieldProps {
  readonly field: Field<string>
  readonly description?: string
  readonly required?: boolean
  /** Opens the dialog. */
  readonly verb: string
  /** The dialog in which one is chosen. */
  readonly children: (close: () => void) => ReactNode
}

/** A text that names something: it may be typed, or what it names be chosen in a dialog. */
export function ChosenField({ field, description, required = false, verb, children }: ChosenFieldProps) {
  const [opened, setOpened] = useState(false)
  const { name, label, value, error, disabled, onChange } = field
  return (
    <>
      <TextInput
        name={name}
        label={label}
        description={description}
        value={value}
        error={error}
        required={required}
        disabled={disabled}
        autoComplete="off"
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mono)', fontSize: 14 } }}
        inputContainer={(input) => (
          <BesideButton>
            {input}
            <Button variant="default" disabled={disabled} onClick={() => setOpened(true)}>
              {verb}
            </Button>
          </BesideButton>
        )}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
      {opened && children(() => setOpened(false))}
    </>
  )
}
