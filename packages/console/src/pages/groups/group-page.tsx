import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteGroup, type Group, groupWithAbove, memberCount } from '../../api/groups.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { MissingPage } from '../../ui/missing-page.tsx'
import { MoreItem, MoreMenu } from '../../ui/more-menu.tsx'
import { TabbedPage, type TabTable } from '../../ui/tabbed-page.tsx'
import { GroupAttributes } from './group-attributes.tsx'
import { GroupChildren } from './group-children.tsx'
import { MoveGroupDialog, RenameGroupDialog } from './group-dialogs.tsx'
import { GroupMembers } from './group-members.tsx'
import { GroupRoles } from './group-roles.tsx'

export interface GroupTabProps {
  readonly group: Group
}

const TABS = [
  { id: 'children', Tab: GroupChildren },
  { id: 'members', Tab: GroupMembers },
  { id: 'attributes', Tab: GroupAttributes },
  { id: 'role-mapping', Tab: GroupRoles },
] as const satisfies TabTable<GroupTabProps>

export function GroupPage() {
  const { t } = useTranslation('groups')
  const realm = useRealm()
  const id = useParam('id')
  return (
    <Loaded
      query={groupWithAbove(realm, id)}
      missing={
        <MissingPage
          title={t('missing')}
          about={t('missingAbout', { id })}
          crumbs={[{ label: t('groups'), to: paths.groups(realm) }]}
          to={paths.groups(realm)}
          onward={t('toGroups')}
        />
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
  const { name, path, description } = group
  return (
    <TabbedPage
      title={name}
      crumbs={[
        { label: t('groups'), to: paths.groups(realm) },
        ...above.map((one) => ({ label: one.name, to: paths.group(realm, one.id, tab) })),
      ]}
      id={path}
      {...(description !== undefined && description !== '' && { about: description })}
      actions={<GroupActions group={group} />}
      tabs={TABS}
      tabsLabel={t('tabs')}
      nameOf={(id) => t(`tab-${id}`)}
      pathOf={(id) => paths.group(realm, group.id, id)}
      tabProps={{ group }}
    />
  )
}

function GroupActions({ group }: GroupTabProps) {
  const { t } = useTranslation('groups')
  const manage = usePermission('manage-users')
  const [asked, setAsked] = useState<'rename' | 'move' | 'delete'>()
  const close = () => setAsked(undefined)
  return (
    <>
      <MoreMenu>
        <MoreItem disabledReason={manage.reason} onClick={() => setAsked('rename')}>
          {t('rename')}
        </MoreItem>
        <MoreItem disabledReason={manage.reason} onClick={() => setAsked('move')}>
          {t('moveItem')}
        </MoreItem>
        <Menu.Divider />
        <MoreItem grave disabledReason={manage.reason} onClick={() => setAsked('delete')}>
          {t('delete')}
        </MoreItem>
      </MoreMenu>
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
        ...(members === undefined || members.count === 0
          ? []
          : [t(members.more ? 'deleteManyMembers' : 'deleteMembers', { count: members.count, shown })]),
        t('deleteRoles'),
      ]}
      verb={t('deleteNamed', { name })}
      explain={explain}
      onConfirm={async () => {
        await deleteGroup(realm, group)
        const to = parentId === undefined ? paths.groups(realm) : paths.group(realm, parentId)
        await navigate({ to, ignoreBlocker: true })
      }}
    />
  )
}
