import { ownerOf } from '../../api/roles.ts'
import { usePermission } from '../../components/permission.ts'
import { RoleMapping } from '../../components/role-mapping.tsx'
import type { RoleTabProps } from './role-page.tsx'
import { managesRoles } from './role-place.ts'

/** The roles that this one stands for. */
export function RoleAssociated({ role }: RoleTabProps) {
  const manage = usePermission(managesRoles(ownerOf(role)))
  return <RoleMapping holder={{ kind: 'role', id: role.id, name: role.name }} disabledReason={manage.reason} />
}
