import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteGroup, type Group, groupWithAbove, memberCount } from '../../api/groups.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Link } from '../../ui/link.tsx'
import { Page } from '../../ui/page.tsx'
import { UrlTabs } from '../../ui/url-tabs.tsx'
import { GroupAttributes } from './group-attributes.tsx'
import { GroupChildren } from './group-children.tsx'
import { MoveGroupDialog, RenameGroupDialog } from './group-dialogs.tsx'
import { GroupMembers } from './group-members.tsx'
import { GroupRoles } from './group-roles.tsx'

export interface GroupTabProps {
  readonly group: Group
}

/** A row for each tab, in their order. */
const TABS = [
  { id: 'children', Tab: GroupChildren },
  { id: 'members', Tab: GroupMembers },
  { id: 'attributes', Tab: GroupAttributes },
  { id: 'role-mapping', Tab: GroupRoles },
] as const satisfies readonly { readonly id: string; readonly Tab: ComponentType<GroupTabProps> }[]

export function GroupPage() {
  const { t } = useTranslation('groups')
  const realm = useRealm()
  const id = useParam('id')
  return (
    <Loaded
      query={groupWithAbove(realm, id)}
      missing={
        <Page
          title={t('missing')}
          crumbs={[{ label: t('groups'), to: paths.groups(realm) }]}
          about={t('missingAbout', { id })}
        >
          <Link to={paths.groups(realm)}>{t('toGroups')}</Link>
        </Page>
      }
    >
      {({ group, above }) => <LoadedGroup key={group.id} group={group} above={above} />}
    </Loaded>
  )
}

function LoadedGroup({ group, above }: GroupTabProps & { readonly above: readonly Group[] }) {
  const { t } = useTranslation('groups')
  const realm = useRealm()
  const tab = useParam('tab')
  const { Tab } = TABS.find(({ id }) => id === tab) ?? TABS[0]
  const tabs = TABS.map(({ id }) => ({ id, label: t(`tab-${id}`), to: paths.group(realm, group.id, id) }))
  const { name, path, description } = group
  return (
    <Page
      title={name}
      crumbs={[
        { label: t('groups'), to: paths.groups(realm) },
        ...above.map((one) => ({ label: one.name, to: paths.group(realm, one.id, tab) })),
      ]}
      id={path}
      {...(description !== undefined && description !== '' && { about: description })}
      actions={<GroupActions group={group} />}
      tabs={<UrlTabs label={t('tabs')} tabs={tabs} current={tab} />}
    >
      <Tab group={group} />
    </Page>
  )
}

function GroupActions({ group }: GroupTabProps) {
  const { t } = useTranslation(['groups', 'ui'])
  const manage = usePermission('manage-users')
  const [asked, setAsked] = useState<'rename' | 'move' | 'delete'>()
  const close = () => setAsked(undefined)
  const item = { disabled: !manage.allowed, title: manage.reason }
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionButton variant="default">{t('ui:more')}</ActionButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item {...item} onClick={() => setAsked('rename')}>
            {t('rename')}
          </Menu.Item>
          <Menu.Item {...item} onClick={() => setAsked('move')}>
            {t('moveItem')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item {...item} color="red" onClick={() => setAsked('delete')}>
            {t('delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked === 'rename' && <RenameGroupDialog group={group} onClose={close} />}
      {asked === 'move' && <MoveGroupDialog group={group} onClose={close} />}
      <DeleteGroup group={group} opened={asked === 'delete'} onClose={close} />
    </>
  )
}

interface DeleteGroupProps extends GroupTabProps {
  readonly opened: boolean
  readonly onClose: () => void
}

function DeleteGroup({ group, opened, onClose }: DeleteGroupProps) {
  const { t, i18n } = useTranslation('groups')
  const realm = useRealm()
  const navigate = useNavigate()
  const explain = useExplain()
  const { data: members } = useQuery({ ...memberCount(realm, group.id), enabled: opened })
  const { name, subGroupCount = 0, parentId } = group
  const shown = new Intl.NumberFormat(i18n.language).format(members?.count ?? 0)
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={t('deleteTitle', { name })}
      consequences={[
        ...(subGroupCount > 0 ? [t('deleteChildren', { count: subGroupCount })] : []),
        ...(members === undefined
          ? []
          : [t(members.more ? 'deleteManyMembers' : 'deleteMembers', { count: members.count, shown })]),
        t('deleteRoles'),
      ]}
      verb={t('deleteNamed', { name })}
      explain={explain}
      onConfirm={async () => {
        await deleteGroup(realm, group.id)
        const to = parentId === undefined ? paths.groups(realm) : paths.group(realm, parentId)
        await navigate({ to, ignoreBlocker: true })
      }}
    />
  )
}
