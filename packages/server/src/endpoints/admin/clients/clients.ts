/** `clients`: searched, made, read, changed, deleted. */
import { builtInClients } from '../../../representations/defaults/clients.ts'
import { flag, text } from '../../../representations/json-shape.ts'
import type { ClientRecord } from '../../../representations/realm-aggregate.ts'
import { clientShape } from '../../../representations/shapes.ts'
import { Conflict } from '../../../store/ports.ts'
import { noContent } from '../../answers.ts'
import { AdminError, conflict, forbidden, notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { attributesSought } from '../attribute-query.ts'
import { pageFields, pageOf } from '../paging.ts'
import { may } from '../permissions.ts'
import { checkMappers } from '../protocol-mappers/check-mapper.ts'
import type { QueryOf } from '../read-request.ts'
import { refuseGivingMore, refuseRenamingRights } from '../rights-guard.ts'
import { checkClient } from './check-client.ts'
import {
  changeClient,
  clientIn,
  clientRepresentation,
  clientRepresentations,
  duplicate,
  ownClientIn,
} from './client.ts'
import { clientContext } from './client-context.ts'
import { changedClient, newClient, type SentClient } from './client-settings.ts'
import { heldToPolicies, rotationRules } from './rotation-rules.ts'
import { checkServiceAccount, settleServiceAccount } from './service-account.ts'

const listFields = { ...pageFields, clientId: text, search: flag, viewableOnly: flag, q: text } as const
type ListQuery = QueryOf<typeof listFields>

export const clientRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/clients',
    summary: 'Search clients',
    needs: 'query-clients',
    query: listFields,
    answer: listClients,
  }),
  realmRoute({
    method: 'POST',
    path: '/clients',
    summary: 'Make a client',
    needs: 'manage-clients',
    body: clientShape,
    changes: 'CLIENT',
    answer: createClient,
  }),
  realmRoute({
    method: 'GET',
    path: '/clients/:clientUuid',
    summary: 'Read a client',
    needs: 'view-clients',
    answer: async (context) => adminJson(await clientRepresentation(context, await clientIn(context))),
  }),
  realmRoute({
    method: 'PUT',
    path: '/clients/:clientUuid',
    summary: 'Change a client',
    needs: 'manage-clients',
    body: clientShape,
    changes: 'CLIENT',
    answer: updateClient,
  }),
  realmRoute({
    method: 'DELETE',
    path: '/clients/:clientUuid',
    summary: 'Delete a client with all it has',
    needs: 'manage-clients',
    changes: 'CLIENT',
    answer: deleteClient,
  }),
]

async function listClients(context: AdminContext<undefined, ListQuery>): Promise<AdminResponse> {
  const { services, realm, query, admin } = context
  const sought = soughtIn(query)
  if (!may(admin, 'view-clients', realm)) {
    if ('attributes' in sought) throw forbidden()
    // query-clients alone opens the page of clients, but shows none of them
    return adminJson([])
  }
  // one client is found by its name; there are no pages of it
  const page = 'clientId' in sought ? {} : pageOf(query)
  const records = await services.stores.clients.list(realm.id, { ...page, ...sought })
  return adminJson(await clientRepresentations(context, records))
}

/** The attributes that Keycloak searches unless its operator names more. */
const SEARCHABLE: ReadonlySet<string> = new Set([
  'jwt.credential.issuer',
  'jwt.credential.sub',
  'saml.artifact.binding.identifier',
  'saml_idp_initiated_sso_url_name',
])

/** @throws {AdminError} 400 for attributes that can't be searched. */
function soughtIn({ q = '', clientId = '', search = false }: ListQuery) {
  const attributes = attributesSought(q)
  const others = attributes.map(([name]) => name).filter((name) => !SEARCHABLE.has(name))
  if (others.length > 0) {
    const error_description = `Attributes [${others.join(', ').slice(0, 500)}] not allowed for search`
    throw new AdminError(400, { error: 'invalid_request', error_description })
  }
  if (attributes.length > 0) return { attributes }
  if (clientId.trim() === '') return {}
  return search ? { search: clientId.trim() } : { clientId }
}

async function createClient(context: AdminContext<SentClient>): Promise<AdminResponse> {
  const { services, realm, request, body } = context
  const outside = clientContext(services)
  const client = heldToPolicies(newClient(body, realm, outside), await rotationRules(context), outside)
  const { id, clientId } = client
  refuseRenamingRights(realm, '', clientId)
  checkClient(client.representation, realm)
  checkMappers(context, client.representation.protocolMappers ?? [])
  await checkServiceAccount(context, client)
  if (body.id !== undefined && (await services.stores.clients.find(realm.id, id)) !== undefined) throw duplicate()
  try {
    await services.stores.clients.create(realm.id, client)
  } catch (error) {
    if (error instanceof Conflict) throw conflict(`Client ${clientId} already exists`)
    throw error
  }
  await settleServiceAccount(context, client)
  const location = `${request.base}/admin/realms/${encodeURIComponent(realm.name)}/clients/${encodeURIComponent(id)}`
  return { status: 201, headers: { location } }
}

async function updateClient(context: AdminContext<SentClient>): Promise<AdminResponse> {
  const { services, realm, body } = context
  const present = await ownClientIn(context)
  const { id } = present
  const outside = clientContext(services)
  const rotationOf = await rotationRules(context)
  await checkServiceAccount(context, changedClient(present, body, realm, outside))
  await changeClient(context, id, (old) => {
    const next = heldToPolicies(changedClient(old, body, realm, outside), rotationOf, outside)
    refuseRenamingRights(realm, old.clientId, next.clientId)
    checkClient(next.representation, realm)
    if (body.protocolMappers !== undefined) checkMappers(context, body.protocolMappers)
    return next
  })
  const changed = await services.stores.clients.findRecord(realm.id, id)
  if (changed === undefined) throw notFound('Could not find client')
  await settleServiceAccount(context, changed)
  return noContent()
}

/** Every realm has these. */
const BUILT_IN = new Set(builtInClients('').map(({ clientId }) => clientId))

async function deleteClient(context: AdminContext): Promise<AdminResponse> {
  const record = await ownClientIn(context)
  if (BUILT_IN.has(record.clientId)) {
    throw new AdminError(400, { error: 'invalid_request', error_description: 'Could not delete client' })
  }
  // its roles go with it: whoever has a right by one of them would be disarmed
  refuseGivingMore(context, rolesOf(context.realm, record))
  await context.services.stores.clients.delete(context.realm.id, record.id)
  return noContent()
}

function rolesOf({ roles }: AdminContext['realm'], { id }: ClientRecord): readonly string[] {
  return [...roles.values()].filter(({ client }) => client?.id === id).map((role) => role.id)
}
