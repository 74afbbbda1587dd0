import type { CompleteRealm } from './complete-realm.ts'
import type { RoleRepresentation } from './keycloak.ts'
import type { RoleRecord } from './realm-aggregate.ts'

/** Makes a role's record of its representation, its ids and those of its composites. */
type RecordOf = (
  role: RoleRepresentation,
  ids: { readonly id: string; readonly clientUuid: string | undefined; readonly realmId: string },
  composites: readonly string[],
) => RoleRecord

/** Ids of a realm's roles by name. Roles are named by the realm or by a client's public name. */
export class RoleIds {
  readonly #entries: { role: RoleRepresentation; id: string; clientUuid: string | undefined }[] = []
  readonly #realm = new Map<string, string>()
  readonly #clients = new Map<string, Map<string, string>>()

  constructor(roles: CompleteRealm['roles'], clientUuids: ReadonlyMap<string, string>, newId: () => string) {
    for (const role of roles.realm) this.#realm.set(role.name ?? '', this.#add(role, undefined, newId))
    for (const [clientId, list] of Object.entries(roles.client)) {
      const uuid = clientUuids.get(clientId)
      this.#clients.set(clientId, new Map(list.map((role) => [role.name ?? '', this.#add(role, uuid, newId)])))
    }
  }

  realmRole(name: string): string | undefined {
    return this.#realm.get(name)
  }

  /** Ids of all roles that a user, a group, a scope mapping or a composite names. */
  ofHolder(names: {
    readonly realmRoles: readonly string[] | undefined
    readonly clientRoles: Readonly<Record<string, readonly string[]>> | undefined
  }): string[] {
    const realm = (names.realmRoles ?? []).map((name) => this.#realm.get(name))
    const clients = Object.entries(names.clientRoles ?? {}).flatMap(([clientId, roles]) =>
      roles.map((name) => this.#clients.get(clientId)?.get(name)),
    )
    return [...new Set([...realm, ...clients].filter((id) => id !== undefined))]
  }

  records(realmId: string, recordOf: RecordOf): RoleRecord[] {
    return this.#entries.map(({ role, id, clientUuid }) => {
      const composites = this.ofHolder({ realmRoles: role.composites?.realm, clientRoles: role.composites?.client })
      return recordOf(role, { id, clientUuid, realmId }, composites)
    })
  }

  #add(role: RoleRepresentation, clientUuid: string | undefined, newId: () => string): string {
    const id = role.id ?? newId()
    this.#entries.push({ role, id, clientUuid })
    return id
  }
}
