/** Roles of a realm and roles of a client have the same pages at different addresses. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { clientById } from '../../api/clients.ts'
import type { RoleOwner } from '../../api/roles.ts'
import type { AdminRole } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import type { Crumb } from '../../ui/trail.ts'

export function managesRoles(owner: RoleOwner): AdminRole {
  return owner === undefined ? 'manage-realm' : 'manage-clients'
}

export function pathOfRole(realm: string, owner: RoleOwner, id: string, tab?: string): string {
  return owner === undefined ? paths.role(realm, id, tab) : paths.clientRole(realm, owner, id, tab)
}

export function pathOfRoles(realm: string, owner: RoleOwner): string {
  return owner === undefined ? paths.roles(realm) : paths.client(realm, owner, 'roles')
}

/** The way to a role: the realm's roles, or the client's. */
export function useRoleCrumbs(owner: RoleOwner): readonly Crumb[] {
  const { t } = useTranslation(['roles', 'shell'])
  const realm = useRealm()
  const { data: client } = useQuery({ ...clientById(realm, owner ?? ''), enabled: owner !== undefined })
  if (owner === undefined) return [{ label: t('realmRoles'), to: paths.roles(realm) }]
  return [
    { label: t('shell:clients'), to: paths.clients(realm) },
    { label: client?.clientId ?? owner, to: paths.client(realm, owner, 'roles') },
  ]
}
