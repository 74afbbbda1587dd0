import { SegmentedControl } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ClientSession, endSessionOf, type SessionKind, sessionsOfClient } from '../../api/sessions.ts'
import { useExplain } from '../../components/explain.ts'
import { usePermission } from '../../components/permission.ts'
import { ServerList } from '../../components/server-list.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Link } from '../../ui/link.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Notice } from '../../ui/notice.tsx'
import { toastDone } from '../../ui/toast.ts'
import type { ClientTabProps } from './client-page.tsx'
import styles from './client-scopes.module.css'

const KINDS: readonly SessionKind[] = ['active', 'offline']

/** Who is signed in at this client, and who keeps a token for later. */
export function ClientSessions({ client }: ClientTabProps) {
  const { t } = useTranslation('clients')
  const realm = useRealm()
  const navigate = useNavigate()
  const asked: { readonly kind?: unknown } = useSearch({ strict: false })
  const kind = KINDS.find((one) => one === asked.kind) ?? 'active'
  return (
    <>
      <p className={styles['about']}>{t(`sessionsAbout-${kind}`)}</p>
      <ServerList
        label={t(`sessions-${kind}`)}
        query={(search) => sessionsOfClient(realm, client.id, kind, search)}
        rowId={({ id }) => id}
        actions={
          <SegmentedControl
            aria-label={t('sessionKind')}
            value={kind}
            data={KINDS.map((value) => ({ value, label: t(`sessions-${value}`) }))}
            onChange={(value) => void navigate({ to: '.', search: { kind: value }, resetScroll: false })}
          />
        }
        columns={[
          {
            id: 'user',
            header: t('sessionUser'),
            cell: ({ userId, username }) => <Link to={paths.user(realm, userId)}>{username}</Link>,
            sortKey: ({ username }) => username,
          },
          {
            id: 'start',
            header: t('sessionStart'),
            cell: ({ start }) => <Moment at={start} />,
            sortKey: ({ start }) => start,
            secondary: true,
          },
          {
            id: 'last',
            header: t('sessionLast'),
            cell: ({ lastAccess }) => <Moment at={lastAccess} />,
            sortKey: ({ lastAccess }) => lastAccess,
            secondary: true,
          },
          {
            id: 'address',
            header: t('sessionAddress'),
            cell: ({ ipAddress }) => <code>{ipAddress}</code>,
            secondary: true,
          },
          { id: 'end', header: t('sessionEnd'), cell: (session) => <SignOut session={session} kind={kind} /> },
        ]}
        empty={<Notice title={t(`sessionsEmpty-${kind}`)}>{t(`sessionsEmptyAbout-${kind}`)}</Notice>}
      />
    </>
  )
}

function SignOut({ session, kind }: { readonly session: ClientSession; readonly kind: SessionKind }) {
  const { t } = useTranslation('clients')
  const realm = useRealm()
  const manage = usePermission('manage-users')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  const name = session.username
  return (
    <>
      <ActionButton
        variant="default"
        size="xs"
        className={styles['inRow'] ?? ''}
        aria-label={t('signOutNamed', { name })}
        disabledReason={manage.reason}
        onClick={() => setAsked(true)}
      >
        {t('signOut')}
      </ActionButton>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('signOutTitle', { name })}
        consequences={[t(`signOutEverywhere-${kind}`), t('signOutTokens')]}
        verb={t('signOutNamed', { name })}
        explain={explain}
        onConfirm={async () => {
          await endSessionOf(realm, session.id, kind)
          toastDone(t('signedOut', { name }))
        }}
      />
    </>
  )
}
