/** What an administrator changed, in the words of Keycloak's admin events. */
import type { AdminOperation, ResourceType } from '../../model/admin-change.ts'
import type { Realm } from '../../model/realm.ts'
import type { Administrator } from './permissions.ts'

export type { ResourceType } from '../../model/admin-change.ts'

/** One change, as it is told. */
export interface AdminChange {
  readonly operation: AdminOperation
  readonly resource: ResourceType
  /** Below the realm: `users/UUID/role-mappings/realm`. */
  readonly path: string
  /** What was sent or made; secrets are taken out before it is stored. */
  readonly representation?: unknown
}

/** Where changes are told, when they are done and before their caller hears of it. */
export interface AdminEventSink {
  record(
    by: Pick<Administrator, 'realm' | 'client' | 'user'> & { readonly ipAddress: string },
    realm: Realm,
    changes: readonly AdminChange[],
  ): Promise<void>
}
