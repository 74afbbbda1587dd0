import type GroupRepresentation from '@keycloak/keycloak-admin-client/lib/defs/groupRepresentation.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { NotThere } from './problem.ts'

export type Group = GroupRepresentation & { readonly id: string; readonly name: string }

export const groupById = (realm: string, id: string) =>
  queryOptions({
    queryKey: ['groups', realm, 'one', id],
    queryFn: async () => {
      const group = await adminClient.groups.findOne({ realm, id })
      if (group === undefined || group === null || !isGroup(group)) throw new NotThere()
      return group
    },
  })

/** With the names of the roles they give, for what a user inherits. */
export const groupsOfUser = (realm: string, userId: string) =>
  queryOptions({
    queryKey: ['groups', realm, 'of-user', userId],
    queryFn: async () => {
      const asked = { realm, id: userId, briefRepresentation: false }
      return (await adminClient.users.listGroups(asked)).filter(isGroup)
    },
  })

function isGroup(group: GroupRepresentation): group is Group {
  return group.id !== undefined && group.name !== undefined
}
