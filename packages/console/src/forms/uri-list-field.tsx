import { Button, TextInput } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/icon.tsx'
import { redirectUriProblem } from './redirect-uri-rules.ts'
import styles from './uri-list-field.module.css'
import type { Field } from './use-settings-form.ts'

const MACHINE = { inputMode: 'url', styles: { input: { fontFamily: 'var(--mono)', fontSize: 14 } } } as const

interface UriListFieldProps {
  readonly field: Field<readonly string[]>
  readonly description?: string
  /** Judges an entry as it is typed; without it the rules of redirect URIs. */
  readonly problemOf?: typeof redirectUriProblem
  /** What people read, not what a machine compares. */
  readonly words?: boolean
}

/** Addresses, one a line, judged as they are typed. */
export function UriListField({ field, description, problemOf = redirectUriProblem, words = false }: UriListFieldProps) {
  const { t } = useTranslation('ui')
  const list = useRef<HTMLDivElement>(null)
  const { label, value, disabled, error, onChange } = field
  const lines = value.length === 0 ? [''] : value
  const focus = (at: number) => requestAnimationFrame(() => list.current?.querySelectorAll('input')[at]?.focus())
  const set = (at: number, uri: string) => onChange(lines.with(at, words ? uri : uri.trim()))
  const remove = (at: number) => {
    onChange(lines.toSpliced(at, 1))
    focus(Math.max(0, at - 1))
  }
  const add = () => {
    onChange([...lines, ''])
    focus(lines.length)
  }
  return (
    <fieldset className={styles['list']} disabled={disabled}>
      <legend>{label}</legend>
      {description !== undefined && <p className={styles['about']}>{description}</p>}
      <div ref={list} className={styles['lines']}>
        {lines.map((uri, at) => {
          const problem = problemOf(uri)
          const sentence = problem && t(`uri-${problem.kind}`, { host: problem.host ?? '' })
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place, its text changes with every key
            <div key={at} className={styles['line']}>
              <TextInput
                aria-label={t('numbered', { label, number: at + 1 })}
                value={uri}
                spellCheck={words}
                autoComplete="off"
                {...(!words && MACHINE)}
                disabled={disabled}
                error={problem?.level === 'error' ? sentence : at === 0 ? error : undefined}
                onChange={({ currentTarget }) => set(at, currentTarget.value)}
              />
              <Button
                variant="default"
                aria-label={t('removeNumbered', { label, number: at + 1 })}
                disabled={disabled || (lines.length === 1 && uri === '')}
                onClick={() => remove(at)}
              >
                {t('remove')}
              </Button>
              {problem?.level === 'warning' && (
                <span className={styles['warning']} role="status">
                  {sentence}
                </span>
              )}
            </div>
          )
        })}
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
