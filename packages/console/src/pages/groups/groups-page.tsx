import { TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { useListSearch } from '../../ui/use-list-search.ts'
import { CreateGroupDialog } from './group-dialogs.tsx'
import styles from './groups.module.css'
import { LinkedTree } from './linked-tree.tsx'

export function GroupsPage() {
  const { t } = useTranslation('groups')
  const realm = useRealm()
  const navigate = useNavigate()
  const manage = usePermission('manage-users')
  const [creating, setCreating] = useState(false)
  const { search, typed, setTyped } = useListSearch()
  const create = (
    <ActionButton disabledReason={manage.reason} onClick={() => setCreating(true)}>
      {t('create')}
    </ActionButton>
  )
  return (
    <Page title={t('groups')} about={t('groupsAbout')} actions={create}>
      <TextInput
        className={styles['search'] ?? ''}
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<Icon name="search" size={16} />}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <LinkedTree
        sought={search.q ?? ''}
        empty={
          <Notice title={t('empty')} action={create}>
            {t('emptyAbout')}
          </Notice>
        }
      />
      {creating && (
        <CreateGroupDialog
          onClose={() => setCreating(false)}
          onMade={(id) => void navigate({ to: paths.group(realm, id) })}
        />
      )}
    </Page>
  )
}
