/** A policy of a realm that is on: what the clients that meet its conditions are held to. */
export interface ClientPolicy {
  readonly conditions: readonly PolicyPart[]
  /** Of all its profiles, in their order. */
  readonly executors: readonly PolicyPart[]
}

/** A condition or an executor. */
export interface PolicyPart {
  /** Keycloak's provider id: `client-access-type`, `secret-rotation`… */
  readonly provider: string
  /** As they were stored: whoever acts on them reads them. */
  readonly settings: Readonly<Record<string, unknown>>
}

/** An administrator makes or changes a client. */
export interface ClientChange {
  readonly client: {
    readonly protocol: string
    readonly publicClient: boolean
    readonly bearerOnly: boolean
    readonly attributes: Readonly<Record<string, string>>
    /** Names of the roles that it owns. */
    readonly roles: ReadonlySet<string>
  }
  readonly updater: ClientUpdater
}

export interface ClientUpdater {
  readonly address: string
  /** Of the client's realm: `offline_access`, `realm-management.manage-clients`. Nobody of another realm has any. */
  readonly roles: ReadonlySet<string>
  /** Names of the groups he is in, of the client's realm. */
  readonly groups: ReadonlySet<string>
}
