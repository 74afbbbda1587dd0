/** `authentication/flows`: listed, made, copied, changed, removed. */
import { mapOf, type ShapeOf, text } from '../../../representations/json-shape.ts'
import { flowShape } from '../../../representations/shapes.ts'
import { noContent } from '../../answers.ts'
import { notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { changeFlows } from './change-flows.ts'
import { type Flow, flowsOf, flowWithId } from './flow-document.ts'
import { copyFlow, createFlow, deleteFlow, updateFlow } from './flow-edits.ts'

const FLOWS = '/authentication/flows'
/** Keycloak has it in every realm and shows it nowhere. */
const HIDDEN = 'saml ecp'
const copyBody = mapOf(text)

export const flowRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: FLOWS,
    summary: 'List authentication flows',
    // a client may have a flow of its own: who sees clients sees which there are
    needs: ['view-realm', 'query-clients'],
    answer: async ({ realm }) =>
      adminJson(
        flowsOf(realm.representation)
          .filter(({ topLevel, alias }) => topLevel && alias !== HIDDEN)
          .map(representationOf),
      ),
  }),
  realmRoute({
    method: 'POST',
    path: FLOWS,
    summary: 'Make an authentication flow',
    needs: 'manage-realm',
    body: flowShape,
    changes: 'AUTH_FLOW',
    answer: makeFlow,
  }),
  realmRoute({
    method: 'POST',
    path: `${FLOWS}/:flowAlias/copy`,
    summary: 'Copy an authentication flow with all below it',
    needs: 'manage-realm',
    body: copyBody,
    changes: 'AUTH_FLOW',
    answer: makeCopy,
  }),
  realmRoute({
    method: 'GET',
    path: `${FLOWS}/:flowId`,
    summary: 'Read an authentication flow',
    needs: 'view-realm',
    answer: async ({ realm, request }) => {
      const flow = flowWithId(realm.representation, request.params['flowId'] ?? '')
      if (flow === undefined) throw notFound('Could not find flow with id')
      return adminJson(representationOf(flow))
    },
  }),
  realmRoute({
    method: 'PUT',
    path: `${FLOWS}/:flowId`,
    summary: 'Change the name and description of an authentication flow',
    needs: 'manage-realm',
    body: flowShape,
    changes: 'AUTH_FLOW',
    answer: async (context) => {
      const { body, request } = context
      await changeFlows(context, (document) => updateFlow(document, request.params['flowId'] ?? '', body))
      return noContent()
    },
  }),
  realmRoute({
    method: 'DELETE',
    path: `${FLOWS}/:flowId`,
    summary: 'Remove an authentication flow with all below it',
    needs: 'manage-realm',
    changes: 'AUTH_FLOW',
    answer: removeFlow,
  }),
]

async function makeFlow(context: AdminContext<ShapeOf<typeof flowShape>>): Promise<AdminResponse> {
  const id = context.services.random.uuid()
  await changeFlows(context, (document) => createFlow(document, context.body, id))
  return { status: 201, headers: { location: `${realmUrl(context)}${FLOWS}/${id}` } }
}

async function makeCopy(context: AdminContext<ShapeOf<typeof copyBody>>): Promise<AdminResponse> {
  const { services, request, body } = context
  const alias = request.params['flowAlias'] ?? ''
  const newName = body['newName'] || `Copy of ${alias}`
  // the change may be called more than once: the ids are the same each time
  const ids: string[] = []
  await changeFlows(context, (document) => {
    let next = 0
    return copyFlow(document, alias, newName, () => {
      ids[next] ??= services.random.uuid()
      return ids[next++] ?? ''
    })
  })
  const location = `${realmUrl(context)}${FLOWS}/${encodeURIComponent(alias)}/copy/${ids[0]}`
  return { status: 201, headers: { location } }
}

async function removeFlow(context: AdminContext): Promise<AdminResponse> {
  const id = context.request.params['flowId'] ?? ''
  const clients = await context.services.stores.clients.list(context.realm.id, {})
  const bound = clients.some(({ representation }) =>
    Object.values(representation.authenticationFlowBindingOverrides ?? {}).includes(id),
  )
  await changeFlows(context, (document) => deleteFlow(document, id, bound))
  return noContent()
}

export function realmUrl({ request, realm }: Pick<AdminContext, 'request' | 'realm'>): string {
  return `${request.base}/admin/realms/${encodeURIComponent(realm.name)}`
}

/** Without the ids of steps, which have routes of their own. */
function representationOf(flow: Flow): object {
  return {
    ...flow,
    authenticationExecutions: (flow.authenticationExecutions ?? []).map(({ id: _, ...step }) => step),
  }
}
