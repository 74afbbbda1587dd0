import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '../ui/action-button.tsx'
import styles from './create-form.module.css'
import { UnsavedGuard } from './unsaved-guard.tsx'
import type { SettingsFormState } from './use-settings-form.ts'

interface CreateFormProps<Values extends object> {
  readonly form: SettingsFormState<Values>
  /** The verb and what is made: "Create client". */
  readonly label: string
  /** Where one comes from. */
  readonly cancelTo: string
  /** Something that was typed can't be sent. */
  readonly blocked?: boolean
  readonly children: ReactNode
}

/** A form that makes something new: one primary button at its end. The form's `save` leads to what was made. */
export function CreateForm<Values extends object>({
  form,
  label,
  cancelTo,
  blocked = false,
  children,
}: CreateFormProps<Values>) {
  const { t } = useTranslation('ui')
  const navigate = useNavigate()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!blocked && form.disabledReason === undefined) void form.save()
  }
  return (
    <form onSubmit={submit} noValidate>
      {children}
      <UnsavedGuard dirty={form.changes.length > 0 && !form.saving} />
      <div className={styles['buttons']}>
        <ActionButton
          type="submit"
          loading={form.saving}
          disabledReason={form.disabledReason ?? (blocked ? t('fixFirst') : undefined)}
        >
          {label}
        </ActionButton>
        <Button variant="default" onClick={() => void navigate({ to: cancelTo })}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
