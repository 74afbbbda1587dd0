import { Button, Skeleton } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Group, type GroupLevel, groupsBelow, groupsFound, isGroup } from '../api/groups.ts'
import { Icon } from '../ui/icon.tsx'
import { Late } from '../ui/late.tsx'
import { Notice } from '../ui/notice.tsx'
import { useExplain } from './explain.ts'
import styles from './group-tree.module.css'
import { useRealm } from './use-realm.ts'

/** How many of a level are shown at first, and how many more each time. */
const STEP = 50

interface BranchProps {
  readonly opened: ReadonlySet<string>
  readonly onToggle: (id: string) => void
  readonly row: (group: Group) => ReactNode
}

interface GroupTreeProps extends BranchProps {
  readonly label: string
  /** What it hangs from: the top without it. */
  readonly parentId?: string
  /** Shows what has this in its name, with the way down to it. */
  readonly sought?: string
  /** When there is nothing at all. */
  readonly empty: ReactNode
}

/** Groups as a tree whose branches are fetched when they are opened. */
export function GroupTree({ label, parentId, sought = '', empty, ...branch }: GroupTreeProps) {
  const { t } = useTranslation('ui')
  const none = sought === '' ? empty : <Notice title={t('nothingFound', { text: sought })} />
  return (
    <section className={styles['tree']} aria-label={label}>
      {sought === '' ? (
        <Below {...branch} parentId={parentId} empty={none} />
      ) : (
        <Found {...branch} sought={sought} empty={none} />
      )}
    </section>
  )
}

function Below({
  parentId,
  empty,
  ...branch
}: BranchProps & { readonly parentId: string | undefined; readonly empty: ReactNode }) {
  const realm = useRealm()
  const [most, setMost] = useState(STEP)
  const result = useQuery({ ...groupsBelow(realm, parentId, most), placeholderData: keepPreviousData })
  return <Level {...branch} {...result} empty={empty} onMore={() => setMost(most + STEP)} />
}

function Found({ sought, empty, ...branch }: BranchProps & { readonly sought: string; readonly empty: ReactNode }) {
  const realm = useRealm()
  const [most, setMost] = useState(STEP)
  const result = useQuery({ ...groupsFound(realm, sought, most), placeholderData: keepPreviousData })
  return <Level {...branch} {...result} empty={empty} onMore={() => setMost(most + STEP)} />
}

interface LevelProps extends BranchProps {
  readonly data: GroupLevel | undefined
  readonly error: Error | null
  readonly empty: ReactNode
  readonly refetch: () => unknown
  readonly onMore: () => void
}

function Level({ data, error, empty, refetch, onMore, ...branch }: LevelProps) {
  const { t } = useTranslation(['ui', 'groups'])
  const explain = useExplain()
  if (data === undefined && error === null) {
    return (
      <Late>
        <div className={styles['loading']} role="status" aria-label={t('loading')}>
          <Skeleton height={20} width="45%" />
          <Skeleton height={20} width="35%" />
        </div>
      </Late>
    )
  }
  if (data === undefined) {
    return (
      <Notice tone="bad" title={t('listFailed')} action={<Button onClick={() => refetch()}>{t('retry')}</Button>}>
        {explain(error)}
      </Notice>
    )
  }
  if (data.groups.length === 0) return empty
  return (
    <>
      <Branches {...branch} groups={data.groups} />
      {data.more && (
        <Button variant="subtle" className={styles['more'] ?? ''} onClick={onMore}>
          {t('groups:showMore')}
        </Button>
      )}
    </>
  )
}

function Branches({ groups, ...branch }: BranchProps & { readonly groups: readonly Group[] }) {
  return (
    <ul>
      {groups.map((group) => (
        <Branch key={group.id} {...branch} group={group} />
      ))}
    </ul>
  )
}

function Branch({ group, ...branch }: BranchProps & { readonly group: Group }) {
  const { t } = useTranslation('groups')
  // a search brings the way down to what it found
  const within = (group.subGroups ?? []).filter(isGroup)
  const open = within.length > 0 || branch.opened.has(group.id)
  const { name, subGroupCount = 0 } = group
  return (
    <li>
      <div className={styles['row']}>
        {subGroupCount > 0 && within.length === 0 ? (
          <button
            type="button"
            className={styles['toggle']}
            aria-expanded={open}
            aria-label={t('childrenOf', { name })}
            onClick={() => branch.onToggle(group.id)}
          >
            <Icon name="chevron" size={16} />
          </button>
        ) : (
          <span className={styles['toggle']} />
        )}
        {branch.row(group)}
      </div>
      {within.length > 0 && <Branches {...branch} groups={within} />}
      {open && within.length === 0 && subGroupCount > 0 && <Below {...branch} parentId={group.id} empty={null} />}
    </li>
  )
}
