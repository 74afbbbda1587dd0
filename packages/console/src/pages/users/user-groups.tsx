import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Group, groupsOfUser, joinGroups, leaveGroup } from '../../api/groups.ts'
import { useExplain } from '../../components/explain.ts'
import { GroupPicker } from '../../components/group-picker.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PromptDialog } from '../../ui/prompt-dialog.tsx'
import { toastDone } from '../../ui/toast.ts'
import type { UserTabProps } from './user-page.tsx'
import styles from './users.module.css'

export function UserGroups({ user }: UserTabProps) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  const manage = usePermission('manage-users')
  const [joining, setJoining] = useState(false)
  const join = (
    <ActionButton disabledReason={manage.reason} onClick={() => setJoining(true)}>
      {t('join')}
    </ActionButton>
  )
  return (
    <Loaded query={groupsOfUser(realm, user.id)}>
      {(groups) => (
        <>
          {groups.length === 0 ? (
            <Notice title={t('noGroups')} action={join}>
              {t('noGroupsAbout')}
            </Notice>
          ) : (
            <>
              <div className={styles['tools']}>
                <p>{t('groupsAbout')}</p>
                {join}
              </div>
              <DataTable
                label={t('tab-groups')}
                rows={groups}
                rowId={({ id }) => id}
                columns={[
                  {
                    id: 'name',
                    header: t('group'),
                    cell: ({ id, name }) => <Link to={paths.group(realm, id)}>{name}</Link>,
                  },
                  { id: 'path', header: t('path'), cell: ({ path }) => <code>{path}</code> },
                ]}
                actions={(group) => <Leave user={user} group={group} />}
              />
            </>
          )}
          {joining && <JoinDialog user={user} groups={groups} onClose={() => setJoining(false)} />}
        </>
      )}
    </Loaded>
  )
}

interface JoinDialogProps extends UserTabProps {
  readonly groups: readonly Group[]
  readonly onClose: () => void
}

function JoinDialog({ user, groups, onClose }: JoinDialogProps) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  const explain = useExplain()
  const [chosen, setChosen] = useState<readonly Group[]>([])
  const { username } = user
  return (
    <PromptDialog
      title={t('joinTitle', { username })}
      verb={t('joinCount', { count: chosen.length })}
      size="lg"
      disabledReason={chosen.length === 0 ? t('chooseGroup') : undefined}
      explain={explain}
      onClose={onClose}
      onSubmit={async () => {
        const ids = chosen.map(({ id }) => id)
        await joinGroups(realm, [user.id], ids)
        toastDone(t('joined', { count: ids.length, username }))
        return undefined
      }}
    >
      <GroupPicker
        several
        chosen={chosen}
        onChange={setChosen}
        refusal={({ id }) => (groups.some((one) => one.id === id) ? t('isMember') : undefined)}
      />
    </PromptDialog>
  )
}

function Leave({ user, group }: UserTabProps & { readonly group: Group }) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  const manage = usePermission('manage-users')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  const names = { username: user.username, name: group.name }
  return (
    <>
      <ActionButton
        variant="default"
        size="xs"
        aria-label={t('leaveNamed', names)}
        disabledReason={manage.reason}
        onClick={() => setAsked(true)}
      >
        {t('leave')}
      </ActionButton>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('leaveTitle', names)}
        consequences={[t('leaveRoles', names)]}
        verb={t('leaveNamed', names)}
        explain={explain}
        onConfirm={() => leaveGroup(realm, user.id, group.id)}
      />
    </>
  )
}
