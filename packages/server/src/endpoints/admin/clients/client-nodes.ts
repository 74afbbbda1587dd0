/**
 * Nodes of an application behind a client, which its adapters register themselves, and what is told at the client's admin
 * URL. The nodes' own addresses are not called.
 */
import { clientOf } from '../../../representations/client-model.ts'
import { textMap } from '../../../representations/shapes.ts'
import { noContent } from '../../answers.ts'
import { AdminError, badRequest, notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { featureRoutes } from '../feature-not-enabled.ts'
import { tellClients } from './admin-actions.ts'
import { changeClient, ownClientIn } from './client.ts'

const MOST_NODES = 1_000
const LONGEST_NODE = 255

export const clientNodeRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'POST',
    path: '/clients/:clientUuid/nodes',
    summary: 'Register a node of a client',
    needs: 'manage-clients',
    body: textMap,
    changes: 'CLUSTER_NODE',
    answer: addNode,
  }),
  realmRoute({
    method: 'DELETE',
    path: '/clients/:clientUuid/nodes/:node',
    summary: 'Forget a node of a client',
    needs: 'manage-clients',
    changes: 'CLUSTER_NODE',
    answer: removeNode,
  }),
  realmRoute({
    method: 'GET',
    path: '/clients/:clientUuid/test-nodes-available',
    summary: 'Try whether a client answers at its admin URL',
    needs: 'manage-clients',
    answer: testNodes,
  }),
  realmRoute({
    method: 'POST',
    path: '/clients/:clientUuid/push-revocation',
    summary: 'Tell a client with an admin URL since when tokens count',
    needs: 'manage-clients',
    changes: 'CLIENT',
    answer: async (context) => {
      const client = await ownClientIn(context)
      const { notBefore } = clientOf(client)
      return adminJson(await tellClients(context, [client], { action: 'PUSH_NOT_BEFORE', notBefore }))
    },
  }),
  ...featureRoutes('/clients/:clientUuid/management/permissions', 'the fine-grained permissions of a client'),
]

async function addNode(context: AdminContext<Record<string, string>>): Promise<AdminResponse> {
  const node = context.body['node']
  if (node === undefined || node === '') throw new AdminError(400, { error: 'Node not found in params' })
  if (node.length > LONGEST_NODE) throw badRequest(`The name of a node has at most ${LONGEST_NODE} characters`)
  const { id } = await ownClientIn(context)
  const now = context.services.clock.now()
  await changeNodes(context, id, (nodes) => {
    const next = { ...nodes, [node]: now }
    if (Object.keys(next).length > MOST_NODES) throw badRequest(`A client has at most ${MOST_NODES} nodes`)
    return next
  })
  return { ...noContent(), changedAs: { operation: 'CREATE', path: `clients/${id}/nodes/${node}` } }
}

async function removeNode(context: AdminContext): Promise<AdminResponse> {
  const node = context.request.params['node'] ?? ''
  const { id } = await ownClientIn(context)
  await changeNodes(context, id, (nodes) => {
    if (!Object.hasOwn(nodes, node)) throw notFound('Client does not have node ')
    return Object.fromEntries(Object.entries(nodes).filter(([name]) => name !== node))
  })
  return noContent()
}

async function changeNodes(
  context: AdminContext<unknown>,
  id: string,
  change: (nodes: Readonly<Record<string, number>>) => Record<string, number>,
): Promise<void> {
  await changeClient(context, id, (client) => {
    const { registeredNodes = {}, ...representation } = client.representation
    const next = change(registeredNodes)
    const some = Object.keys(next).length > 0
    return { ...client, representation: { ...representation, ...(some && { registeredNodes: next }) } }
  })
}

/** Keycloak has an event of it, although nothing is changed. */
async function testNodes(context: AdminContext): Promise<AdminResponse> {
  const client = await ownClientIn(context)
  const told = await tellClients(context, [client], { action: 'TEST_AVAILABILITY' })
  const path = `clients/${client.id}/test-nodes-available`
  return {
    ...adminJson(told),
    changes: [{ operation: 'ACTION', resource: 'CLUSTER_NODE', path, representation: told }],
  }
}
