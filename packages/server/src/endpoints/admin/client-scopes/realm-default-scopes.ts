/** `default-default-client-scopes` and `default-optional-client-scopes`: what new clients of the realm get. */
import type { ClientScope } from '../../../model/client-scope.ts'
import { noContent } from '../../answers.ts'
import { notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'

const LISTS = {
  default: { path: '/default-default-client-scopes', field: 'defaultDefaultClientScopes' },
  optional: { path: '/default-optional-client-scopes', field: 'defaultOptionalClientScopes' },
} as const
type List = (typeof LISTS)[keyof typeof LISTS]

export const realmDefaultScopeRoutes: readonly AdminRoute[] = Object.entries(LISTS).flatMap(([kind, list]) => [
  realmRoute({
    method: 'GET',
    path: list.path,
    summary: `List the scopes that new clients get as ${kind}`,
    needs: 'view-clients',
    answer: async ({ realm }) =>
      adminJson(
        (realm.representation[list.field] ?? [])
          .flatMap((name) => realm.clientScopes.get(name) ?? [])
          .map(({ id, name, protocol }) => ({ id, name, protocol })),
      ),
  }),
  realmRoute({
    method: 'PUT',
    path: `${list.path}/:clientScopeId`,
    summary: `Let new clients get a scope as ${kind}`,
    needs: 'manage-clients',
    changes: 'CLIENT_SCOPE',
    answer: async (context) => {
      await change(context, list, (names, name) => (names.includes(name) ? names : [...names, name]))
      return { ...noContent(), changedAs: { operation: 'CREATE' } }
    },
  }),
  realmRoute({
    method: 'DELETE',
    path: `${list.path}/:clientScopeId`,
    summary: `Let new clients no longer get a scope as ${kind}`,
    needs: 'manage-clients',
    changes: 'CLIENT_SCOPE',
    answer: (context) => change(context, list, (names, name) => names.filter((one) => one !== name)),
  }),
])

async function change(
  context: AdminContext,
  { field }: List,
  next: (names: readonly string[], name: string) => readonly string[],
): Promise<AdminResponse> {
  const { name } = scopeIn(context)
  await context.services.stores.realms.change(context.realm.id, (document) => ({
    ...document,
    [field]: [...next(document[field] ?? [], name)],
  }))
  return noContent()
}

function scopeIn({ realm, request }: Pick<AdminContext, 'realm' | 'request'>): ClientScope {
  const scope = [...realm.clientScopes.values()].find(({ id }) => id === request.params['clientScopeId'])
  if (scope === undefined) throw notFound('Client scope not found')
  return scope
}
