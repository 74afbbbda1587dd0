/** `authentication/flows/{flowAlias}/executions` and `authentication/executions`: the steps of a flow. */
import { anything, flag, integer, listOf, object, type ShapeOf, text } from '../../../representations/json-shape.ts'
import { noContent } from '../../answers.ts'
import { notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { changeFlows } from './change-flows.ts'
import { addStep, addSubFlow, deleteStep, moveStep, parentOf, updateStep } from './execution-edits.ts'
import { executionRows } from './execution-rows.ts'
import { configNamed, type Document, type Flow, flowNamed, flowWithId, stepIn } from './flow-document.ts'
import { realmUrl } from './flows.ts'

const LIST = '/authentication/flows/:flowAlias/executions'
const STEP = '/authentication/executions/:executionId'

const rowShape = object('AuthenticationExecutionInfoRepresentation', {
  id: text,
  requirement: text,
  displayName: text,
  alias: text,
  description: text,
  requirementChoices: listOf(text),
  configurable: flag,
  authenticationFlow: flag,
  providerId: text,
  authenticationConfig: text,
  flowId: text,
  level: integer,
  index: integer,
  priority: integer,
})
const newStepShape = object('NewAuthenticationExecution', { provider: text, priority: integer, requirement: text })
const newFlowShape = object('NewAuthenticationSubFlow', {
  alias: text,
  type: text,
  provider: text,
  description: text,
  priority: integer,
  requirement: text,
})
const stepShape = object('AuthenticationExecutionRepresentation', {
  id: text,
  authenticator: text,
  authenticatorConfig: text,
  authenticatorFlow: flag,
  autheticatorFlow: flag,
  requirement: text,
  priority: integer,
  flowId: text,
  parentFlow: text,
  userSetupAllowed: anything,
})

export const executionRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: LIST,
    summary: 'List the executions of a flow, with those of its sub-flows',
    needs: 'view-realm',
    answer: async (context) => adminJson(executionRows(context.realm.representation, namedFlow(context))),
  }),
  realmRoute({
    method: 'PUT',
    path: LIST,
    summary: 'Change the requirement of an execution, or the name of a sub-flow',
    needs: 'manage-realm',
    body: rowShape,
    changes: 'AUTH_EXECUTION',
    answer: async (context) => {
      await changeFlows(context, (document) =>
        updateStep(document, namedFlow(context, document, 'flow not found'), context.body),
      )
      return noContent()
    },
  }),
  realmRoute({
    method: 'POST',
    path: `${LIST}/execution`,
    summary: 'Add an execution to a flow',
    needs: 'manage-realm',
    body: newStepShape,
    changes: 'AUTH_EXECUTION',
    answer: (context) =>
      makeStep(context, context.body, (document) => flowNamed(document, context.request.params['flowAlias'])),
  }),
  realmRoute({
    method: 'POST',
    path: `${LIST}/flow`,
    summary: 'Add a sub-flow to a flow',
    needs: 'manage-realm',
    body: newFlowShape,
    changes: 'AUTH_EXECUTION_FLOW',
    answer: makeSubFlow,
  }),
  realmRoute({
    method: 'POST',
    path: '/authentication/executions',
    summary: 'Add an execution to the flow with an id',
    needs: 'manage-realm',
    body: stepShape,
    changes: 'AUTH_EXECUTION',
    answer: (context) => {
      const { authenticator, requirement, priority, parentFlow = '' } = context.body
      const sent = {
        ...(authenticator !== undefined && { provider: authenticator }),
        ...(requirement !== undefined && { requirement }),
        ...(priority !== undefined && { priority }),
      }
      return makeStep(context, sent, (document) => flowWithId(document, parentFlow))
    },
  }),
  realmRoute({
    method: 'GET',
    path: STEP,
    summary: 'Read an execution',
    needs: 'view-realm',
    answer: readStep,
  }),
  realmRoute({
    method: 'DELETE',
    path: STEP,
    summary: 'Remove an execution, with its sub-flow or settings',
    needs: 'manage-realm',
    changes: 'AUTH_EXECUTION',
    answer: async (context) => {
      await changeFlows(context, (document) => deleteStep(document, context.request.params['executionId'] ?? ''))
      return noContent()
    },
  }),
  moveRoute('raise', 'Let an execution come sooner'),
  moveRoute('lower', 'Let an execution come later'),
]

function moveRoute(direction: 'raise' | 'lower', summary: string): AdminRoute {
  return realmRoute({
    method: 'POST',
    path: `${STEP}/${direction}-priority`,
    summary,
    needs: 'manage-realm',
    changes: 'AUTH_EXECUTION',
    answer: async (context) => {
      const id = context.request.params['executionId'] ?? ''
      await changeFlows(context, (document) => moveStep(document, id, direction))
      return { ...noContent(), changedAs: { operation: 'UPDATE' } }
    },
  })
}

async function makeStep(
  context: AdminContext<unknown>,
  { provider, ...rest }: ShapeOf<typeof newStepShape>,
  find: (document: Document) => Flow | undefined,
): Promise<AdminResponse> {
  const id = context.services.random.uuid()
  await changeFlows(context, (document) => addStep(document, parentOf(find(document)), { provider, ...rest }, id))
  return { status: 201, headers: { location: `${realmUrl(context)}/authentication/executions/${id}` } }
}

async function makeSubFlow(context: AdminContext<ShapeOf<typeof newFlowShape>>): Promise<AdminResponse> {
  const { services, body, request } = context
  const ids = { flow: services.random.uuid(), step: services.random.uuid() }
  const { alias = '', type = 'basic-flow', description, provider } = body
  await changeFlows(context, (document) => {
    const parent = parentOf(flowNamed(document, request.params['flowAlias']))
    return addSubFlow(document, parent, { alias, type, description, provider }, ids)
  })
  return { status: 201, headers: { location: `${realmUrl(context)}/authentication/flows/${ids.flow}` } }
}

async function readStep({ realm, request }: AdminContext): Promise<AdminResponse> {
  const document = realm.representation
  const { flow, step } = stepIn(document, request.params['executionId'] ?? '')
  const { flowAlias, authenticatorConfig, userSetupAllowed, ...own } = step
  const subFlow = flowAlias === undefined ? undefined : flowNamed(document, flowAlias)
  const config = authenticatorConfig === undefined ? undefined : configNamed(document, authenticatorConfig)
  return adminJson({
    ...own,
    ...(config && { authenticatorConfig: config.id }),
    ...(subFlow && { flowId: subFlow.id }),
    parentFlow: flow.id,
  })
}

/** @throws {AdminError} 404 */
function namedFlow(
  { realm, request }: Pick<AdminContext, 'realm' | 'request'>,
  document: Document = realm.representation,
  words = 'Flow not found',
): Flow {
  const flow = flowNamed(document, request.params['flowAlias'])
  if (flow === undefined) throw notFound(words)
  return flow
}
