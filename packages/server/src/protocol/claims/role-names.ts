import type { Role } from '../../model/role.ts'

/**
 * Roles as a token names them. Mappers may add and rename before others write them down, so this is a working copy; it
 * grants nothing by itself.
 */
export class RoleNames {
  readonly realm = new Set<string>()
  /** By the owning client's `clientId`. */
  readonly clients = new Map<string, Set<string>>()

  constructor(roles: ReadonlyMap<string, Role>) {
    for (const { name, client } of roles.values()) this.add({ clientId: client?.clientId, name })
  }

  has({ clientId, name }: RoleName): boolean {
    return (clientId === undefined ? this.realm : this.clients.get(clientId))?.has(name) ?? false
  }

  add({ clientId, name }: RoleName): void {
    if (clientId === undefined) {
      this.realm.add(name)
      return
    }
    const names = this.clients.get(clientId)
    if (names === undefined) this.clients.set(clientId, new Set([name]))
    else names.add(name)
  }

  delete({ clientId, name }: RoleName): void {
    if (clientId === undefined) {
      this.realm.delete(name)
      return
    }
    const names = this.clients.get(clientId)
    names?.delete(name)
    if (names?.size === 0) this.clients.delete(clientId)
  }
}

export interface RoleName {
  /** `undefined` for a realm role. */
  readonly clientId: string | undefined
  readonly name: string
}

/** Reads a mapper's `my-client.my-role` or `my-realm-role`. A client's name may have dots: the last one parts. */
export function parseRoleName(text: string | undefined): RoleName | undefined {
  if (text === undefined || text === '') return undefined
  const dot = text.lastIndexOf('.')
  return dot < 0 ? { clientId: undefined, name: text } : { clientId: text.slice(0, dot), name: text.slice(dot + 1) }
}
