/** The kinds of steps a flow may have, and their settings. */
import { notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminRoute, realmRoute } from '../admin-route.ts'
import type { Permission } from '../permissions.ts'
import { AUTHENTICATORS } from './providers/authenticators.ts'
import { CLIENT_AUTHENTICATORS } from './providers/client-authenticators.ts'
import { FORM_ACTIONS, FORMS } from './providers/forms.ts'
import type { StepProvider } from './providers/step-provider.ts'

/** A client may name how it proves itself: who sees clients sees which ways there are. */
const OF_CLIENTS: readonly Permission[] = ['view-realm', 'query-clients']

export const providerListRoutes: readonly AdminRoute[] = [
  listRoute('authenticator-providers', 'List the steps of people who sign in', AUTHENTICATORS),
  listRoute('client-authenticator-providers', 'List how clients prove who they are', CLIENT_AUTHENTICATORS, OF_CLIENTS),
  listRoute('form-providers', 'List pages made of several steps', FORMS),
  listRoute('form-action-providers', 'List the steps of such a page', FORM_ACTIONS),
  realmRoute({
    method: 'GET',
    path: '/authentication/config-description/:providerId',
    summary: 'Tell the settings of a step',
    needs: 'view-realm',
    answer: async ({ request }) => {
      const all = [...AUTHENTICATORS, ...CLIENT_AUTHENTICATORS, ...FORMS, ...FORM_ACTIONS]
      const provider = all.find(({ id }) => id === request.params['providerId'])
      if (provider === undefined) throw notFound('Could not find authenticator provider')
      const { id, displayName, description, settings = [] } = provider
      return adminJson({ name: displayName, providerId: id, helpText: description, properties: settings })
    },
  }),
  realmRoute({
    method: 'GET',
    path: '/authentication/per-client-config-description',
    summary: 'Tell the settings that a client has for how it proves itself',
    needs: OF_CLIENTS,
    answer: async () =>
      adminJson(Object.fromEntries(CLIENT_AUTHENTICATORS.map(({ id, perClient = [] }) => [id, perClient]))),
  }),
]

function listRoute(
  name: string,
  summary: string,
  providers: readonly StepProvider[],
  needs: Permission | readonly Permission[] = 'view-realm',
): AdminRoute {
  return realmRoute({
    method: 'GET',
    path: `/authentication/${name}`,
    summary,
    needs,
    answer: async () =>
      adminJson(
        providers.map(({ id, displayName, description, supportsSecret }) => ({
          id,
          displayName,
          description,
          ...(supportsSecret !== undefined && { supportsSecret }),
        })),
      ),
  })
}
