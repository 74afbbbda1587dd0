import type { Credential } from '../model/user.ts'
import type {
  ClientRepresentation,
  ClientScopeRepresentation,
  GroupRepresentation,
  RealmRepresentation,
  RoleRepresentation,
  UserRepresentation,
} from './keycloak.ts'

/**
 * A whole realm on its way into or out of a store: what a realm file says, with every reference by name turned into an
 * id and every default filled in. `realm-import.ts` makes it of a file, `realm-export.ts` turns it back; a store saves
 * and loads it without knowing Keycloak's file format. Each representation here lacks what has its own list.
 */
export interface RealmAggregate {
  /** Settings, components, flows, required actions, identity providers: all that stays in the realm's own document. */
  readonly realm: RealmRepresentation & { readonly id: string; readonly realm: string }
  readonly defaultRoleId: string | undefined
  readonly clientScopes: readonly ClientScopeRecord[]
  readonly clients: readonly ClientRecord[]
  readonly roles: readonly RoleRecord[]
  readonly groups: readonly GroupRecord[]
  readonly users: readonly UserRecord[]
}

export interface ClientScopeRecord {
  readonly id: string
  readonly name: string
  readonly representation: ClientScopeRepresentation
  /** Roles of its scope mappings. */
  readonly roleIds: readonly string[]
}

export interface ClientRecord {
  readonly id: string
  readonly clientId: string
  readonly representation: ClientRepresentation
  /** Roles of its scope mappings. */
  readonly scopeRoleIds: readonly string[]
}

export interface RoleRecord {
  readonly id: string
  readonly name: string
  /** UUID of the owning client; `undefined` for a realm role. */
  readonly clientUuid: string | undefined
  readonly composites: readonly string[]
  /** Without `composites`, which are ids here. */
  readonly representation: RoleRepresentation
}

export interface GroupRecord {
  readonly id: string
  readonly name: string
  readonly parentId: string | undefined
  readonly roleIds: readonly string[]
  /** Without sub-groups and role names. */
  readonly representation: GroupRepresentation
}

export interface UserRecord {
  readonly id: string
  /** Lower case, as Keycloak keeps it. */
  readonly username: string
  readonly email: string | undefined
  readonly enabled: boolean
  readonly createdTimestampMs: number
  readonly serviceAccountClientUuid: string | undefined
  readonly roleIds: readonly string[]
  readonly groupIds: readonly string[]
  readonly credentials: readonly Credential[]
  /** Without credentials, role names and groups. */
  readonly representation: UserRepresentation
}
