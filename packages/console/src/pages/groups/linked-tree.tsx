import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { toggled } from '../../components/group-picker.tsx'
import styles from '../../components/group-tree.module.css'
import { GroupTree } from '../../components/group-tree.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { Link } from '../../ui/link.tsx'

interface LinkedTreeProps {
  readonly parentId?: string
  readonly sought?: string
  readonly empty: ReactNode
}

/** A tree whose groups lead to their pages; the address holds what is opened, so that Back finds it again. */
export function LinkedTree(props: LinkedTreeProps) {
  const { t } = useTranslation('groups')
  const realm = useRealm()
  const navigate = useNavigate()
  const { open }: { readonly open?: unknown } = useSearch({ strict: false })
  const opened: ReadonlySet<string> = new Set(Array.isArray(open) ? open.map(String) : [])
  const toggle = (id: string) => {
    const next = [...toggled(opened, id)]
    void navigate({
      to: '.',
      search: (old: object) => ({ ...old, open: next.length === 0 ? undefined : next }),
      replace: true,
      resetScroll: false,
    })
  }
  return (
    <GroupTree
      {...props}
      label={t('groups')}
      opened={opened}
      onToggle={toggle}
      row={({ id, name, subGroupCount = 0 }) => (
        <>
          <Link to={paths.group(realm, id)} className={styles['name']}>
            {name}
          </Link>
          {subGroupCount > 0 && <span className={styles['count']}>{t('childCount', { count: subGroupCount })}</span>}
        </>
      )}
    />
  )
}
