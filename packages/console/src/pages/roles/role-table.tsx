import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ownWords } from '../../api/own-words.ts'
import { type RoleOwner, roleList } from '../../api/roles.ts'
import { usePermission } from '../../components/permission.ts'
import { ServerList } from '../../components/server-list.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { managesRoles, pathOfRole } from './role-place.ts'

/** The roles of the realm, or of a client. */
export function RoleTable({ owner, withCreate = false }: { readonly owner: RoleOwner; readonly withCreate?: boolean }) {
  const { t } = useTranslation('roles')
  const realm = useRealm()
  const create = <CreateRoleButton owner={owner} />
  return (
    <ServerList
      label={t('roles')}
      query={(search) => roleList(realm, owner, search)}
      rowId={({ id }) => id}
      searchLabel={t('search')}
      actions={withCreate ? create : undefined}
      columns={[
        {
          id: 'name',
          header: t('name'),
          cell: ({ id, name }) => <Link to={pathOfRole(realm, owner, id)}>{name}</Link>,
          sortKey: ({ name }) => name,
        },
        {
          id: 'composite',
          header: t('composite'),
          cell: ({ composite }) => t(composite ? 'compositeYes' : 'compositeNo'),
          sortKey: ({ composite }) => Number(composite),
        },
        {
          id: 'description',
          header: t('description'),
          cell: ({ description }) => ownWords(description),
          sortKey: ({ description }) => ownWords(description),
          secondary: true,
        },
      ]}
      empty={
        <Notice title={t('empty')} action={create}>
          {t(owner === undefined ? 'emptyAbout' : 'emptyAboutClient')}
        </Notice>
      }
    />
  )
}

export function CreateRoleButton({ owner }: { readonly owner: RoleOwner }) {
  const { t } = useTranslation('roles')
  const realm = useRealm()
  const navigate = useNavigate()
  const manage = usePermission(managesRoles(owner))
  const to = owner === undefined ? paths.addRole(realm) : paths.addClientRole(realm, owner)
  return (
    <ActionButton disabledReason={manage.reason} onClick={() => void navigate({ to })}>
      {t('create')}
    </ActionButton>
  )
}
