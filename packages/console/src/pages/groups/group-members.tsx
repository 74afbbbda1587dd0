import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupMembers, joinGroups, leaveGroup } from '../../api/groups.ts'
import { useExplain } from '../../components/explain.ts'
import { usePermission } from '../../components/permission.ts'
import { ServerList } from '../../components/server-list.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { UserPicker } from '../../components/user-picker.tsx'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { toastDone } from '../../ui/toast.ts'
import type { GroupTabProps } from './group-page.tsx'
import styles from './groups.module.css'

export function GroupMembers({ group }: GroupTabProps) {
  const { t } = useTranslation('groups')
  const realm = useRealm()
  const manage = usePermission('manage-users')
  const [adding, setAdding] = useState(false)
  const add = (
    <ActionButton disabledReason={manage.reason} onClick={() => setAdding(true)}>
      {t('addMembers')}
    </ActionButton>
  )
  return (
    <>
      <div className={styles['tools']}>
        <p>{t('membersAbout')}</p>
        {add}
      </div>
      <ServerList
        label={t('tab-members')}
        query={(search) => groupMembers(realm, group.id, search)}
        rowId={({ id = '' }) => id}
        rowActions={({ id = '', username = '' }) => <RemoveMember group={group} userId={id} username={username} />}
        columns={[
          {
            id: 'username',
            header: t('username'),
            cell: ({ id = '', username = '' }) => <Link to={paths.user(realm, id)}>{username}</Link>,
          },
          {
            id: 'name',
            header: t('personName'),
            cell: ({ firstName = '', lastName = '' }) => `${firstName} ${lastName}`,
            secondary: true,
          },
          { id: 'email', header: t('email'), cell: ({ email }) => email, secondary: true },
        ]}
        empty={<Notice title={t('noMembers')}>{t('noMembersAbout')}</Notice>}
      />
      {adding && (
        <UserPicker
          title={t('addMembersTitle', { name: group.name })}
          verb={t('addMembers')}
          onClose={() => setAdding(false)}
          onChosen={async (users) => {
            const ids = users.map(({ id }) => id)
            await joinGroups(realm, ids, [group.id])
            toastDone(t('added', { count: ids.length, name: group.name }))
          }}
        />
      )}
    </>
  )
}

interface RemoveMemberProps extends GroupTabProps {
  readonly userId: string
  readonly username: string
}

function RemoveMember({ group, userId, username }: RemoveMemberProps) {
  const { t } = useTranslation(['groups', 'ui'])
  const realm = useRealm()
  const manage = usePermission('manage-users')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  return (
    <>
      <ActionButton
        variant="default"
        size="xs"
        aria-label={t('removeNamed', { username })}
        disabledReason={manage.reason}
        onClick={() => setAsked(true)}
      >
        {t('ui:remove')}
      </ActionButton>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('removeTitle', { username, name: group.name })}
        consequences={[t('removeRoles', { username })]}
        verb={t('removeNamed', { username })}
        explain={explain}
        onConfirm={() => leaveGroup(realm, userId, group.id)}
      />
    </>
  )
}
