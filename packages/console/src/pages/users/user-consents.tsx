import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { revokeConsent, type UserConsent, userConsents } from '../../api/user-presence.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { UserTabProps } from './user-page.tsx'
import styles from './users.module.css'

export function UserConsents({ user }: UserTabProps) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  return (
    <Loaded query={userConsents(realm, user.id)}>
      {(consents) =>
        consents.length === 0 ? (
          <Notice title={t('noConsents')}>{t('noConsentsAbout')}</Notice>
        ) : (
          <>
            <div className={styles['tools']}>
              <p>{t('consentsAbout')}</p>
            </div>
            <DataTable
              label={t('tab-consents')}
              narrow="blocks"
              rows={consents}
              rowId={({ clientId }) => clientId}
              columns={[
                { id: 'client', header: t('client'), cell: ({ clientId }) => clientId },
                {
                  id: 'scopes',
                  header: t('scopes'),
                  cell: ({ scopes, offline }) => (
                    <span className={styles['list']}>
                      {scopes.map((scope) => (
                        <Chip key={scope}>{scope}</Chip>
                      ))}
                      {offline && <Chip tone="brass">{t('offlineToken')}</Chip>}
                    </span>
                  ),
                },
                {
                  id: 'given',
                  header: t('agreed'),
                  cell: ({ given }) => given !== undefined && <Moment at={given} />,
                  secondary: true,
                },
                {
                  id: 'updated',
                  header: t('lastChanged'),
                  cell: ({ changed }) => changed !== undefined && <Moment at={changed} />,
                  secondary: true,
                },
              ]}
              actions={(consent) => <Revoke user={user} consent={consent} />}
            />
          </>
        )
      }
    </Loaded>
  )
}

function Revoke({ user, consent }: UserTabProps & { readonly consent: UserConsent }) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  const manage = usePermission('manage-users')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  const { clientId, agreed, offline } = consent
  const { username } = user
  return (
    <>
      <ActionButton
        variant="default"
        size="xs"
        aria-label={t('revokeNamed', { clientId })}
        disabledReason={manage.reason}
        onClick={() => setAsked(true)}
      >
        {t('revoke')}
      </ActionButton>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('revokeTitle', { clientId, username })}
        consequences={[
          ...(agreed ? [t('revokeAsked', { clientId, username })] : []),
          ...(offline ? [t('revokeOffline', { clientId })] : []),
        ]}
        verb={t('revokeNamed', { clientId })}
        explain={explain}
        onConfirm={() => revokeConsent(realm, user.id, clientId)}
      />
    </>
  )
}
