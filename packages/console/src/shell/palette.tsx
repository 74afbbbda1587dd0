import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Found, searchEverything } from '../api/search.ts'
import { useRealm } from '../components/use-realm.ts'
import { paths } from '../paths.ts'
import { NAVIGATION } from './navigation-items.ts'
import styles from './palette.module.css'
import { useSettingsIndex } from './settings-index.ts'

interface Hit {
  readonly to: string
  readonly name: string
  readonly detail: string
}

const TYPING_MS = 150
const PATH_OF: Readonly<Record<Found['kind'], (realm: string, id: string) => string>> = {
  client: paths.client,
  user: paths.user,
  role: paths.role,
}

/** Ctrl-K: pages and settings by name at once, clients, users and roles as the server finds them. */
export function Palette({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation('shell')
  return (
    <Modal.Root opened={opened} onClose={onClose} size={560} yOffset="12vh" centered={false}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('findTitle')}>
        <Search onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  )
}

function Search({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const id = useId()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const { hits, searching } = useHits(text)
  const at = Math.min(chosen, hits.length - 1)
  const open = async ({ to }: Hit) => {
    onClose()
    await navigate({ to })
    // the page that is there already doesn't arrive
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
  }
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const hit = hits[at]
    if (step !== undefined && hits.length > 0) setChosen((at + step + hits.length) % hits.length)
    else if (event.key === 'Enter' && hit !== undefined) void open(hit)
    else return
    event.preventDefault()
  }
  return (
    <div>
      <input
        className={styles['input']}
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-hits`}
        aria-activedescendant={hits.length > 0 ? `${id}-${at}` : undefined}
        aria-label={t('findTitle')}
        placeholder={t('findTitle')}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          setChosen(0)
        }}
        onKeyDown={keys}
      />
      <div id={`${id}-hits`} role="listbox" aria-label={t('findTitle')} className={styles['hits']}>
        {hits.map((hit, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field keeps the focus and takes the keys
          <div
            key={`${hit.to} ${hit.name}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className={styles['hit']}
            onClick={() => void open(hit)}
            onPointerMove={() => setChosen(index)}
          >
            <span>{hit.name}</span>
            <small>{hit.detail}</small>
          </div>
        ))}
      </div>
      <p className={styles['state']} role="status">
        {hits.length === 0 && (searching ? t('searching') : t('nothingFound', { text }))}
      </p>
    </div>
  )
}

function useHits(text: string): { readonly hits: readonly Hit[]; readonly searching: boolean } {
  const { t } = useTranslation('shell')
  const realm = useRealm()
  const [settled] = useDebouncedValue(text.trim(), TYPING_MS)
  const { data, isFetching } = useQuery({ ...searchEverything(realm, settled), placeholderData: keepPreviousData })
  const wanted = text.trim().toLowerCase()
  const settings = useSettingsIndex(realm)
  const pages = NAVIGATION.flatMap(({ items }) => items).map((item) => ({
    to: item.to(realm),
    name: t(item.label),
    detail: t('page'),
  }))
  if (wanted === '') return { hits: pages, searching: isFetching }
  const known = [
    ...pages,
    ...settings.map(({ to, name, place }) => ({ to, name, detail: `${t('setting')} · ${place}` })),
  ]
  const found = (data ?? []).map(({ kind, id, name, detail }) => ({
    to: PATH_OF[kind](realm, id),
    name,
    detail: [t(kind), detail].filter((part) => part !== '').join(' · '),
  }))
  return { hits: [...bestFirst(known, wanted), ...found], searching: isFetching || settled !== text.trim() }
}

/** Those that begin with the text, then those of which a word does, then the rest that have it. */
function bestFirst(hits: readonly Hit[], wanted: string): readonly Hit[] {
  const rank = ({ name }: Hit) => {
    const at = ` ${name.toLowerCase()}`.indexOf(` ${wanted}`)
    if (at === 0) return 0
    return at > 0 ? 1 : 2
  }
  return hits
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .toSorted((one, other) => rank(one) - rank(other))
}
