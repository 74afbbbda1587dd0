import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionEnd } from '../session/session.ts'
import { leaveForSignIn } from '../session/sign-in.ts'

/** Somebody else ended the session, or it was idle for too long: what is on the screen can still be read and copied. */
export function SessionEndedDialog() {
  const { t } = useTranslation('shell')
  const ended = useSyncExternalStore(sessionEnd.subscribe, sessionEnd.read)
  return (
    <Modal opened={ended} onClose={() => {}} withCloseButton={false} title={t('sessionEnded')}>
      <Stack gap="lg">
        <Text size="sm">{t('sessionEndedText')}</Text>
        <Group justify="flex-end">
          <Button onClick={() => void leaveForSignIn()}>{t('signInAgain')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
