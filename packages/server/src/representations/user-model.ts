import type { Group, User } from '../model/user.ts'
import { filledTextOf, flagOf, numberOf, textsMapOf, textsOf } from './fields.ts'
import type { GroupRecord, UserRecord } from './realm-aggregate.ts'

/** The user as the protocol uses it. */
export function userOf(record: UserRecord): User {
  const stored = record.representation
  return {
    id: record.id,
    username: record.username,
    email: record.email,
    emailVerified: flagOf(stored.emailVerified, false),
    firstName: filledTextOf(stored.firstName),
    lastName: filledTextOf(stored.lastName),
    enabled: record.enabled,
    createdTimestampMs: record.createdTimestampMs,
    attributes: textsMapOf(stored.attributes),
    requiredActions: textsOf(stored.requiredActions),
    notBefore: numberOf(stored.notBefore, 0),
    serviceAccountClientUuid: record.serviceAccountClientUuid,
  }
}

/** @param path - `/staff/engineering`; only the caller knows the group's ancestors. */
export function groupOf(record: GroupRecord, path: string): Group {
  return {
    id: record.id,
    name: record.name,
    path,
    parentId: record.parentId,
    attributes: textsMapOf(record.representation.attributes),
    roleIds: record.roleIds,
  }
}
