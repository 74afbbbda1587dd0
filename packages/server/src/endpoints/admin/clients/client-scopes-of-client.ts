/** `default-client-scopes` and `optional-client-scopes` of a client. */
import type { ClientScope } from '../../../model/client-scope.ts'
import type { ClientRecord } from '../../../representations/realm-aggregate.ts'
import { noContent } from '../../answers.ts'
import { notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { changeClient, clientIn, ownClientIn } from './client.ts'

const LISTS = {
  default: { path: '/clients/:clientUuid/default-client-scopes', field: 'defaultClientScopes' },
  optional: { path: '/clients/:clientUuid/optional-client-scopes', field: 'optionalClientScopes' },
} as const
type List = (typeof LISTS)[keyof typeof LISTS]

export const scopesOfClientRoutes: readonly AdminRoute[] = Object.entries(LISTS).flatMap(([kind, list]) => [
  realmRoute({
    method: 'GET',
    path: list.path,
    summary: `List the ${kind} client scopes of a client`,
    needs: 'view-clients',
    answer: (context) => listScopes(context, list),
  }),
  realmRoute({
    method: 'PUT',
    path: `${list.path}/:clientScopeId`,
    summary: `Give a client a client scope as ${kind}`,
    needs: 'manage-clients',
    changes: 'CLIENT_SCOPE_CLIENT_MAPPING',
    answer: (context) => addScope(context, list),
  }),
  realmRoute({
    method: 'DELETE',
    path: `${list.path}/:clientScopeId`,
    summary: `Take a ${kind} client scope from a client`,
    needs: 'manage-clients',
    changes: 'CLIENT_SCOPE_CLIENT_MAPPING',
    answer: (context) => removeScope(context, list),
  }),
])

async function listScopes(context: AdminContext, { field }: List): Promise<AdminResponse> {
  const { representation } = await clientIn(context)
  const protocol = representation.protocol ?? 'openid-connect'
  const scopes = (representation[field] ?? []).flatMap((name) => context.realm.clientScopes.get(name) ?? [])
  return adminJson(scopes.filter((scope) => scope.protocol === protocol).map(({ id, name }) => ({ id, name })))
}

/** A scope that the client has already, in either list, stays where it is, as in Keycloak. */
async function addScope(context: AdminContext, { field }: List): Promise<AdminResponse> {
  const { id } = await ownClientIn(context)
  const { name } = scopeIn(context)
  await changeClient(context, id, (client) => {
    const { defaultClientScopes = [], optionalClientScopes = [] } = client.representation
    if (defaultClientScopes.includes(name) || optionalClientScopes.includes(name)) return client
    return withScopes(client, field, [...(client.representation[field] ?? []), name])
  })
  return { ...noContent(), changedAs: { operation: 'CREATE' } }
}

async function removeScope(context: AdminContext, { field }: List): Promise<AdminResponse> {
  const { id } = await ownClientIn(context)
  const { name } = scopeIn(context)
  await changeClient(context, id, (client) =>
    withScopes(
      client,
      field,
      (client.representation[field] ?? []).filter((one) => one !== name),
    ),
  )
  return noContent()
}

function withScopes(client: ClientRecord, field: List['field'], names: string[]): ClientRecord {
  return { ...client, representation: { ...client.representation, [field]: names } }
}

function scopeIn({ realm, request }: Pick<AdminContext, 'realm' | 'request'>): ClientScope {
  const id = request.params['clientScopeId']
  const scope = [...realm.clientScopes.values()].find((one) => one.id === id)
  if (scope === undefined) throw notFound('Client scope not found')
  return scope
}
