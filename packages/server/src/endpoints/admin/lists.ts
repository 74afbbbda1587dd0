/** Read-only lists of a realm's configuration. Making and changing them comes with the whole Admin API. */

import type { ComponentRepresentation } from '../../representations/keycloak.ts'
import type { GroupRecord } from '../../representations/realm-aggregate.ts'
import type { Response } from '../exchange.ts'
import type { AdminContext } from './admin.ts'
import { adminJson } from './admin-json.ts'

const MASKED = '**********'
/** Component settings that never leave the server. */
const SECRET_SETTINGS = new Set(['privateKey', 'secret', 'ecdsaPrivateKey', 'eddsaPrivateKey', 'bindCredential'])

export async function listRealmRoles({ realm }: AdminContext): Promise<Response> {
  const roles = [...realm.roles.values()].filter(({ client }) => client === undefined)
  return adminJson(
    roles.map(({ id, name, composites }) => ({
      id,
      name,
      composite: composites.length > 0,
      clientRole: false,
      containerId: realm.id,
    })),
  )
}

export async function listGroups({ services, realm }: AdminContext): Promise<Response> {
  const groups = await services.stores.groups.list(realm.id)
  const children = (parent: string | undefined) => groups.filter(({ parentId }) => parentId === parent)
  const shown = (group: GroupRecord) => ({
    id: group.id,
    name: group.name,
    path: `/${group.name}`,
    subGroupCount: children(group.id).length,
    subGroups: [],
  })
  return adminJson(children(undefined).map(shown))
}

export async function listClientScopes({ realm }: AdminContext): Promise<Response> {
  return adminJson(
    [...realm.clientScopes.values()].map(({ id, name, protocol, attributes, protocolMappers }) => ({
      id,
      name,
      protocol,
      attributes,
      protocolMappers,
    })),
  )
}

export async function listKeys({ services, realm }: AdminContext): Promise<Response> {
  const keys = (await services.keysOf(realm)).list()
  const active = keys.filter(({ status }) => status === 'ACTIVE').map(({ algorithm, kid }) => [algorithm, kid])
  return adminJson({ active: Object.fromEntries(active.reverse()), keys })
}

export async function listComponents({ realm, request }: AdminContext): Promise<Response> {
  const type = request.query.get('type')
  const all = Object.entries(realm.representation.components ?? {})
  return adminJson(
    all
      .filter(([providerType]) => type === null || providerType === type)
      .flatMap(([providerType, components]) =>
        components.map(({ subComponents, ...component }) => ({
          ...component,
          providerType,
          parentId: realm.id,
          config: masked(component.config),
        })),
      ),
  )
}

export async function listFlows({ realm }: AdminContext): Promise<Response> {
  const flows = realm.representation.authenticationFlows ?? []
  return adminJson(flows.filter(({ topLevel }) => topLevel))
}

function masked(config: ComponentRepresentation['config']): ComponentRepresentation['config'] {
  const entries = Object.entries(config ?? {})
  return Object.fromEntries(entries.map(([name, values]) => [name, SECRET_SETTINGS.has(name) ? [MASKED] : values]))
}
