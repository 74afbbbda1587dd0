import { useTranslation } from 'react-i18next'
import { ownWords } from '../../api/own-words.ts'
import { deleteRole, ownerOf, type Role, roleById } from '../../api/roles.ts'
import { DeleteAction } from '../../components/delete-action.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { Chip } from '../../ui/chip.tsx'
import { MissingPage } from '../../ui/missing-page.tsx'
import { TabbedPage, type TabTable } from '../../ui/tabbed-page.tsx'
import { RoleAssociated } from './role-associated.tsx'
import { RoleAttributes } from './role-attributes.tsx'
import { RoleDetails } from './role-details.tsx'
import { managesRoles, pathOfRole, pathOfRoles, useRoleCrumbs } from './role-place.ts'
import { RoleUsers } from './role-users.tsx'

export interface RoleTabProps {
  readonly role: Role
}

const TABS = [
  { id: 'details', Tab: RoleDetails },
  { id: 'associated-roles', Tab: RoleAssociated },
  { id: 'users-in-role', Tab: RoleUsers },
  { id: 'attributes', Tab: RoleAttributes },
] as const satisfies TabTable<RoleTabProps>

/** Of the realm, or of a client: the addresses differ. */
export function RolePage() {
  const { t } = useTranslation('roles')
  const realm = useRealm()
  const id = useParam('roleId')
  const owner = useParam('id') || undefined
  const crumbs = useRoleCrumbs(owner)
  return (
    <Loaded
      query={roleById(realm, id)}
      missing={
        <MissingPage
          title={t('missing')}
          about={t('missingAbout', { id })}
          crumbs={crumbs}
          to={pathOfRoles(realm, owner)}
          onward={t('toRoles')}
        />
      }
    >
      {(role) => <LoadedRole key={role.id} role={role} />}
    </Loaded>
  )
}

function LoadedRole({ role }: RoleTabProps) {
  const { t } = useTranslation('roles')
  const realm = useRealm()
  const owner = ownerOf(role)
  const crumbs = useRoleCrumbs(owner)
  const about = ownWords(role.description)
  return (
    <TabbedPage
      title={role.name}
      crumbs={crumbs}
      {...(about !== '' && { about })}
      facts={
        <>
          <Chip>{t(owner === undefined ? 'ofTheRealm' : 'ofAClient')}</Chip>
          {role.composite && <Chip>{t('compositeChip')}</Chip>}
        </>
      }
      actions={<RoleActions role={role} />}
      tabs={TABS}
      tabsLabel={t('tabs')}
      nameOf={(tab) => t(`tab-${tab}`)}
      pathOf={(tab) => pathOfRole(realm, owner, role.id, tab)}
      tabProps={{ role }}
    />
  )
}

function RoleActions({ role }: RoleTabProps) {
  const { t } = useTranslation('roles')
  const realm = useRealm()
  const owner = ownerOf(role)
  const manage = usePermission(managesRoles(owner))
  const { id, name, composite } = role
  return (
    <DeleteAction
      look="menu"
      label={t('delete')}
      disabledReason={manage.reason}
      title={t('deleteTitle', { name })}
      consequences={[t('deleteHolders'), ...(composite ? [t('deleteComposite')] : []), t('deleteTokens', { name })]}
      verb={t('deleteNamed', { name })}
      onDelete={() => deleteRole(realm, id)}
      leadsTo={pathOfRoles(realm, owner)}
    />
  )
}
