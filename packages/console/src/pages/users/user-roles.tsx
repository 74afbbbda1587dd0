import { usePermission } from '../../components/permission.ts'
import { RoleMapping } from '../../components/role-mapping.tsx'
import type { UserTabProps } from './user-page.tsx'

export function UserRoles({ user }: UserTabProps) {
  const manage = usePermission('manage-users')
  return <RoleMapping holder={{ kind: 'user', id: user.id, name: user.username }} disabledReason={manage.reason} />
}
