/** `identity-provider/instances/{alias}/mappers`: what users who come from a provider get. */
import { object, type ShapeOf, text } from '../../../representations/json-shape.ts'
import { textMap } from '../../../representations/shapes.ts'
import { noContent } from '../../answers.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminRoute, realmRoute } from '../admin-route.ts'
import { refuseStrongerGroup } from '../groups/group-lookup.ts'
import { refuseGivingNamedRole } from '../rights-guard.ts'
import { changeProviders } from './change-providers.ts'
import {
  addMapper,
  type Mapper,
  mapperIn,
  mappersOf,
  providerIn,
  removeMapper,
  updateMapper,
} from './provider-edits.ts'

const LIST = '/identity-provider/instances/:alias/mappers'
const ONE = `${LIST}/:mapperId`

const mapperShape = object('IdentityProviderMapperRepresentation', {
  id: text,
  name: text,
  identityProviderAlias: text,
  identityProviderMapper: text,
  config: textMap,
})
type MapperContext = AdminContext<ShapeOf<typeof mapperShape>>

export const identityProviderMapperRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: LIST,
    summary: 'List the mappers of an identity provider',
    needs: 'view-identity-providers',
    answer: async ({ realm, request }) => {
      const { alias } = providerIn(realm.representation, request.params['alias'] ?? '')
      return adminJson(mappersOf(realm.representation, alias))
    },
  }),
  realmRoute({
    method: 'POST',
    path: LIST,
    summary: 'Give an identity provider a mapper',
    needs: 'manage-identity-providers',
    body: mapperShape,
    changes: 'IDENTITY_PROVIDER_MAPPER',
    answer: async (context: MapperContext) => {
      const mapper = await mapperOf(context, context.services.random.uuid())
      await changeProviders(context, (document) => addMapper(document, mapper.identityProviderAlias, mapper))
      const { base, path } = context.request
      return { status: 201, headers: { location: `${base}${path.replace(/\/$/, '')}/${mapper.id}` } }
    },
  }),
  realmRoute({
    method: 'GET',
    path: ONE,
    summary: 'Read a mapper of an identity provider',
    needs: 'view-identity-providers',
    answer: async ({ realm, request }) => {
      const { alias } = providerIn(realm.representation, request.params['alias'] ?? '')
      return adminJson(mapperIn(realm.representation, alias, request.params['mapperId'] ?? ''))
    },
  }),
  realmRoute({
    method: 'PUT',
    path: ONE,
    summary: 'Change a mapper of an identity provider',
    needs: 'manage-identity-providers',
    body: mapperShape,
    changes: 'IDENTITY_PROVIDER_MAPPER',
    answer: async (context: MapperContext) => {
      const mapper = await mapperOf(context, context.request.params['mapperId'] ?? '')
      await changeProviders(context, (document) => updateMapper(document, mapper.identityProviderAlias, mapper))
      return noContent()
    },
  }),
  realmRoute({
    method: 'DELETE',
    path: ONE,
    summary: 'Take a mapper from an identity provider',
    needs: 'manage-identity-providers',
    changes: 'IDENTITY_PROVIDER_MAPPER',
    answer: async (context) => {
      const { alias } = providerIn(context.realm.representation, context.request.params['alias'] ?? '')
      await changeProviders(context, (document) =>
        removeMapper(document, alias, context.request.params['mapperId'] ?? ''),
      )
      return noContent()
    },
  }),
]

/** The mapper as sent. @throws {AdminError} 404; 403 for one that gives a right the administrator lacks */
async function mapperOf(context: MapperContext, id: string): Promise<Mapper> {
  const { realm, request, body, services } = context
  const { alias } = providerIn(realm.representation, request.params['alias'] ?? '')
  const config = body.config ?? {}
  const { role, group } = config
  if (role !== undefined) refuseGivingNamedRole(context, role)
  const joined = group === undefined ? undefined : await services.stores.groups.findByPath(realm.id, group)
  if (joined !== undefined) await refuseStrongerGroup(context, joined)
  return {
    id,
    name: body.name ?? '',
    identityProviderAlias: alias,
    identityProviderMapper: body.identityProviderMapper ?? '',
    config,
  }
}
