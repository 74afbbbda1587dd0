import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { userCalled, usersLike } from '../api/find-users.ts'
import { usePermission } from './permission.ts'
import { useRealm } from './use-realm.ts'

interface UserFieldProps {
  readonly label: string
  /** A user's id. */
  readonly value: string | undefined
  readonly onChange: (id: string | undefined) => void
}

const TYPING_MS = 200

/** One user of the realm; the server offers those that fit what is typed. */
export function UserField({ label, value, onChange }: UserFieldProps) {
  const { t } = useTranslation('ui')
  const realm = useRealm()
  const view = usePermission('view-users')
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed, TYPING_MS)
  const found = useQuery({ ...usersLike(realm, text), enabled: view.allowed, placeholderData: keepPreviousData })
  const chosen = useQuery({ ...userCalled(realm, value ?? ''), enabled: view.allowed && value !== undefined })
  const users = [...(chosen.data ?? []), ...(found.data ?? [])]
  const byId = new Map(users.map((user) => [user.id, user.name]))
  return (
    <Select
      label={label}
      description={view.reason}
      placeholder={t('findUser')}
      searchable
      clearable
      disabled={!view.allowed}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      onSearchChange={setTyped}
      // the server has chosen already
      filter={({ options }) => options}
      data={[...byId].map(([id, name]) => ({ value: id, label: name }))}
      nothingFoundMessage={t('noSuchUser')}
      clearButtonProps={{ 'aria-label': t('clear') }}
      autoComplete="off"
      spellCheck={false}
    />
  )
}
