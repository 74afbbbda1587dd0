/** What the signed-in administrator may do in a realm, with the reason where not. The server decides; this only says so first. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { whoAmI } from '../api/whoami.ts'
import { useRealm } from './use-realm.ts'

export type AdminRole =
  | 'view-realm'
  | 'manage-realm'
  | 'view-clients'
  | 'manage-clients'
  | 'view-users'
  | 'manage-users'
  | 'view-events'
  | 'manage-events'
  | 'view-identity-providers'
  | 'manage-identity-providers'
  | 'impersonation'

export interface Permission {
  readonly allowed: boolean
  /** A sentence for the reader; `undefined` when it is allowed. */
  readonly reason: string | undefined
}

/** @returns a permission for a role of the realm in the address. While nobody knows yet, it is allowed: the server decides. */
export function usePermission(role: AdminRole): Permission {
  const { t } = useTranslation('ui')
  const realm = useRealm()
  const { data } = useQuery(whoAmI(realm))
  if (data === undefined) return ALLOWED
  const held = data.realmAccess.get(realm) ?? new Set()
  const allowed = held.has(role) || held.has(role.replace(/^view-/, 'manage-'))
  return allowed ? ALLOWED : { allowed, reason: t('needsRole', { role }) }
}

/** @returns whether realms may be made. */
export function useCreateRealmPermission(): Permission {
  const { t } = useTranslation('ui')
  const realm = useRealm()
  const { data } = useQuery(whoAmI(realm))
  return data === undefined || data.createRealm
    ? ALLOWED
    : { allowed: false, reason: t('needsRole', { role: 'create-realm' }) }
}

const ALLOWED: Permission = { allowed: true, reason: undefined }
