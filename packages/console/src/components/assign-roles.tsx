import { Alert, Button, Checkbox, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clientList } from '../api/clients.ts'
import type { HeldRole } from '../api/inherited-roles.ts'
import { ownWords } from '../api/own-words.ts'
import { giveRoles, type RoleHolder } from '../api/role-mappings.ts'
import { type Role, type RoleOwner, roleList } from '../api/roles.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Pager } from '../ui/pager.tsx'
import { toastDone } from '../ui/toast.ts'
import { useExplain } from './explain.ts'
import styles from './role-mapping.module.css'
import { useRealm } from './use-realm.ts'

const TYPING_MS = 250
/** In place of a client's id. */
const REALM = ''

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
  const [owner, setOwner] = useState<RoleOwner>()
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
        <OwnerSelect owner={owner} onChange={setOwner} />
        <TextInput
          type="search"
          label={t('search')}
          leftSection={<Icon name="search" size={16} />}
          value={typed}
          data-autofocus
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </div>
      <Offered
        owner={owner}
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

/** The realm, or one of its clients, which the server finds by what is typed. */
function OwnerSelect({
  owner,
  onChange,
}: {
  readonly owner: RoleOwner
  readonly onChange: (owner: RoleOwner) => void
}) {
  const { t } = useTranslation('roles')
  const realm = useRealm()
  const [typed, setTyped] = useState('')
  const [shown, setShown] = useState<string>()
  const [sought] = useDebouncedValue(shown === typed ? '' : typed, TYPING_MS)
  const { data } = useQuery({
    ...clientList(realm, sought === '' ? {} : { q: sought }),
    placeholderData: keepPreviousData,
  })
  const clients = data?.rows.map(({ id, clientId }) => ({ value: id, label: clientId })) ?? []
  const known = owner === undefined || clients.some(({ value }) => value === owner)
  return (
    <Select
      label={t('rolesOf')}
      searchable
      allowDeselect={false}
      withScrollArea={false}
      styles={{ dropdown: { maxHeight: 280, overflowY: 'auto' } }}
      data={[
        { value: REALM, label: t('ofRealm') },
        ...(known ? [] : [{ value: owner, label: shown ?? owner }]),
        ...clients,
      ]}
      filter={({ options }) => options}
      value={owner ?? REALM}
      searchValue={typed}
      onSearchChange={setTyped}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onChange={(value, option) => {
        setShown(option?.label)
        onChange(value === REALM || value === null ? undefined : value)
      }}
    />
  )
}

interface OfferedProps {
  readonly owner: RoleOwner
  readonly typed: string
  readonly isChosen: (role: Role) => boolean
  /** Why it can't be chosen. */
  readonly refusal: (role: Role) => string | undefined
  readonly onToggle: (role: Role) => void
}

function Offered({ owner, typed, isChosen, refusal, onToggle }: OfferedProps) {
  const { t } = useTranslation(['roles', 'ui'])
  const realm = useRealm()
  const explain = useExplain()
  const [sought] = useDebouncedValue(typed, TYPING_MS)
  const list = JSON.stringify([owner, sought])
  const [turned, setTurned] = useState({ list, page: 1 })
  // another list begins at its first page
  const page = turned.list === list ? turned.page : 1
  const setPage = (to: number) => setTurned({ list, page: to })
  const search = { ...(sought !== '' && { q: sought }), ...(page > 1 && { page }) }
  const { data, error } = useQuery({ ...roleList(realm, owner, search), placeholderData: keepPreviousData })
  return (
    <>
      <fieldset className={styles['offered']}>
        <legend>{t('roles')}</legend>
        {error !== null && data === undefined && <p role="alert">{explain(error)}</p>}
        {data?.rows.length === 0 && (
          <p role="status">{sought === '' ? t('noRolesHere') : t('ui:nothingFound', { text: sought })}</p>
        )}
        {data?.rows.map((role) => {
          const refused = refusal(role)
          return (
            <Checkbox
              key={role.id}
              className={styles['offer'] ?? ''}
              label={role.name}
              description={refused ?? ownWords(role.description)}
              checked={refused !== undefined || isChosen(role)}
              disabled={refused !== undefined}
              onChange={() => onToggle(role)}
            />
          )
        })}
      </fieldset>
      {data !== undefined && <Pager of={t('roles')} page={page} more={data.more} onPage={setPage} size="xs" />}
    </>
  )
}
