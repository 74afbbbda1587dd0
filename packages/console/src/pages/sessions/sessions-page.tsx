import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ClientSessions, sessionStats, signEverybodyOut } from '../../api/sessions.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { toastDone } from '../../ui/toast.ts'

export function SessionsPage() {
  const { t } = useTranslation('events')
  const realm = useRealm()
  return (
    <Page title={t('sessions')} about={t('sessionsAbout')} actions={<SignEverybodyOut realm={realm} />}>
      <Loaded query={sessionStats(realm)}>{(clients) => <Stats realm={realm} clients={clients} />}</Loaded>
    </Page>
  )
}

function Stats({ realm, clients }: { readonly realm: string; readonly clients: readonly ClientSessions[] }) {
  const { t, i18n } = useTranslation('events')
  if (clients.length === 0) return <Notice title={t('sessionsEmpty')}>{t('sessionsEmptyAbout')}</Notice>
  const count = new Intl.NumberFormat(i18n.language)
  return (
    <DataTable
      label={t('sessions')}
      rows={clients}
      rowId={({ id }) => id}
      columns={[
        {
          id: 'client',
          header: t('client'),
          cell: ({ id, clientId }) => <Link to={paths.client(realm, id, 'sessions')}>{clientId}</Link>,
        },
        { id: 'active', header: t('active'), cell: ({ active }) => count.format(active) },
        { id: 'offline', header: t('offline'), cell: ({ offline }) => count.format(offline) },
      ]}
    />
  )
}

function SignEverybodyOut({ realm }: { readonly realm: string }) {
  const { t } = useTranslation('events')
  const manage = usePermission('manage-users')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  const { data = [] } = useQuery(sessionStats(realm))
  const active = data.reduce((sum, client) => sum + client.active, 0)
  return (
    <>
      <ActionButton variant="default" disabledReason={manage.reason} onClick={() => setAsked(true)}>
        {t('signOutAll')}
      </ActionButton>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('signOutAllTitle', { realm })}
        consequences={[t('signOutSessions', { count: active }), t('signOutTokens'), t('signOutOffline')]}
        verb={t('signOutAll')}
        explain={explain}
        onConfirm={async () => {
          await signEverybodyOut(realm)
          toastDone(t('signedOut'))
        }}
      />
    </>
  )
}
