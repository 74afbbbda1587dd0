/** `authentication/config` and `authentication/executions/{executionId}/config`: the settings of steps. */
import type { ShapeOf } from '../../../representations/json-shape.ts'
import { authenticatorConfigShape } from '../../../representations/shapes.ts'
import { noContent } from '../../answers.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { changeFlows } from './change-flows.ts'
import { addConfig, configureStep, configWithId, deleteConfig, updateConfig } from './execution-edits.ts'
import { stepIn } from './flow-document.ts'
import { realmUrl } from './flows.ts'

type ConfigBody = ShapeOf<typeof authenticatorConfigShape>
const CONFIG = '/authentication/config/:configId'
const OF_STEP = '/authentication/executions/:executionId/config'

export const authenticatorConfigRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'POST',
    path: OF_STEP,
    summary: 'Give an execution its settings',
    needs: 'manage-realm',
    body: authenticatorConfigShape,
    changes: 'AUTH_EXECUTION',
    answer: configure,
  }),
  realmRoute({
    method: 'GET',
    path: `${OF_STEP}/:configId`,
    summary: 'Read the settings of an execution',
    needs: 'view-realm',
    answer: async (context) => {
      stepIn(context.realm.representation, context.request.params['executionId'] ?? '')
      return readConfig(context)
    },
  }),
  realmRoute({
    method: 'POST',
    path: '/authentication/config',
    summary: 'Make settings for an execution to come',
    needs: 'manage-realm',
    body: authenticatorConfigShape,
    changes: 'AUTHENTICATOR_CONFIG',
    answer: async (context) => {
      const id = context.services.random.uuid()
      const config = { config: {}, ...context.body, id }
      await changeFlows(context, (document) => addConfig(document, config))
      return { status: 201, headers: { location: `${realmUrl(context)}/authentication/config/${id}` } }
    },
  }),
  realmRoute({ method: 'GET', path: CONFIG, summary: 'Read settings', needs: 'view-realm', answer: readConfig }),
  realmRoute({
    method: 'PUT',
    path: CONFIG,
    summary: 'Change settings',
    needs: 'manage-realm',
    body: authenticatorConfigShape,
    changes: 'AUTHENTICATOR_CONFIG',
    answer: async (context) => {
      const { body } = context
      await changeFlows(context, (document) => updateConfig(document, context.request.params['configId'] ?? '', body))
      return noContent()
    },
  }),
  realmRoute({
    method: 'DELETE',
    path: CONFIG,
    summary: 'Remove settings',
    needs: 'manage-realm',
    changes: 'AUTHENTICATOR_CONFIG',
    answer: async (context) => {
      await changeFlows(context, (document) => deleteConfig(document, context.request.params['configId'] ?? ''))
      return noContent()
    },
  }),
]

async function configure(context: AdminContext<ConfigBody>): Promise<AdminResponse> {
  const id = context.services.random.uuid()
  const executionId = context.request.params['executionId'] ?? ''
  const config = { config: {}, ...context.body, id }
  await changeFlows(context, (document) => configureStep(document, executionId, config))
  return {
    status: 201,
    headers: { location: `${realmUrl(context)}/authentication/executions/${executionId}/config/${id}` },
  }
}

async function readConfig({ realm, request }: AdminContext): Promise<AdminResponse> {
  return adminJson(configWithId(realm.representation, request.params['configId'] ?? ''))
}
