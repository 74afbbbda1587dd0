import { Button, Group, Modal, Stack } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from './action-button.tsx'
import { useFocusReturn } from './use-focus-return.ts'

interface FormDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: string
  /** The verb on the button. */
  readonly verb: string
  /** Why it can't be done yet. */
  readonly disabledReason?: string | undefined
  readonly size?: 'md' | 'lg'
  /** Rejects with what went wrong. */
  readonly onSubmit: () => Promise<void>
  /** Tells what went wrong, at the field it concerns. */
  readonly onProblem: (error: unknown) => void
  readonly children: ReactNode
}

/** A few fields in a dialog, and the button that sends them. It closes when that went well. */
export function FormDialog(props: FormDialogProps) {
  const { opened, onClose, title, verb, disabledReason, size = 'md', onSubmit, onProblem, children } = props
  const { t } = useTranslation('ui')
  const [busy, setBusy] = useState(false)
  useFocusReturn(opened)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    // in React's tree the dialog may stand inside the page's own form
    event.stopPropagation()
    if (busy || disabledReason !== undefined) return
    setBusy(true)
    try {
      await onSubmit()
      onClose()
    } catch (error) {
      onProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={size} closeButtonProps={{ 'aria-label': t('close') }}>
      <form ref={beginAtFirstField} onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="lg">
          {children}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <ActionButton type="submit" loading={busy} disabledReason={disabledReason}>
              {verb}
            </ActionButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** The library begins at the button that closes the dialog, and looks for this mark. */
function beginAtFirstField(form: HTMLFormElement | null): void {
  if (form?.querySelector('[data-autofocus]')) return
  form?.querySelector(':is(input, select, textarea):enabled')?.setAttribute('data-autofocus', '')
}

/** A refusal of the form's own, before anything is sent. */
export class FieldProblem extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'FieldProblem'
  }
}
