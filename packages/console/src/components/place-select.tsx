import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clientList } from '../api/clients.ts'
import type { Place } from '../api/offered-roles.ts'
import { useRealm } from './use-realm.ts'

const TYPING_MS = 250

interface PlaceSelectProps {
  /** Whether all places can be searched at once. */
  readonly everywhere?: boolean
  readonly place: Place
  readonly onChange: (place: Place) => void
}

/** Everywhere, the realm, or one of its clients, which the server finds by what is typed. */
export function PlaceSelect({ everywhere = true, place, onChange }: PlaceSelectProps) {
  const { t } = useTranslation('roles')
  const realm = useRealm()
  const [typed, setTyped] = useState('')
  const [shown, setShown] = useState<string>()
  const [sought] = useDebouncedValue(shown === typed ? '' : typed, TYPING_MS)
  const { data } = useQuery({
    ...clientList(realm, sought === '' ? {} : { q: sought }),
    placeholderData: keepPreviousData,
  })
  const value = typeof place === 'string' ? place : place.client
  const options = [
    ...(everywhere ? [{ value: 'everywhere', label: t('everywhere') }] : []),
    { value: 'realm', label: t('ofRealm') },
    ...(data?.rows.map(({ id, clientId }) => ({ value: id, label: clientId })) ?? []),
  ]
  const known = options.some((option) => option.value === value)
  return (
    <Select
      label={t('rolesOf')}
      searchable
      allowDeselect={false}
      withScrollArea={false}
      styles={{ dropdown: { maxHeight: 280, overflowY: 'auto' } }}
      data={known ? options : [...options, { value, label: shown ?? value }]}
      filter={(all) => all.options}
      value={value}
      searchValue={typed}
      onSearchChange={setTyped}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onChange={(chosen, option) => {
        setShown(option?.label)
        onChange(placeOf(chosen))
      }}
    />
  )
}

function placeOf(value: string | null): Place {
  return value === null || value === 'everywhere' || value === 'realm' ? (value ?? 'everywhere') : { client: value }
}
