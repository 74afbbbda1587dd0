import type GroupRepresentation from '@keycloak/keycloak-admin-client/lib/defs/groupRepresentation.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { type ListSearch, pageOf } from './page-of.ts'
import { NotThere } from './problem.ts'
import { queryClient } from './query-client.ts'

export type Group = GroupRepresentation & { readonly id: string; readonly name: string }

export interface GroupLevel {
  readonly groups: readonly Group[]
  readonly more: boolean
}

/** The groups below one, or at the top. @param most - how many of them are shown. */
export const groupsBelow = (realm: string, parentId: string | undefined, most: number) =>
  queryOptions({
    queryKey: ['groups', realm, 'below', parentId ?? null, most],
    queryFn: async (): Promise<GroupLevel> => {
      const asked = { realm, first: 0, max: most + 1, briefRepresentation: true }
      const found =
        parentId === undefined
          ? await adminClient.groups.find(asked)
          : await adminClient.groups.listSubGroups({ ...asked, parentId })
      return { groups: found.slice(0, most).filter(isGroup), more: found.length > most }
    },
  })

/** The tree down to the groups whose name has this in it. */
export const groupsFound = (realm: string, search: string, most: number) =>
  queryOptions({
    queryKey: ['groups', realm, 'found', search, most],
    queryFn: async (): Promise<GroupLevel> => {
      const found = await adminClient.groups.find({ realm, search, first: 0, max: most, briefRepresentation: true })
      return { groups: found.filter(isGroup), more: countOf(found) >= most }
    },
  })

export const groupById = (realm: string, id: string) =>
  queryOptions({
    queryKey: ['groups', realm, 'one', id],
    queryFn: async () => {
      const group = await adminClient.groups.findOne({ realm, id })
      if (group === undefined || group === null || !isGroup(group)) throw new NotThere()
      return group
    },
  })

const DEEPEST = 100

/** A group with those above it, from the top. */
export const groupWithAbove = (realm: string, id: string) =>
  queryOptions({
    queryKey: ['groups', realm, 'with-above', id],
    queryFn: async () => {
      const group = await queryClient.fetchQuery(groupById(realm, id))
      const above: Group[] = []
      // an import can make a circle, which has no top
      for (let next = group.parentId; next !== undefined && above.length < DEEPEST; next = above[0]?.parentId) {
        above.unshift(await queryClient.fetchQuery(groupById(realm, next)))
      }
      return { group, above }
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

export const groupMembers = (realm: string, id: string, search: ListSearch) =>
  queryOptions({
    queryKey: ['groups', realm, 'members', id, search],
    queryFn: () =>
      pageOf(search, (slice) => adminClient.groups.listMembers({ realm, id, briefRepresentation: true, ...slice })),
  })

/** What is counted before a group goes. */
const MOST_COUNTED = 1_000

/** How many are in a group itself; `more` when nobody counted to the end. */
export const memberCount = (realm: string, id: string) =>
  queryOptions({
    queryKey: ['groups', realm, 'members', id, 'count'],
    queryFn: async () => {
      const asked = { realm, id, briefRepresentation: true, first: 0, max: MOST_COUNTED + 1 }
      const { length } = await adminClient.groups.listMembers(asked)
      return { count: Math.min(length, MOST_COUNTED), more: length > MOST_COUNTED }
    },
  })

/** @returns the new group's `id`. */
export async function createGroup(
  realm: string,
  parentId: string | undefined,
  group: { readonly name: string; readonly description: string },
): Promise<string> {
  const { id } =
    parentId === undefined
      ? await adminClient.groups.create({ realm, ...group })
      : await adminClient.groups.createChildGroup({ realm, id: parentId }, group)
  await invalidate(realm)
  return id
}

export async function updateGroup(realm: string, group: Group): Promise<void> {
  await adminClient.groups.update({ realm, id: group.id }, group)
  await invalidate(realm)
}

/** @param parentId - the new place; the top without it. */
export async function moveGroup(realm: string, { id, name }: Group, parentId: string | undefined): Promise<void> {
  if (parentId === undefined) await adminClient.groups.updateRoot({ realm, id, name })
  else await adminClient.groups.updateChildGroup({ realm, id: parentId }, { id, name })
  await invalidate(realm)
  await queryClient.invalidateQueries({ queryKey: ['role-mappings', realm] })
}

export async function deleteGroup(realm: string, { id, parentId }: Group): Promise<void> {
  await adminClient.groups.del({ realm, id })
  for (const part of ['one', 'with-above']) {
    queryClient.removeQueries({ queryKey: ['groups', realm, part, id] })
    // it knows how many are below it
    await queryClient.invalidateQueries({ queryKey: ['groups', realm, part, parentId] })
  }
  await queryClient.invalidateQueries({ queryKey: ['groups', realm, 'below'] })
  await queryClient.invalidateQueries({ queryKey: ['groups', realm, 'found'] })
}

export async function joinGroups(
  realm: string,
  userIds: readonly string[],
  groupIds: readonly string[],
): Promise<void> {
  for (const id of userIds) for (const groupId of groupIds) await adminClient.users.addToGroup({ realm, id, groupId })
  await membershipChanged(realm)
}

export async function leaveGroup(realm: string, userId: string, groupId: string): Promise<void> {
  await adminClient.users.delFromGroup({ realm, id: userId, groupId })
  await membershipChanged(realm)
}

async function membershipChanged(realm: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['groups', realm] })
  await queryClient.invalidateQueries({ queryKey: ['role-mappings', realm] })
}

async function invalidate(realm: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['groups', realm] })
}

export function isGroup(group: GroupRepresentation): group is Group {
  return group.id !== undefined && group.name !== undefined
}

function countOf(groups: readonly GroupRepresentation[]): number {
  return groups.reduce((sum, { subGroups = [] }) => sum + 1 + countOf(subGroups), 0)
}
