import type UserSessionRepresentation from '@keycloak/keycloak-admin-client/lib/defs/userSessionRepresentation.js'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signOutEverywhere, signOutOf, userSessions } from '../../api/user-presence.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Link } from '../../ui/link.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Notice } from '../../ui/notice.tsx'
import { toastDone, toastProblem } from '../../ui/toast.ts'
import type { UserTabProps } from './user-page.tsx'
import styles from './users.module.css'

export function UserSessions({ user }: UserTabProps) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  return (
    <Loaded query={userSessions(realm, user.id)}>
      {(sessions) =>
        sessions.length === 0 ? (
          <Notice title={t('noSessions')}>{t('noSessionsAbout')}</Notice>
        ) : (
          <>
            <div className={styles['tools']}>
              <p>{t('sessionsAbout')}</p>
              <SignOutEverywhere user={user} count={sessions.length} />
            </div>
            <SessionTable user={user} sessions={sessions} />
          </>
        )
      }
    </Loaded>
  )
}

interface SessionTableProps extends UserTabProps {
  readonly sessions: readonly UserSessionRepresentation[]
}

function SessionTable({ user, sessions }: SessionTableProps) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  return (
    <DataTable
      label={t('tab-sessions')}
      rows={sessions}
      rowId={({ id = '' }) => id}
      columns={[
        { id: 'ip', header: t('ipAddress'), cell: ({ ipAddress }) => <code>{ipAddress}</code> },
        { id: 'start', header: t('started'), cell: ({ start = 0 }) => <Moment at={start} /> },
        {
          id: 'lastAccess',
          header: t('lastAccess'),
          cell: ({ lastAccess = 0 }) => <Moment at={lastAccess} />,
          secondary: true,
        },
        {
          id: 'clients',
          header: t('clients'),
          cell: ({ clients = {} }) => (
            <span className={styles['list']}>
              {Object.entries(clients).map(([id, clientId]) => (
                <Link key={id} to={paths.client(realm, id)}>
                  {clientId}
                </Link>
              ))}
            </span>
          ),
          secondary: true,
        },
      ]}
      actions={({ id = '', ipAddress = '' }) => <SignOut user={user} sessionId={id} ipAddress={ipAddress} />}
    />
  )
}

interface SignOutProps extends UserTabProps {
  readonly sessionId: string
  readonly ipAddress: string
}

function SignOut({ user, sessionId, ipAddress }: SignOutProps) {
  const { t } = useTranslation(['users', 'ui'])
  const realm = useRealm()
  const manage = usePermission('manage-users')
  const explain = useExplain()
  const signOut = async () => {
    try {
      await signOutOf(realm, user.id, sessionId)
      toastDone(t('signedOutOne'))
    } catch (error) {
      toastProblem(t('ui:notSaved'), explain(error))
    }
  }
  return (
    <ActionButton
      variant="default"
      size="xs"
      aria-label={t('signOutNamed', { ipAddress })}
      disabledReason={manage.reason}
      onClick={() => void signOut()}
    >
      {t('signOut')}
    </ActionButton>
  )
}

function SignOutEverywhere({ user, count }: UserTabProps & { readonly count: number }) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  const manage = usePermission('manage-users')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  const { username } = user
  return (
    <>
      <ActionButton variant="default" disabledReason={manage.reason} onClick={() => setAsked(true)}>
        {t('signOutAll')}
      </ActionButton>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('signOutAllTitle', { username })}
        consequences={[t('signOutSessions', { count }), t('signOutTokens')]}
        verb={t('signOutAllNamed', { username })}
        explain={explain}
        onConfirm={async () => {
          await signOutEverywhere(realm, user.id)
          toastDone(t('signedOut', { username }))
        }}
      />
    </>
  )
}
