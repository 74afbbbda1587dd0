/** One realm of a server behind its Admin API. Ids are asked for by name when they are needed, since names are what a plan has. */
import { isObject, textOf } from '../../representations/fields.ts'
import { type AdminApi, AdminApiError, members } from './admin-api.ts'

/** A role by name: of the realm, or of a client. */
export interface RoleName {
  readonly clientId: string | undefined
  readonly name: string
}

export class RemoteRealm {
  readonly #api: AdminApi
  readonly #path: string
  readonly #clients = new Map<string, string>()

  constructor(api: AdminApi, realm: string) {
    this.#api = api
    this.#path = `/realms/${encodeURIComponent(realm)}`
  }

  find(path: string): Promise<unknown> {
    return this.#api.find(this.#path + path)
  }

  async post(path: string, body: unknown): Promise<unknown> {
    return this.#api.send('POST', this.#path + path, body)
  }

  async put(path: string, body: unknown): Promise<void> {
    await this.#api.send('PUT', this.#path + path, body)
  }

  async delete(path: string, body?: unknown): Promise<void> {
    await this.#api.send('DELETE', this.#path + path, body)
  }

  /** The path of a client by its public name. */
  async client(clientId: string): Promise<string> {
    const known = this.#clients.get(clientId)
    if (known !== undefined) return known
    const [found] = listOf(await this.find(`/clients?clientId=${encodeURIComponent(clientId)}`))
    const path = `/clients/${idIn(found, `client ${clientId}`)}`
    this.#clients.set(clientId, path)
    return path
  }

  /** The id of a client scope. */
  async scope(name: string): Promise<string> {
    const found = listOf(await this.find('/client-scopes')).find((scope) => scope['name'] === name)
    return idIn(found, `client scope ${name}`)
  }

  async group(path: string): Promise<string> {
    const steps = path
      .replaceAll('~/', '~~')
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~~', '~/'))
    const found = await this.find(`/group-by-path/${steps.map(encodeURIComponent).join('/')}`)
    return idIn(found, `group ${path}`)
  }

  /** Where roles of the realm or of a client are. */
  async roles({ clientId }: Pick<RoleName, 'clientId'>): Promise<string> {
    return clientId === undefined ? '/roles' : `${await this.client(clientId)}/roles`
  }

  async rolePath(role: RoleName): Promise<string> {
    return `${await this.roles(role)}/${encodeURIComponent(role.name)}`
  }

  /** As mappings and composites name it. */
  async role(role: RoleName): Promise<Readonly<Record<string, unknown>>> {
    const found = await this.find(await this.rolePath(role))
    idIn(found, `role ${role.name}`)
    return members(found)
  }
}

export function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

function idIn(value: unknown, what: string): string {
  const id = textOf(members(value)['id'])
  if (id === undefined) throw new AdminApiError(`There is no ${what} on the server`)
  return encodeURIComponent(id)
}
