import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AssignedScope, type Assignment, scopesOfClient, setClientAssignment } from '../../api/client-scopes.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { Notice } from '../../ui/notice.tsx'
import { toastDone } from '../../ui/toast.ts'
import type { ClientTabProps } from './client-page.tsx'
import styles from './client-scopes.module.css'

interface AddScopesDialogProps extends ClientTabProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** Offers what the client doesn't have yet; one button for each way of having it. */
export function AddScopesDialog({ client, opened, onClose }: AddScopesDialogProps) {
  const { t } = useTranslation(['scopes', 'ui'])
  const realm = useRealm()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('addScopesTo', { clientId: client.clientId })}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Loaded query={scopesOfClient(realm, client.id)}>
        {(scopes) => <Choice client={client} scopes={addable(client.protocol, scopes)} onClose={onClose} />}
      </Loaded>
    </Modal>
  )
}

function addable(protocol: string | undefined, scopes: readonly AssignedScope[]): readonly AssignedScope[] {
  return scopes.filter((scope) => scope.assignment === 'none' && scope.protocol === (protocol ?? 'openid-connect'))
}

interface ChoiceProps extends ClientTabProps {
  readonly scopes: readonly AssignedScope[]
  readonly onClose: () => void
}

function Choice({ client, scopes, onClose }: ChoiceProps) {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  const explain = useExplain()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState<Assignment>()
  const [failure, setFailure] = useState<string>()
  if (scopes.length === 0) return <Notice title={t('nothingToAdd')}>{t('nothingToAddAbout')}</Notice>
  const assign = async (to: Assignment) => {
    setBusy(to)
    setFailure(undefined)
    try {
      await setClientAssignment(
        realm,
        client.id,
        scopes.filter(({ id }) => chosen.has(id)),
        to,
      )
      toastDone(t('added', { count: chosen.size }))
      onClose()
    } catch (error) {
      setFailure(explain(error))
    } finally {
      setBusy(undefined)
    }
  }
  const shown = scopes.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
  return (
    <Stack gap="md">
      {scopes.length > MANY && (
        <TextInput
          type="search"
          aria-label={t('searchScope')}
          placeholder={t('searchScope')}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      )}
      <Checkbox.Group value={[...chosen]} onChange={(ids) => setChosen(new Set(ids))} aria-label={t('scopesToAdd')}>
        <div className={styles['choices']}>
          {shown.map(({ id, name, description }) => (
            <Checkbox key={id} value={id} label={name} description={description} />
          ))}
        </div>
      </Checkbox.Group>
      {failure !== undefined && (
        <p role="alert" className={styles['failure']}>
          {failure}
        </p>
      )}
      <Group justify="flex-end" gap="xs">
        <Button
          variant="default"
          disabled={chosen.size === 0}
          loading={busy === 'optional'}
          onClick={() => void assign('optional')}
        >
          {t('addOptional')}
        </Button>
        <Button disabled={chosen.size === 0} loading={busy === 'default'} onClick={() => void assign('default')}>
          {t('addDefault')}
        </Button>
      </Group>
    </Stack>
  )
}

/** From here on a list is searched rather than read. */
const MANY = 8
