import { Checkbox, Radio, Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Group } from '../api/groups.ts'
import { Icon } from '../ui/icon.tsx'
import styles from './group-tree.module.css'
import { GroupTree } from './group-tree.tsx'

const TYPING_MS = 250

interface GroupPickerProps {
  /** One is chosen, or as many as one likes. */
  readonly several: boolean
  readonly chosen: readonly Group[]
  /** Stands above the tree, and can be chosen like a group. */
  readonly top?: Group
  /** Why a group can't be chosen. */
  readonly refusal: (group: Group) => string | undefined
  readonly onChange: (chosen: readonly Group[]) => void
}

/** Groups are chosen in their tree, or found by name. */
export function GroupPicker({ several, chosen, top, refusal, onChange }: GroupPickerProps) {
  const { t } = useTranslation('groups')
  const name = useId()
  const [typed, setTyped] = useState('')
  const [sought] = useDebouncedValue(typed.trim(), TYPING_MS)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const choose = (group: Group) => {
    if (!several) return onChange([group])
    const without = chosen.filter(({ id }) => id !== group.id)
    onChange(without.length < chosen.length ? without : [...chosen, group])
  }
  const row = (group: Group) => {
    const refused = refusal(group)
    const Control = several ? Checkbox : Radio
    return (
      <Control
        name={several ? undefined : name}
        label={group.name}
        description={refused}
        checked={chosen.some(({ id }) => id === group.id)}
        disabled={refused !== undefined}
        onChange={() => choose(group)}
      />
    )
  }
  return (
    <Stack gap="sm">
      <TextInput
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<Icon name="search" size={16} />}
        value={typed}
        data-autofocus
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <div className={styles['picker']}>
        {top !== undefined && sought === '' && <div className={styles['top']}>{row(top)}</div>}
        <GroupTree
          label={t('choose')}
          sought={sought}
          opened={opened}
          onToggle={(id) => setOpened(toggled(opened, id))}
          empty={<p>{t('empty')}</p>}
          row={row}
        />
      </div>
    </Stack>
  )
}

export function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return set.has(id) ? new Set([...set].filter((one) => one !== id)) : new Set([...set, id])
}
