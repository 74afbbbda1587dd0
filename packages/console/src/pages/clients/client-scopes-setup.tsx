import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AssignedScope, clientScopeList, setClientAssignment } from '../../api/client-scopes.ts'
import { AssignmentSelect } from '../../components/assignment-select.tsx'
import { useExplain } from '../../components/explain.ts'
import { usePermission } from '../../components/permission.ts'
import { ServerList } from '../../components/server-list.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { toastDone, toastProblem } from '../../ui/toast.ts'
import { AddScopesDialog } from './add-scopes-dialog.tsx'
import type { ClientTabProps } from './client-page.tsx'
import styles from './client-scopes.module.css'

/** The scopes that a client has, and how it has them. */
export function ClientScopesSetup({ client }: ClientTabProps) {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  const manage = usePermission('manage-clients')
  const [adding, setAdding] = useState(false)
  const add = (
    <ActionButton disabledReason={manage.reason} onClick={() => setAdding(true)}>
      {t('addScopes')}
    </ActionButton>
  )
  return (
    <>
      <p className={styles['about']}>{t('assignedAbout')}</p>
      <ServerList
        label={t('assignedScopes')}
        query={(search) => clientScopeList(realm, client.id, search)}
        rowId={({ id }) => id}
        searchLabel={t('searchScope')}
        actions={add}
        columns={[
          {
            id: 'name',
            header: t('name'),
            cell: ({ id, name }) => <Link to={paths.clientScope(realm, id)}>{name}</Link>,
            sortKey: ({ name }) => name,
          },
          { id: 'description', header: t('description'), cell: ({ description = '' }) => description, secondary: true },
          {
            id: 'type',
            header: t('type'),
            cell: (scope) => (
              <AssignmentSelect
                scope={scope}
                choices={['default', 'optional', 'none']}
                disabledReason={manage.reason}
                onChange={(to) => setClientAssignment(realm, client.id, [scope], to)}
              />
            ),
            sortKey: ({ assignment }) => assignment,
          },
          {
            id: 'remove',
            header: t('action'),
            cell: (scope) => <Remove client={client} scope={scope} />,
            // there the type has it: none
            secondary: true,
          },
        ]}
        empty={
          <Notice title={t('noneAssigned')} action={add}>
            {t('noneAssignedAbout')}
          </Notice>
        }
      />
      <AddScopesDialog client={client} opened={adding} onClose={() => setAdding(false)} />
    </>
  )
}

/** Nothing is lost that one click doesn't bring back, and so nothing is asked. */
function Remove({ client, scope }: ClientTabProps & { readonly scope: AssignedScope }) {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  const manage = usePermission('manage-clients')
  const explain = useExplain()
  const { name } = scope
  const remove = async () => {
    try {
      await setClientAssignment(realm, client.id, [scope], 'none')
      toastDone(t('removed', { name }))
    } catch (error) {
      toastProblem(t('notRemoved', { name }), explain(error))
    }
  }
  return (
    <ActionButton
      variant="default"
      size="xs"
      className={styles['inRow'] ?? ''}
      disabledReason={manage.reason}
      aria-label={t('removeScope', { name })}
      onClick={() => void remove()}
    >
      {t('remove')}
    </ActionButton>
  )
}
