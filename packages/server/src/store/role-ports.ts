import type { RoleRecord } from '../representations/realm-aggregate.ts'
import type { Page } from './page.ts'

/** Roles of a realm and of its clients; all of them together are also part of the cached realm. */
export interface RoleStore {
  find(realmId: string, id: string): Promise<RoleRecord | undefined>
  /** @param clientUuid - `undefined` for a realm role. */
  findByName(realmId: string, clientUuid: string | undefined, name: string): Promise<RoleRecord | undefined>
  /** Those of the roles that are there, in the order of the name. */
  findAll(realmId: string, ids: readonly string[]): Promise<readonly RoleRecord[]>
  /** In the order of the name. */
  list(realmId: string, query: RoleQuery): Promise<readonly RoleRecord[]>
  /** Adds a realm role or a client's; it fails when the realm is gone, as everything that adds to one. @throws {Conflict} */
  create(realmId: string, role: RoleRecord): Promise<void>
  /** Replaces the role's own data; its composites stay. @returns `false` when it is gone. @throws {Conflict} */
  replace(realmId: string, role: RoleRecord): Promise<boolean>
  /** With every place that names it. @returns `false` when there was none. */
  delete(realmId: string, id: string): Promise<boolean>
  /** Gives a user or a group roles, those it has already once more without harm. @returns `false` when the holder is gone. */
  give(realmId: string, holder: RoleHolder, roleIds: readonly string[]): Promise<boolean>
  /** Taking what the holder lacks is no error. */
  take(realmId: string, holder: RoleHolder, roleIds: readonly string[]): Promise<void>
  /** Puts these composites beside those a role has. */
  addComposites(realmId: string, roleId: string, composites: readonly string[]): Promise<void>
  /** Taking away what it lacks is no error. */
  removeComposites(realmId: string, roleId: string, composites: readonly string[]): Promise<void>
}

/** Who may be given roles. */
export interface RoleHolder {
  readonly kind: 'user' | 'group'
  readonly id: string
}

export interface RoleQuery extends Page {
  /** Roles of this client, or the realm's own. */
  readonly owner?: { readonly clientUuid: string | undefined }
  /** The composites of a role, or what a user or a group was given itself. */
  readonly heldBy?: { readonly kind: 'role' | 'user' | 'group'; readonly id: string }
  /** Part of the name, without regard to case. */
  readonly search?: string
}
