/** `identity-provider/instances`: listed, made, read, changed, removed. */
import { flag, listOf, object, type ShapeOf, text } from '../../../representations/json-shape.ts'
import { textMap } from '../../../representations/shapes.ts'
import { noContent } from '../../answers.ts'
import { AdminError } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { featureRoutes } from '../feature-not-enabled.ts'
import { pageFields, pageIn } from '../paging.ts'
import type { QueryOf } from '../read-request.ts'
import { changeProviders } from './change-providers.ts'
import {
  addProvider,
  masked,
  type Provider,
  providerIn,
  providersOf,
  removeProvider,
  updateProvider,
} from './provider-edits.ts'
import { mapperTypesOf, PROVIDER_TYPES } from './provider-types.ts'

const LIST = '/identity-provider/instances'
const ONE = `${LIST}/:alias`

export const identityProviderShape = object('IdentityProviderRepresentation', {
  alias: text,
  displayName: text,
  internalId: text,
  providerId: text,
  enabled: flag,
  updateProfileFirstLogin: flag,
  updateProfileFirstLoginMode: text,
  trustEmail: flag,
  storeToken: flag,
  addReadTokenRoleOnCreate: flag,
  authenticateByDefault: flag,
  linkOnly: flag,
  hideOnLogin: flag,
  firstBrokerLoginFlowAlias: text,
  postBrokerLoginFlowAlias: text,
  organizationId: text,
  types: listOf(text),
  config: textMap,
})

const listFields = {
  ...pageFields,
  search: text,
  type: text,
  capability: text,
  briefRepresentation: flag,
  realmOnly: flag,
} as const

export const identityProviderRoutes: readonly AdminRoute[] = [
  ...featureRoutes(`${ONE}/management/permissions`, 'who manages an identity provider', 'view-identity-providers'),
  realmRoute({
    method: 'GET',
    path: LIST,
    summary: 'List identity providers',
    needs: 'view-identity-providers',
    query: listFields,
    answer: listProviders,
  }),
  realmRoute({
    method: 'POST',
    path: LIST,
    summary: 'Make an identity provider',
    needs: 'manage-identity-providers',
    body: identityProviderShape,
    changes: 'IDENTITY_PROVIDER',
    answer: createProvider,
  }),
  realmRoute({
    method: 'GET',
    path: ONE,
    summary: 'Read an identity provider',
    needs: 'view-identity-providers',
    answer: async (context) => adminJson(representationOf(named(context))),
  }),
  realmRoute({
    method: 'PUT',
    path: ONE,
    summary: 'Change an identity provider',
    needs: 'manage-identity-providers',
    body: identityProviderShape,
    changes: 'IDENTITY_PROVIDER',
    answer: async (context) => {
      const { types: _, ...sent } = context.body
      await changeProviders(context, (document) => updateProvider(document, aliasIn(context), sent))
      return noContent()
    },
  }),
  realmRoute({
    method: 'DELETE',
    path: ONE,
    summary: 'Remove an identity provider, its mappers and the links of its users',
    needs: 'manage-identity-providers',
    changes: 'IDENTITY_PROVIDER',
    answer: async (context) => {
      const alias = aliasIn(context)
      await changeProviders(context, (document) => removeProvider(document, alias))
      await context.services.stores.users.removeFederatedIdentitiesOf(context.realm.id, alias)
      return noContent()
    },
  }),
  realmRoute({
    method: 'GET',
    path: `${ONE}/export`,
    summary: 'Export what the provider needs to know; nothing for OpenID Connect',
    needs: 'view-identity-providers',
    query: { format: text },
    answer: async (context) => {
      named(context)
      return noContent()
    },
  }),
  realmRoute({
    method: 'GET',
    path: `${ONE}/reload-keys`,
    summary: "Forget the provider's keys, so that they are read anew; nothing is kept of them yet",
    needs: 'manage-identity-providers',
    answer: async (context) => {
      named(context)
      return { status: 200, headers: { 'content-type': 'application/json' }, body: 'false' }
    },
  }),
  realmRoute({
    method: 'GET',
    path: `${ONE}/mapper-types`,
    summary: 'List the kinds of mappers that an identity provider may have',
    needs: 'view-identity-providers',
    answer: async (context) =>
      adminJson(Object.fromEntries(mapperTypesOf(named(context).providerId).map((type) => [type.id, type]))),
  }),
  realmRoute({
    method: 'GET',
    path: '/identity-provider/providers/:providerId',
    summary: 'Tell about a kind of identity provider',
    needs: 'view-identity-providers',
    answer: async ({ request }) => {
      const type = PROVIDER_TYPES.get(request.params['providerId'] ?? '')
      if (type === undefined) throw new AdminError(400, { error: 'HTTP 400 Bad Request' })
      return adminJson({ name: type.name, id: type.id, configProperties: [], helpText: '', configMetadata: [] })
    },
  }),
]

async function listProviders({
  realm,
  query,
}: AdminContext<undefined, QueryOf<typeof listFields>>): Promise<AdminResponse> {
  const { search, type, capability, briefRepresentation } = query
  const found = providersOf(realm.representation).filter(
    (provider) =>
      matches(provider, search ?? '') &&
      [type, capability].every((one) => one === undefined || typesOf(provider).includes(one)),
  )
  const page = pageIn(found, query)
  if (briefRepresentation !== true) return adminJson(page.map(representationOf))
  return adminJson(
    page.map(({ alias, internalId, providerId, enabled, displayName }) => ({
      alias,
      internalId,
      providerId,
      enabled,
      ...(displayName !== undefined && { displayName }),
      config: {},
    })),
  )
}

/** Beginning of the alias; `*` stands for any text, quotation marks ask for the whole alias. */
function matches({ alias }: Provider, search: string): boolean {
  const sought = search.toLowerCase()
  const name = alias.toLowerCase()
  if (sought.length > 1 && sought.startsWith('"') && sought.endsWith('"')) return name === sought.slice(1, -1)
  if (!sought.includes('*')) return name.startsWith(sought)
  return sought.split('*').every((part) => name.includes(part))
}

async function createProvider(context: AdminContext<ShapeOf<typeof identityProviderShape>>): Promise<AdminResponse> {
  const { services, request, realm, body } = context
  const { types: _, ...sent } = body
  const provider: Provider = {
    ...sent,
    alias: body.alias ?? '',
    providerId: body.providerId ?? '',
    enabled: body.enabled ?? true,
    internalId: body.internalId || services.random.uuid(),
    config: Object.fromEntries(Object.entries(body.config ?? {}).filter(([, value]) => value !== '')),
  }
  await changeProviders(context, (document) => addProvider(document, provider))
  const at = `${request.base}/admin/realms/${encodeURIComponent(realm.name)}${LIST}`
  return { status: 201, headers: { location: `${at}/${encodeURIComponent(provider.alias)}` } }
}

function representationOf(provider: Provider): object {
  return { ...masked(provider), types: typesOf(provider) }
}

function typesOf({ providerId }: Provider): readonly string[] {
  return PROVIDER_TYPES.get(providerId)?.types ?? []
}

function aliasIn({ request }: Pick<AdminContext, 'request'>): string {
  return request.params['alias'] ?? ''
}

/** @throws {AdminError} 404 */
function named(context: Pick<AdminContext, 'realm' | 'request'>): Provider {
  return providerIn(context.realm.representation, aliasIn(context))
}
