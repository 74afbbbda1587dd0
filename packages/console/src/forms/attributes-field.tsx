import { Button, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/icon.tsx'
import styles from './attributes-field.module.css'
import type { Field } from './use-settings-form.ts'

/** A row as it is edited: two rows may carry one key, and a key may be empty while it is typed. */
export interface AttributeRow {
  readonly key: string
  readonly value: string
}

interface AttributesFieldProps {
  readonly field: Field<readonly AttributeRow[]>
  readonly description?: string
}

/** Keys and values of one's own. A key that stands twice has two values. */
export function AttributesField({ field, description }: AttributesFieldProps) {
  const { t } = useTranslation('ui')
  const list = useRef<HTMLDivElement>(null)
  const { label, value: rows, disabled, onChange } = field
  const set = (at: number, change: Partial<AttributeRow>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...change } : row)))
  const add = () => {
    onChange([...rows, { key: '', value: '' }])
    requestAnimationFrame(() => list.current?.querySelectorAll('input')[rows.length * 2]?.focus())
  }
  return (
    <fieldset className={styles['attributes']} disabled={disabled}>
      <legend>{label}</legend>
      {description !== undefined && <p>{description}</p>}
      <div ref={list} className={styles['rows']}>
        {rows.map(({ key, value }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place, its texts change with every key
          <div key={at} className={styles['row']}>
            <TextInput
              aria-label={t('keyNumbered', { number: at + 1 })}
              placeholder={t('key')}
              value={key}
              error={key === '' && value !== '' ? t('keyMissing') : undefined}
              onChange={({ currentTarget }) => set(at, { key: currentTarget.value })}
            />
            <TextInput
              aria-label={t('valueNumbered', { number: at + 1 })}
              placeholder={t('value')}
              value={value}
              onChange={({ currentTarget }) => set(at, { value: currentTarget.value })}
            />
            <Button
              variant="default"
              aria-label={t('removeNumbered', { label, number: at + 1 })}
              onClick={() => onChange(rows.toSpliced(at, 1))}
            >
              {t('remove')}
            </Button>
          </div>
        ))}
      </div>
      <Button
        variant="subtle"
        className={styles['add'] ?? ''}
        leftSection={<Icon name="plus" size={16} />}
        aria-label={t('addTo', { label })}
        onClick={add}
        disabled={disabled}
      >
        {t('add')}
      </Button>
    </fieldset>
  )
}
