import { Checkbox, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type User, userList } from '../api/users.ts'
import { Icon } from '../ui/icon.tsx'
import { PromptDialog } from '../ui/prompt-dialog.tsx'
import { useExplain } from './explain.ts'
import styles from './role-mapping.module.css'
import { useRealm } from './use-realm.ts'

const TYPING_MS = 250

interface UserPickerProps {
  readonly title: string
  readonly verb: string
  readonly onClose: () => void
  readonly onChosen: (users: readonly User[]) => Promise<void>
}

/** Users are found by name on the server, and chosen. */
export function UserPicker({ title, verb, onClose, onChosen }: UserPickerProps) {
  const { t } = useTranslation(['users', 'ui'])
  const realm = useRealm()
  const explain = useExplain()
  const [typed, setTyped] = useState('')
  const [sought] = useDebouncedValue(typed.trim(), TYPING_MS)
  const [chosen, setChosen] = useState<readonly User[]>([])
  const { data, error } = useQuery({
    ...userList(realm, sought === '' ? {} : { q: sought }),
    placeholderData: keepPreviousData,
  })
  const toggle = (user: User) => {
    const without = chosen.filter(({ id }) => id !== user.id)
    setChosen(without.length < chosen.length ? without : [...chosen, user])
  }
  return (
    <PromptDialog
      title={title}
      verb={verb}
      size="lg"
      disabledReason={chosen.length === 0 ? t('chooseFirst') : undefined}
      explain={explain}
      onClose={onClose}
      onSubmit={async () => {
        await onChosen(chosen)
        return undefined
      }}
    >
      <TextInput
        type="search"
        label={t('search')}
        leftSection={<Icon name="search" size={16} />}
        value={typed}
        data-autofocus
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <fieldset className={styles['offered']}>
        <legend>{t('users')}</legend>
        {error !== null && data === undefined && <p role="alert">{explain(error)}</p>}
        {data?.rows.length === 0 && <p role="status">{t('ui:nothingFound', { text: sought })}</p>}
        {data?.rows.map((user) => (
          <Checkbox
            key={user.id}
            className={styles['offer'] ?? ''}
            label={user.username}
            description={[user.firstName, user.lastName, user.email].filter(Boolean).join(' ')}
            checked={chosen.some(({ id }) => id === user.id)}
            onChange={() => toggle(user)}
          />
        ))}
        {data?.more && <p>{t('moreToFind')}</p>}
      </fieldset>
      {chosen.length > 0 && (
        <p role="status">{t('chosen', { names: chosen.map(({ username }) => username).join(', ') })}</p>
      )}
    </PromptDialog>
  )
}
