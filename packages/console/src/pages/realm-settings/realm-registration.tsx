import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDefaultGroups, defaultGroups, removeDefaultGroup } from '../../api/default-groups.ts'
import type { Group } from '../../api/groups.ts'
import { useExplain } from '../../components/explain.ts'
import { GroupPicker } from '../../components/group-picker.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { RoleMapping } from '../../components/role-mapping.tsx'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PromptDialog } from '../../ui/prompt-dialog.tsx'
import { toastDone } from '../../ui/toast.ts'
import styles from './realm-settings.module.css'
import type { RealmTabProps } from './realm-settings-page.tsx'

/** What every new user gets, whoever makes the account. */
export function RealmRegistration({ realm }: RealmTabProps) {
  const { t } = useTranslation('realm-settings')
  const manage = usePermission('manage-realm')
  const { id, name } = realm.defaultRole ?? {}
  return (
    <>
      <section className={styles['block']}>
        <header>
          <div>
            <h2>{t('defaultRoles')}</h2>
            <p>{t('defaultRolesAbout', { name: name ?? '' })}</p>
          </div>
        </header>
        {id !== undefined && name !== undefined && (
          <RoleMapping holder={{ kind: 'role', id, name }} disabledReason={manage.reason} />
        )}
      </section>
      <DefaultGroups realm={realm.realm} />
    </>
  )
}

interface OfRealm {
  readonly realm: string
}

function DefaultGroups({ realm }: OfRealm) {
  const { t } = useTranslation('realm-settings')
  const manage = usePermission('manage-realm')
  const [adding, setAdding] = useState(false)
  const add = (
    <ActionButton disabledReason={manage.reason} onClick={() => setAdding(true)}>
      {t('defaultGroupAdd')}
    </ActionButton>
  )
  return (
    <section className={styles['block']}>
      <header>
        <div>
          <h2>{t('defaultGroups')}</h2>
          <p>{t('defaultGroupsAbout')}</p>
        </div>
        {add}
      </header>
      <Loaded query={defaultGroups(realm)}>
        {(groups) => (
          <>
            {groups.length === 0 ? (
              <Notice title={t('defaultGroupsNone')} />
            ) : (
              <DataTable
                label={t('defaultGroups')}
                rows={groups}
                rowId={({ id }) => id}
                columns={[
                  {
                    id: 'name',
                    header: t('defaultGroup'),
                    cell: ({ id, name }) => <Link to={paths.group(realm, id)}>{name}</Link>,
                  },
                  { id: 'path', header: t('defaultGroupPath'), cell: ({ path }) => <code>{path}</code> },
                ]}
                actions={(group) => <Remove realm={realm} group={group} />}
              />
            )}
            {adding && <AddDialog realm={realm} groups={groups} onClose={() => setAdding(false)} />}
          </>
        )}
      </Loaded>
    </section>
  )
}

interface AddDialogProps extends OfRealm {
  readonly groups: readonly Group[]
  readonly onClose: () => void
}

function AddDialog({ realm, groups, onClose }: AddDialogProps) {
  const { t } = useTranslation('realm-settings')
  const explain = useExplain()
  const [chosen, setChosen] = useState<readonly Group[]>([])
  return (
    <PromptDialog
      title={t('defaultGroupAdd')}
      verb={t('defaultGroupAddCount', { count: chosen.length })}
      size="lg"
      disabledReason={chosen.length === 0 ? t('defaultGroupChoose') : undefined}
      explain={explain}
      onClose={onClose}
      onSubmit={async () => {
        await addDefaultGroups(
          realm,
          chosen.map(({ id }) => id),
        )
        toastDone(t('defaultGroupsAdded'))
        return undefined
      }}
    >
      <GroupPicker
        several
        chosen={chosen}
        onChange={setChosen}
        refusal={({ id }) => (groups.some((one) => one.id === id) ? t('defaultGroupIs') : undefined)}
      />
    </PromptDialog>
  )
}

function Remove({ realm, group }: OfRealm & { readonly group: Group }) {
  const { t } = useTranslation(['realm-settings', 'ui'])
  const manage = usePermission('manage-realm')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  const { name } = group
  return (
    <>
      <ActionButton
        variant="default"
        size="xs"
        aria-label={t('defaultGroupRemove', { name })}
        disabledReason={manage.reason}
        onClick={() => setAsked(true)}
      >
        {t('ui:remove')}
      </ActionButton>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('defaultGroupRemoveTitle', { name })}
        consequences={[t('defaultGroupRemoveNew'), t('defaultGroupRemoveOld')]}
        verb={t('defaultGroupRemove', { name })}
        explain={explain}
        onConfirm={() => removeDefaultGroup(realm, group.id)}
      />
    </>
  )
}
