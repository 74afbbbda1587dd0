import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { CreateGroupDialog } from './group-dialogs.tsx'
import type { GroupTabProps } from './group-page.tsx'
import styles from './groups.module.css'
import { LinkedTree } from './linked-tree.tsx'

export function GroupChildren({ group }: GroupTabProps) {
  const { t } = useTranslation('groups')
  const realm = useRealm()
  const navigate = useNavigate()
  const manage = usePermission('manage-users')
  const [creating, setCreating] = useState(false)
  const create = (
    <ActionButton disabledReason={manage.reason} onClick={() => setCreating(true)}>
      {t('createChild')}
    </ActionButton>
  )
  const some = (group.subGroupCount ?? 0) > 0
  return (
    <>
      <div className={styles['tools']}>
        <p>{t('childrenAbout')}</p>
        {some && create}
      </div>
      <LinkedTree parentId={group.id} empty={<Notice title={t('noChildren')} action={create} />} />
      {creating && (
        <CreateGroupDialog
          parent={group}
          onClose={() => setCreating(false)}
          onMade={(id) => void navigate({ to: paths.group(realm, id) })}
        />
      )}
    </>
  )
}
