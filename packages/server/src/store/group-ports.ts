import type { Group } from '../model/user.ts'
import type { GroupRecord } from '../representations/realm-aggregate.ts'
import type { Page } from './page.ts'

/** The tree of groups. Names are unique among the children of one parent. */
export interface GroupStore {
  /** As the protocol uses it. */
  find(realmId: string, id: string): Promise<Group | undefined>
  findPlaced(realmId: string, id: string): Promise<PlacedGroup | undefined>
  /**
   * @param path - `/staff/engineering`, the first slash may lack. A slash within a name stands as it is or as `~/`.
   */
  findByPath(realmId: string, path: string): Promise<PlacedGroup | undefined>
  /** In the order of the name. */
  list(realmId: string, query: GroupQuery): Promise<readonly PlacedGroup[]>
  /** The groups and all that are above them. */
  withAncestors(realmId: string, ids: readonly string[]): Promise<readonly PlacedGroup[]>
  count(realmId: string, query: Pick<GroupQuery, 'parentId' | 'search' | 'heldBy'>): Promise<number>
  /** @returns `false` when the parent is gone. @throws {Conflict} `group` when a sibling has the name. */
  create(realmId: string, group: GroupRecord): Promise<boolean>
  /** Replaces the group's own data; place and roles stay. @returns `false` when it is gone. @throws {Conflict} */
  replace(realmId: string, group: GroupRecord): Promise<boolean>
  /**
   * Puts a group with all below it under another one.
   * @param parentId - `undefined` for the top.
   * @returns `below itself`, and changes nothing, when the new parent is the group or below it.
   * @throws {Conflict} `group` when a group there has its name.
   */
  move(realmId: string, id: string, parentId: string | undefined): Promise<'moved' | 'gone' | 'below itself'>
  /** Ids of the roles that the group and all below it give; each once. */
  roleIdsWithin(realmId: string, id: string): Promise<readonly string[]>
  /** With all below it, their members and roles, and their places among the default groups. */
  delete(realmId: string, id: string): Promise<boolean>
}

/** A group with its place in the tree. */
export interface PlacedGroup extends GroupRecord {
  /** `/staff/engineering` */
  readonly path: string
  readonly subGroupCount: number
}

export interface GroupQuery extends Page {
  /** Children of this group; `null` for those at the top. */
  readonly parentId?: string | null
  /** Part of the name without regard to case, `*` for any text; with `exact` the whole name as it is. */
  readonly search?: string
  readonly exact?: boolean
  /** Attributes that a group must have with these values. */
  readonly attributes?: readonly (readonly [name: string, value: string])[]
  /** Groups that a user is in, or that have a role. */
  readonly heldBy?: { readonly kind: 'user' | 'role'; readonly id: string }
}
