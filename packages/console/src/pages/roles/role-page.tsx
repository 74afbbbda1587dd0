import { Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ownWords } from '../../api/own-words.ts'
import { deleteRole, ownerOf, type Role, roleById } from '../../api/roles.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Link } from '../../ui/link.tsx'
import { Page } from '../../ui/page.tsx'
import { UrlTabs } from '../../ui/url-tabs.tsx'
import { RoleAssociated } from './role-associated.tsx'
import { RoleAttributes } from './role-attributes.tsx'
import { RoleDetails } from './role-details.tsx'
import { managesRoles, pathOfRole, pathOfRoles, useRoleCrumbs } from './role-place.ts'
import { RoleUsers } from './role-users.tsx'

export interface RoleTabProps {
  readonly role: Role
}

/** A row for each tab, in their order. */
const TABS = [
  { id: 'details', Tab: RoleDetails },
  { id: 'associated-roles', Tab: RoleAssociated },
  { id: 'users-in-role', Tab: RoleUsers },
  { id: 'attributes', Tab: RoleAttributes },
] as const satisfies readonly { readonly id: string; readonly Tab: ComponentType<RoleTabProps> }[]

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
        <Page title={t('missing')} crumbs={crumbs} about={t('missingAbout', { id })}>
          <Link to={pathOfRoles(realm, owner)}>{t('toRoles')}</Link>
        </Page>
      }
    >
      {(role) => <LoadedRole key={role.id} role={role} />}
    </Loaded>
  )
}

function LoadedRole({ role }: RoleTabProps) {
  const { t } = useTranslation('roles')
  const realm = useRealm()
  const tab = useParam('tab')
  const owner = ownerOf(role)
  const crumbs = useRoleCrumbs(owner)
  const { Tab } = TABS.find(({ id }) => id === tab) ?? TABS[0]
  const tabs = TABS.map(({ id }) => ({ id, label: t(`tab-${id}`), to: pathOfRole(realm, owner, role.id, id) }))
  const about = ownWords(role.description)
  return (
    <Page
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
      tabs={<UrlTabs label={t('tabs')} tabs={tabs} current={tab} />}
    >
      <Tab role={role} />
    </Page>
  )
}

function RoleActions({ role }: RoleTabProps) {
  const { t } = useTranslation(['roles', 'ui'])
  const realm = useRealm()
  const navigate = useNavigate()
  const owner = ownerOf(role)
  const manage = usePermission(managesRoles(owner))
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  const { name } = role
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionButton variant="default">{t('ui:more')}</ActionButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="red" disabled={!manage.allowed} title={manage.reason} onClick={() => setAsked(true)}>
            {t('delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('deleteTitle', { name })}
        consequences={[
          t('deleteHolders'),
          ...(role.composite ? [t('deleteComposite')] : []),
          t('deleteTokens', { name }),
        ]}
        verb={t('deleteNamed', { name })}
        explain={explain}
        onConfirm={async () => {
          await deleteRole(realm, role.id)
          await navigate({ to: pathOfRoles(realm, owner), ignoreBlocker: true })
        }}
      />
    </>
  )
}
