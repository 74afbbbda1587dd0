import type { PasswordHash } from '../keys/password-hasher.ts'
import type { Clock, Random } from '../model/time.ts'
import type { UserRecord } from './realm-aggregate.ts'
import { USER_SETTINGS } from './user-settings.ts'

export interface AdminAccount {
  readonly username: string
  readonly password: PasswordHash
  /** See `administratorRoleIds`. */
  readonly roleIds: readonly string[]
  /** Marks the account as one to be replaced by a person's own, as Keycloak does with the one from the environment. */
  readonly temporary: boolean
}

/** The administrator of a fresh server, a user of the master realm. */
export function adminUser(
  account: AdminAccount,
  { random, clock }: { readonly random: Pick<Random, 'uuid'>; readonly clock: Pick<Clock, 'nowMs'> },
): UserRecord {
  const id = random.uuid()
  const username = account.username.toLowerCase()
  const createdTimestampMs = clock.nowMs()
  const password = {
    id: random.uuid(),
    type: 'password',
    userLabel: undefined,
    createdDateMs: createdTimestampMs,
    priority: 10,
    secretData: account.password.secretData,
    credentialData: account.password.credentialData,
  }
  return {
    id,
    username,
    email: undefined,
    enabled: true,
    createdTimestampMs,
    serviceAccountClientUuid: undefined,
    roleIds: account.roleIds,
    groupIds: [],
    credentials: [password],
    representation: {
      ...USER_SETTINGS,
      id,
      username,
      enabled: true,
      createdTimestamp: createdTimestampMs,
      ...(account.temporary && { attributes: { is_temporary_admin: ['true'] } }),
    },
  }
}
