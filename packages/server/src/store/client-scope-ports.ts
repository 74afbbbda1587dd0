import type { ClientScopeRecord } from '../representations/realm-aggregate.ts'

/** Client scopes as they are stored; as the protocol uses them they are part of the cached realm. */
export interface ClientScopeStore {
  find(realmId: string, id: string): Promise<ClientScopeRecord | undefined>
  /** In the order of the name. */
  list(realmId: string): Promise<readonly ClientScopeRecord[]>
  /** @throws {Conflict} `clientScope` */
  create(realmId: string, scope: ClientScopeRecord): Promise<void>
  /**
   * Changes a scope in one act. Under a new name it stays the scope of the clients and of the realm that have it.
   *
   * @param change - pure; it may be called more than once, and throws to change nothing.
   * @returns `false` when it is gone.
   * @throws {Conflict} `clientScope` when the new name is taken.
   */
  change(realmId: string, id: string, change: (scope: ClientScopeRecord) => ClientScopeRecord): Promise<boolean>
  /** Also from the clients and the realm that have it. @returns `false` when there was none. */
  delete(realmId: string, id: string): Promise<boolean>
}
