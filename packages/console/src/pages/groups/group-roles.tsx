import { usePermission } from '../../components/permission.ts'
import { RoleMapping } from '../../components/role-mapping.tsx'
import type { GroupTabProps } from './group-page.tsx'

export function GroupRoles({ group }: GroupTabProps) {
  const manage = usePermission('manage-users')
  return <RoleMapping holder={{ kind: 'group', id: group.id, name: group.name }} disabledReason={manage.reason} />
}
