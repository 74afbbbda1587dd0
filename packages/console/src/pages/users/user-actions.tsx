import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupsOfUser } from '../../api/groups.ts'
import { userSessions } from '../../api/user-presence.ts'
import { deleteUser, impersonate, unlock } from '../../api/users.ts'
import { useExplain } from '../../components/explain.ts'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { environment } from '../../environment.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { MoreItem, MoreMenu } from '../../ui/more-menu.tsx'
import { toastDone, toastProblem } from '../../ui/toast.ts'
import type { UserTabProps } from './user-page.tsx'

/** What can be done with a user as a whole. */
export function UserActions({ user, locked }: UserTabProps & { readonly locked: boolean }) {
  const { t } = useTranslation(['users', 'ui'])
  const realm = useRealm()
  const manage = usePermission('manage-users')
  const become = usePermission('impersonation')
  const explain = useExplain()
  const [asked, setAsked] = useState<'impersonate' | 'delete'>()
  const close = () => setAsked(undefined)
  const open = async () => {
    try {
      await unlock(realm, user.id)
      toastDone(t('unlocked', { username: user.username }))
    } catch (error) {
      toastProblem(t('ui:notSaved'), explain(error))
    }
  }
  return (
    <>
      {locked && (
        <ActionButton variant="default" disabledReason={manage.reason} onClick={() => void open()}>
          {t('unlock')}
        </ActionButton>
      )}
      <MoreMenu>
        <MoreItem disabledReason={become.reason} onClick={() => setAsked('impersonate')}>
          {t('impersonate')}
        </MoreItem>
        <Menu.Divider />
        <MoreItem grave disabledReason={manage.reason} onClick={() => setAsked('delete')}>
          {t('delete')}
        </MoreItem>
      </MoreMenu>
      <Impersonate user={user} opened={asked === 'impersonate'} onClose={close} />
      <DeleteUser user={user} opened={asked === 'delete'} onClose={close} />
    </>
  )
}

interface QuestionProps extends UserTabProps {
  readonly opened: boolean
  readonly onClose: () => void
}

function Impersonate({ user, opened, onClose }: QuestionProps) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  const explain = useExplain()
  const { username } = user
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('impersonateTitle', { username })}
      consequences={[
        t('impersonateBrowser', { username, realm }),
        ...(realm === environment.realm ? [t('impersonateYou')] : []),
        t('impersonateTold'),
      ]}
      verb={t('impersonateNamed', { username })}
      explain={explain}
      onConfirm={async () => {
        // opened in the click itself: a browser blocks what opens by itself later
        const account = window.open('', '_blank')
        try {
          const address = await impersonate(realm, user.id)
          if (account !== null) account.location.href = address
        } catch (error) {
          account?.close()
          throw error
        }
      }}
    />
  )
}

function DeleteUser({ user, opened, onClose }: QuestionProps) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  const navigate = useNavigate()
  const explain = useExplain()
  const { data: sessions = [] } = useQuery({ ...userSessions(realm, user.id), enabled: opened })
  const { data: groups = [] } = useQuery({ ...groupsOfUser(realm, user.id), enabled: opened })
  const { username } = user
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('deleteTitle', { username })}
      consequences={[
        t('deleteAccount', { username }),
        ...(sessions.length > 0 ? [t('deleteSessions', { count: sessions.length })] : []),
        ...(groups.length > 0 ? [t('deleteGroups', { count: groups.length })] : []),
      ]}
      verb={t('deleteNamed', { username })}
      explain={explain}
      onConfirm={async () => {
        await deleteUser(realm, user.id)
        await navigate({ to: paths.users(realm), ignoreBlocker: true })
      }}
    />
  )
}
