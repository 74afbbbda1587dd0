import { Input, NativeSelect, NumberInput } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DURATION_UNITS, type DurationUnit, durationOf, secondsOf } from './duration.ts'
import styles from './duration-input.module.css'

interface DurationInputProps {
  readonly label: string
  readonly description?: string
  /** Seconds. */
  readonly value: number
  readonly onChange: (seconds: number) => void
  readonly error?: string | undefined
  readonly disabled?: boolean
}

/** A number and a unit that a person would choose; the value is in seconds. */
export function DurationInput({ label, description, value, onChange, error, disabled = false }: DurationInputProps) {
  const { t } = useTranslation('ui')
  const id = useId()
  // the unit stays as chosen while the number is typed: 60 seconds must not jump to 1 minute
  const [chosen, setChosen] = useState<DurationUnit>()
  const unit = chosen ?? durationOf(value).unit
  const names = Object.keys(DURATION_UNITS) as DurationUnit[]
  return (
    <Input.Wrapper id={id} label={label} description={description} error={error}>
      <div className={styles['duration']}>
        <NumberInput
          id={id}
          value={value / DURATION_UNITS[unit]}
          onChange={(amount) => {
            setChosen(unit)
            onChange(secondsOf({ amount: Number(amount) || 0, unit }))
          }}
          min={0}
          disabled={disabled}
          error={error !== undefined}
          hideControls
        />
        <NativeSelect
          aria-label={t('unitOf', { label })}
          value={unit}
          onChange={({ currentTarget }) => {
            const next = names.find((name) => name === currentTarget.value) ?? unit
            setChosen(next)
            onChange(secondsOf({ amount: value / DURATION_UNITS[unit], unit: next }))
          }}
          disabled={disabled}
          data={names.map((name) => ({ value: name, label: t(name) }))}
        />
      </div>
    </Input.Wrapper>
  )
}
