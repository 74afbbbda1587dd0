/** A realm role (`clientUuid` absent) or a role of a client. */
export interface Role {
  readonly id: string
  readonly name: string
  /** The owning client's UUID and public name. */
  readonly client: { readonly id: string; readonly clientId: string } | undefined
  /** Ids of the roles that whoever holds this one holds too, one level deep. */
  readonly composites: readonly string[]
}

/** All roles of a realm by id. */
export type RoleGraph = ReadonlyMap<string, Role>
