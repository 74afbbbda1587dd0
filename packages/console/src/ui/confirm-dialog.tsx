import { Alert, Button, Group, List, Modal, Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface ConfirmDialogProps {
  readonly opened: boolean
  readonly onClose: () => void
  /** The question, with the name. */
  readonly title: string
  /** What goes with it, by count and name. */
  readonly consequences: readonly ReactNode[]
  /** The verb and the name: "Delete shop". */
  readonly verb: string
  /** Rejects with what went wrong; the dialog then stays and tells. */
  readonly onConfirm: () => Promise<void>
  /** Makes words of what `onConfirm` rejected with. */
  readonly explain: (error: unknown) => string
}

/** Asks before something is gone for good: says what goes, and repeats verb and name on the button. */
export function ConfirmDialog({ opened, onClose, title, consequences, verb, onConfirm, explain }: ConfirmDialogProps) {
  const { t } = useTranslation('ui')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const confirm = async () => {
    setBusy(true)
    setFailure(undefined)
    try {
      await onConfirm()
      onClose()
    } catch (error) {
      setFailure(explain(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="lg">
        <List spacing="xs" size="sm">
          {consequences.map((consequence, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of sentences
            <List.Item key={at}>{consequence}</List.Item>
          ))}
        </List>
        {failure !== undefined && (
          <Alert color="red" variant="light" role="alert">
            {failure}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="red" loading={busy} onClick={() => void confirm()}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
