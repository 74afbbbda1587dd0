/** `authentication/required-actions`: what users can be asked to do, in which order, with which settings. */
import { object, type ShapeOf, text } from '../../../representations/json-shape.ts'
import { requiredActionShape, textMap } from '../../../representations/shapes.ts'
import { noContent } from '../../answers.ts'
import { notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { changeFlows } from './change-flows.ts'
import {
  configureAction,
  moveAction,
  registerAction,
  removeAction,
  requiredActionIn,
  requiredActionsOf,
  settingsOf,
  unregisteredOf,
  updateAction,
} from './required-action-edits.ts'
import { REQUIRED_ACTIONS } from './required-action-providers.ts'

const LIST = '/authentication/required-actions'
const ONE = `${LIST}/:alias`
const newActionShape = object('NewRequiredAction', { providerId: text, name: text })
const configShape = object('RequiredActionConfigRepresentation', { id: text, alias: text, config: textMap })

export const requiredActionRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: LIST,
    summary: 'List required actions',
    // a user has some: who manages users sees which there are
    needs: ['view-realm', 'query-users'],
    answer: async ({ realm }) =>
      adminJson(requiredActionsOf(realm.representation).map((one) => ({ config: {}, ...one }))),
  }),
  realmRoute({
    method: 'GET',
    path: '/authentication/unregistered-required-actions',
    summary: 'List required actions that the realm does not know yet',
    needs: 'view-realm',
    answer: async ({ realm }) => adminJson(unregisteredOf(realm.representation)),
  }),
  realmRoute({
    method: 'POST',
    path: '/authentication/register-required-action',
    summary: 'Let the realm know a required action',
    needs: 'manage-realm',
    body: newActionShape,
    changes: 'REQUIRED_ACTION',
    answer: async (context) => {
      await changeFlows(context, (document) => registerAction(document, context.body))
      return { ...noContent(), changedAs: { operation: 'CREATE' } }
    },
  }),
  realmRoute({
    method: 'GET',
    path: ONE,
    summary: 'Read a required action',
    needs: 'view-realm',
    answer: async ({ realm, request }) =>
      adminJson({ config: {}, ...requiredActionIn(realm.representation, request.params['alias'] ?? '') }),
  }),
  realmRoute({
    method: 'PUT',
    path: ONE,
    summary: 'Change a required action',
    needs: 'manage-realm',
    body: requiredActionShape,
    changes: 'REQUIRED_ACTION',
    answer: (context) => change(context, (document, alias) => updateAction(document, alias, context.body)),
  }),
  realmRoute({
    method: 'DELETE',
    path: ONE,
    summary: 'Let the realm forget a required action',
    needs: 'manage-realm',
    changes: 'REQUIRED_ACTION',
    answer: (context) => change(context, removeAction),
  }),
  moveRoute('raise', 'Let a required action be asked sooner'),
  moveRoute('lower', 'Let a required action be asked later'),
  realmRoute({
    method: 'GET',
    path: `${ONE}/config-description`,
    summary: 'Tell the settings of a required action',
    needs: 'view-realm',
    answer: async ({ request }) => {
      const provider = REQUIRED_ACTIONS.find(({ id }) => id === request.params['alias'])
      if (provider === undefined || provider.settings.length === 0) {
        throw notFound('Could not find configurable RequiredAction provider')
      }
      return adminJson({ properties: provider.settings })
    },
  }),
  realmRoute({
    method: 'GET',
    path: `${ONE}/config`,
    summary: 'Read the settings of a required action',
    needs: 'view-realm',
    answer: async ({ realm, request }) => {
      const alias = request.params['alias'] ?? ''
      settingsOf(alias)
      const action = requiredActionIn(realm.representation, alias, 'Could not find RequiredAction config')
      return adminJson({ config: action.config ?? {} })
    },
  }),
  realmRoute({
    method: 'PUT',
    path: `${ONE}/config`,
    summary: 'Change the settings of a required action',
    needs: 'manage-realm',
    body: configShape,
    changes: 'REQUIRED_ACTION_CONFIG',
    answer: (context: AdminContext<ShapeOf<typeof configShape>>) =>
      change(context, (document, alias) => configureAction(document, alias, context.body.config ?? {})),
  }),
  realmRoute({
    method: 'DELETE',
    path: `${ONE}/config`,
    summary: 'Give a required action its first settings back',
    needs: 'manage-realm',
    changes: 'REQUIRED_ACTION_CONFIG',
    answer: (context) => change(context, (document, alias) => configureAction(document, alias, {})),
  }),
]

function moveRoute(direction: 'raise' | 'lower', summary: string): AdminRoute {
  return realmRoute({
    method: 'POST',
    path: `${ONE}/${direction}-priority`,
    summary,
    needs: 'manage-realm',
    changes: 'REQUIRED_ACTION',
    answer: async (context) => ({
      ...(await change(context, (document, alias) => moveAction(document, alias, direction))),
      changedAs: { operation: 'UPDATE' },
    }),
  })
}

type Document = Parameters<typeof removeAction>[0]

async function change(
  context: Pick<AdminContext, 'services' | 'realm' | 'request'>,
  next: (document: Document, alias: string) => Document,
): Promise<AdminResponse> {
  const alias = context.request.params['alias'] ?? ''
  await changeFlows(context, (document) => next(document, alias))
  return noContent()
}
