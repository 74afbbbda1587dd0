import type { Credential } from '../model/user.ts'
import { canonicalPath } from './check-realm.ts'
import type { CompleteRealm } from './complete-realm.ts'
import { credentialType, moreOf, readCredential } from './credential.ts'
import type { ImportContext } from './import-context.ts'
import type { UserRepresentation } from './keycloak.ts'
import type { UserRecord } from './realm-aggregate.ts'
import type { RoleIds } from './role-ids.ts'
import { USER_SETTINGS } from './user-settings.ts'

/** Ids by name of what users refer to. */
interface References {
  readonly roles: RoleIds
  readonly clientUuids: ReadonlyMap<string, string>
  readonly groupIds: ReadonlyMap<string, string>
}

/** How many passwords are hashed at a time: enough to keep all cores busy, few enough not to fill the hasher's queue. */
const AT_ONCE = 4

/** The users of a file, their plain passwords hashed. They have the roles and groups the file lists, and no others. */
export async function resolveUsers(
  realm: Pick<CompleteRealm, 'users'> & { readonly passwordPolicy?: unknown },
  references: References,
  context: ImportContext,
): Promise<UserRecord[]> {
  const records: UserRecord[] = new Array(realm.users.length)
  const policy = typeof realm.passwordPolicy === 'string' ? realm.passwordPolicy : undefined
  const queue = realm.users.entries()
  const work = async () => {
    for (const [index, user] of queue) {
      const credentials = await resolveCredentials(user, policy, context)
      records[index] = userRecord(user, credentials, references, context)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return records
}

function userRecord(
  user: UserRepresentation,
  credentials: readonly Credential[],
  { roles, clientUuids, groupIds }: References,
  { random, clock }: ImportContext,
): UserRecord {
  const { credentials: _, realmRoles, clientRoles, groups, ...own } = user
  const id = user.id ?? random.uuid()
  const username = (user.username ?? '').toLowerCase()
  const email = user.email?.toLowerCase()
  const createdTimestampMs = user.createdTimestamp ?? clock.nowMs()
  const clientId = user.serviceAccountClientId
  return {
    id,
    username,
    email: email === '' ? undefined : email,
    enabled: user.enabled ?? false,
    createdTimestampMs,
    serviceAccountClientUuid: clientId === undefined ? undefined : clientUuids.get(clientId),
    roleIds: roles.ofHolder({ realmRoles, clientRoles }),
    groupIds: (groups ?? []).flatMap((path) => groupIds.get(canonicalPath(path)) ?? []),
    credentials,
    representation: {
      ...USER_SETTINGS,
      ...own,
      id,
      username,
      ...(email !== undefined && { email }),
      createdTimestamp: createdTimestampMs,
    },
  }
}

async function resolveCredentials(
  user: UserRepresentation,
  policy: string | undefined,
  { random, clock, hashPassword }: ImportContext,
): Promise<Credential[]> {
  const credentials: Credential[] = []
  for (const [position, representation] of (user.credentials ?? []).entries()) {
    const read = readCredential(representation)
    const more = moreOf(representation)
    const secret = read.kind === 'plain' ? await hashPassword(read.password, policy) : read
    credentials.push({
      id: representation.id ?? random.uuid(),
      type: credentialType(representation),
      userLabel: representation.userLabel,
      createdDateMs: representation.createdDate ?? clock.nowMs(),
      priority: representation.priority ?? 10 * (position + 1),
      secretData: secret.secretData,
      credentialData: secret.credentialData,
      ...(more !== undefined && { more }),
    })
  }
  return credentials.sort((a, b) => a.priority - b.priority)
}
