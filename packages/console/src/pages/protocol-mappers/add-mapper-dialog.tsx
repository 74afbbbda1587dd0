import { Button, Checkbox, Group, Modal, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addMappers, type MapperHolder, mapperAbilities, mappersOf } from '../../api/protocol-mappers.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { toastDone } from '../../ui/toast.ts'
import styles from './mapper-list.module.css'
import { mapperPath } from './mapper-path.ts'
import { useMapperWords } from './mapper-words.ts'

interface AddMapperDialogProps {
  readonly holder: MapperHolder
  readonly opened: boolean
  readonly onClose: () => void
}

const WAYS = ['own', 'predefined'] as const

/** A mapper of one's own is filled in on a page; ready-made ones are added at once. */
export function AddMapperDialog({ holder, opened, onClose }: AddMapperDialogProps) {
  const { t } = useTranslation(['mappers', 'ui'])
  const [way, setWay] = useState<string>('own')
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('addMapperTo', { name: holder.name })}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Stack gap="md">
        <SegmentedControl
          aria-label={t('way')}
          value={way}
          onChange={setWay}
          data={WAYS.map((value) => ({ value, label: t(`way-${value}`) }))}
        />
        {way === 'own' ? <Kinds holder={holder} /> : <Predefined holder={holder} onClose={onClose} />}
      </Stack>
    </Modal>
  )
}

function Kinds({ holder }: Pick<AddMapperDialogProps, 'holder'>) {
  const { t } = useTranslation('mappers')
  const realm = useRealm()
  const words = useMapperWords()
  const [text, setText] = useState('')
  return (
    <Loaded query={mapperAbilities()}>
      {({ types }) => (
        <>
          <TextInput
            type="search"
            aria-label={t('searchKind')}
            placeholder={t('searchKind')}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
          <ul className={styles['kinds']} aria-label={t('kinds')}>
            {types
              .map((type) => ({ ...type, help: words(`about-${type.id}`) || type.help }))
              .filter(({ name, help }) => `${name} ${help}`.toLowerCase().includes(text.toLowerCase()))
              .map(({ id, name, help }) => (
                <li key={id}>
                  <Link to={mapperPath(realm, holder, id)} className={styles['kind']}>
                    <strong>{name}</strong>
                    {help}
                  </Link>
                </li>
              ))}
          </ul>
        </>
      )}
    </Loaded>
  )
}

function Predefined({ holder, onClose }: Pick<AddMapperDialogProps, 'holder' | 'onClose'>) {
  const { t } = useTranslation('mappers')
  const realm = useRealm()
  const explain = useExplain()
  const { data: present = [] } = useQuery(mappersOf(realm, holder))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [failure, setFailure] = useState<string>()
  const [busy, setBusy] = useState(false)
  const taken = new Set(present.map(({ name }) => name))
  return (
    <Loaded query={mapperAbilities()}>
      {({ predefined }) => {
        const offered = predefined.filter(({ name = '' }) => !taken.has(name))
        const add = async () => {
          setBusy(true)
          setFailure(undefined)
          try {
            await addMappers(
              realm,
              holder,
              offered.filter(({ name = '' }) => chosen.has(name)),
            )
            toastDone(t('added', { count: chosen.size }))
            onClose()
          } catch (error) {
            setFailure(explain(error))
          } finally {
            setBusy(false)
          }
        }
        if (offered.length === 0) return <Notice title={t('allPresent')} />
        return (
          <>
            <Checkbox.Group
              value={[...chosen]}
              onChange={(names) => setChosen(new Set(names))}
              aria-label={t('mappers')}
            >
              <div className={styles['choices']}>
                {offered.map(({ name = '', config }) => (
                  <Checkbox key={name} value={name} label={name} description={config?.['claim.name']} />
                ))}
              </div>
            </Checkbox.Group>
            {failure !== undefined && (
              <p role="alert" className={styles['failure']}>
                {failure}
              </p>
            )}
            <Group justify="flex-end">
              <Button disabled={chosen.size === 0} loading={busy} onClick={() => void add()}>
                {t('addChosen', { count: chosen.size })}
              </Button>
            </Group>
          </>
        )
      }}
    </Loaded>
  )
}
