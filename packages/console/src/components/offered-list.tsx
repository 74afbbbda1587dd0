import { Checkbox, Radio } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { offeredRoles, type Place } from '../api/offered-roles.ts'
import { ownWords } from '../api/own-words.ts'
import type { RoleHolder } from '../api/role-mappings.ts'
import type { Role } from '../api/roles.ts'
import { Chip } from '../ui/chip.tsx'
import { Pager } from '../ui/pager.tsx'
import { Strip } from '../ui/strip.tsx'
import { useExplain } from './explain.ts'
import styles from './role-mapping.module.css'
import { useRealm } from './use-realm.ts'

const TYPING_MS = 250

interface OfferedProps {
  /** Who gets them; without one, a role is only named. */
  readonly holder?: RoleHolder
  /** One is chosen, or as many as one likes. */
  readonly several: boolean
  readonly place: Place
  readonly typed: string
  readonly isChosen: (role: Role) => boolean
  /** Why it can't be chosen. */
  readonly refusal: (role: Role) => string | undefined
  readonly onToggle: (role: Role) => void
}

/** The roles of a place, found by what is typed, to be chosen. */
export function OfferedList({ holder, several, place, typed, isChosen, refusal, onToggle }: OfferedProps) {
  const { t } = useTranslation(['roles', 'ui'])
  const realm = useRealm()
  const explain = useExplain()
  const name = useId()
  const [sought] = useDebouncedValue(typed, TYPING_MS)
  const list = JSON.stringify([place, sought])
  const [turned, setTurned] = useState({ list, page: 1 })
  // another list begins at its first page
  const page = turned.list === list ? turned.page : 1
  const setPage = (to: number) => setTurned({ list, page: to })
  const search = { ...(sought !== '' && { q: sought }), ...(page > 1 && { page }) }
  const { data, error } = useQuery({ ...offeredRoles(realm, holder, place, search), placeholderData: keepPreviousData })
  return (
    <>
      {data?.partial && <Strip>{t('offeredPartial')}</Strip>}
      <fieldset className={styles['offered']}>
        <legend>{t('roles')}</legend>
        {error !== null && data === undefined && <p role="alert">{explain(error)}</p>}
        {data?.rows.length === 0 && (
          <p role="status">{sought === '' ? t('noRolesHere') : t('ui:nothingFound', { text: sought })}</p>
        )}
        {data?.rows.map(({ role, clientId }) => {
          const refused = refusal(role)
          const Control = several ? Checkbox : Radio
          return (
            <Control
              key={role.id}
              name={several ? undefined : name}
              className={styles['offer'] ?? ''}
              label={<Label name={role.name} clientId={clientId} />}
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

function Label({ name, clientId }: { readonly name: string; readonly clientId: string | undefined }) {
  if (clientId === undefined) return name
  return (
    <span className={styles['role']}>
      {name} <Chip>{clientId}</Chip>
    </span>
  )
}
