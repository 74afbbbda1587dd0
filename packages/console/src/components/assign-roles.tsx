import { Alert, Button, Modal, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HeldRole } from '../api/inherited-roles.ts'
import type { Place } from '../api/offered-roles.ts'
import { giveRoles, type RoleHolder } from '../api/role-mappings.ts'
import type { Role } from '../api/roles.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { Icon } from '../ui/icon.tsx'
import { toastDone } from '../ui/toast.ts'
import { useExplain } from './explain.ts'
import { OfferedList } from './offered-list.tsx'
import { PlaceSelect } from './place-select.tsx'
import styles from './role-mapping.module.css'
import { useRealm } from './use-realm.ts'

interface AssignRolesProps {
  readonly holder: RoleHolder
  readonly held: readonly HeldRole[]
  readonly disabledReason: string | undefined
}

/** The button that opens the dialog in which roles are chosen. */
export function AssignRoles({ holder, held, disabledReason }: AssignRolesProps) {
  const { t } = useTranslation(['roles', 'ui'])
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  return (
    <>
      <ActionButton disabledReason={disabledReason} onClick={() => setOpened(true)}>
        {t(`assign-${holder.kind}`)}
      </ActionButton>
      <Modal
        opened={opened}
        onClose={close}
        size="lg"
        title={t(`assignTitle-${holder.kind}`, { name: holder.name })}
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        {opened && <Choice holder={holder} held={held} onDone={close} />}
      </Modal>
    </>
  )
}

type ChoiceProps = Omit<AssignRolesProps, 'disabledReason'> & { readonly onDone: () => void }

function Choice({ holder, held, onDone }: ChoiceProps) {
  const { t } = useTranslation(['roles', 'ui'])
  const realm = useRealm()
  const explain = useExplain()
  const [place, setPlace] = useState<Place>('everywhere')
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<readonly Role[]>([])
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const assign = async () => {
    setBusy(true)
    try {
      await giveRoles(realm, holder, chosen)
      toastDone(t('assigned', { count: chosen.length, name: holder.name }))
      onDone()
    } catch (error) {
      setFailure(explain(error))
    } finally {
      setBusy(false)
    }
  }
  const given = held.filter(({ sources }) => sources.some(({ kind }) => kind === 'given')).map(({ role }) => role.id)
  return (
    <Stack gap="md">
      <div className={styles['pick']}>
        <PlaceSelect place={place} onChange={setPlace} />
        <TextInput
          type="search"
          label={t('search')}
          leftSection={<Icon name="search" size={16} />}
          value={typed}
          data-autofocus
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </div>
      <OfferedList
        several
        holder={holder}
        place={place}
        typed={typed.trim()}
        isChosen={(role) => chosen.some(({ id }) => id === role.id)}
        refusal={({ id }) => (given.includes(id) ? t('hasIt') : id === holder.id ? t('itself') : undefined)}
        onToggle={(role) =>
          setChosen((old) =>
            old.some(({ id }) => id === role.id) ? old.filter(({ id }) => id !== role.id) : [...old, role],
          )
        }
      />
      {failure !== undefined && (
        <Alert color="red" variant="light" role="alert">
          {failure}
        </Alert>
      )}
      <div className={styles['foot']}>
        <span role="status">
          {chosen.length > 0 && t('chosen', { names: chosen.map(({ name }) => name).join(', ') })}
        </span>
        <Button variant="default" onClick={onDone}>
          {t('ui:cancel')}
        </Button>
        <ActionButton
          loading={busy}
          disabledReason={chosen.length === 0 ? t('chooseFirst') : undefined}
          onClick={() => void assign()}
        >
          {t('assignCount', { count: chosen.length })}
        </ActionButton>
      </div>
    </Stack>
  )
}
