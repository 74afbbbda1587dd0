import { RoleTable } from '../roles/role-table.tsx'
import type { ClientTabProps } from './client-page.tsx'

export function ClientRoles({ client }: ClientTabProps) {
  return <RoleTable owner={client.id} withCreate />
}
