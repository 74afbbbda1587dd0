import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { type FocusEvent, type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Strip } from '../ui/strip.tsx'
import styles from './settings-form.module.css'
import { UnsavedGuard } from './unsaved-guard.tsx'
import type { SettingsFormState } from './use-settings-form.ts'

interface SettingsFormProps<Values extends object> {
  readonly form: SettingsFormState<Values>
  readonly children: ReactNode
}

/** Sections of settings, and the bar that names what changed and saves or discards it. */
export function SettingsForm<Values extends object>({ form, children }: SettingsFormProps<Values>) {
  const { t } = useTranslation('ui')
  const { changes, disabledReason, saving } = form
  const dirty = changes.length > 0
  const keepPlace = useLastField(dirty)
  const save = () => {
    if (dirty && !saving) void form.save()
  }
  useHotkeys([['mod+S', save]], [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  return (
    <form onSubmit={submit} onFocus={keepPlace} noValidate>
      {disabledReason !== undefined && <Strip>{t('readOnly', { reason: disabledReason })}</Strip>}
      {children}
      <UnsavedGuard dirty={dirty} />
      {dirty && (
        <section data-bar className={styles['bar']} aria-label={t('unsaved')}>
          <span role="status">{t('changes', { count: changes.length, names: changes.join(', ') })}</span>
          <Button variant="default" onClick={form.discard} disabled={saving}>
            {t('discard')}
          </Button>
          <Button type="submit" loading={saving}>
            {t('save')}
          </Button>
        </section>
      )}
    </form>
  )
}

/**
 * The bar goes when there is nothing to save any more, and with it the button that was pressed: whoever uses the keyboard is
 * then back at the field he was in.
 *
 * @returns for what gets the focus in the form.
 */
function useLastField(dirty: boolean): (event: FocusEvent<HTMLElement>) => void {
  const last = useRef<HTMLElement>(null)
  const byKeyboard = useRef(false)
  useEffect(() => {
    if (!dirty && byKeyboard.current && document.activeElement === document.body) last.current?.focus()
  }, [dirty])
  return ({ target }) => {
    byKeyboard.current = target.matches(':focus-visible')
    if (target.closest('[data-bar]') === null) last.current = target
  }
}

interface SettingsSectionProps {
  readonly title: string
  /** What it is for, in plain words. */
  readonly about?: ReactNode
  readonly children: ReactNode
}

/** Left what it is for, right the fields. */
export function SettingsSection({ title, about, children }: SettingsSectionProps) {
  const id = useId()
  return (
    <section className={styles['part']} aria-labelledby={id}>
      <div className={styles['about']}>
        <h2 id={id}>{title}</h2>
        {about !== undefined && <p>{about}</p>}
      </div>
      <div className={styles['fields']}>{children}</div>
    </section>
  )
}
