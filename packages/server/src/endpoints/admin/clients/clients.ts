/** `clients`: looked up by public name, read, changed. */
import { isSafeToVisit } from '../../../protocol/redirect-uri.ts'
import { clientOf } from '../../../representations/client-model.ts'
import { type ShapeOf, text } from '../../../representations/json-shape.ts'
import type { ClientRepresentation } from '../../../representations/keycloak.ts'
import type { ClientRecord } from '../../../representations/realm-aggregate.ts'
import { serviceAccountOf } from '../../../representations/service-account.ts'
import { clientShape } from '../../../representations/shapes.ts'
import { Conflict } from '../../../store/ports.ts'
import { noContent } from '../../answers.ts'
import { badRequest, conflict, notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { merged } from '../merged.ts'
import { pageFields, pageOf } from '../paging.ts'
import { may } from '../permissions.ts'
import type { QueryOf } from '../read-request.ts'
import { refuseRenamingRights } from '../rights-guard.ts'
import { userRepresentation } from '../users/user-representation.ts'

const listFields = { ...pageFields, clientId: text } as const

export const clientRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/clients',
    summary: 'List clients',
    needs: 'query-clients',
    query: listFields,
    answer: listClients,
  }),
  realmRoute({
    method: 'GET',
    path: '/clients/:clientUuid',
    summary: 'Read a client',
    needs: 'view-clients',
    answer: async (context) => adminJson(representationOf(await clientIn(context), context)),
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
    method: 'GET',
    path: '/clients/:clientUuid/service-account-user',
    summary: "Read the user of a client's service account",
    needs: 'view-clients',
    answer: getServiceAccountUser,
  }),
]

async function listClients(context: AdminContext<undefined, QueryOf<typeof listFields>>): Promise<AdminResponse> {
  const { services, realm, query, admin } = context
  // query-clients alone opens the page of clients, but shows none of them
  if (!may(admin, 'view-clients', realm)) return adminJson([])
  const { clientId } = query
  const records = await services.stores.clients.list(realm.id, {
    ...pageOf(query),
    ...(clientId !== undefined && { clientId }),
  })
  return adminJson(records.map((record) => representationOf(record, context)))
}

async function getServiceAccountUser(context: AdminContext): Promise<AdminResponse> {
  const client = await clientIn(context)
  const user = await context.services.stores.users.findServiceAccount(context.realm.id, client.id)
  const record = user && (await context.services.stores.users.findRecord(context.realm.id, user.id))
  if (record === undefined) throw badRequest(`Service account not enabled for the client '${client.clientId}'`)
  return adminJson(userRepresentation(record))
}

async function updateClient(context: AdminContext<ShapeOf<typeof clientShape>>): Promise<AdminResponse> {
  const { services, realm, body } = context
  const old = await clientIn(context)
  const representation: ClientRepresentation = {
    ...merged(old.representation, body),
    id: old.id,
    attributes: mergedAttributes(old.representation.attributes ?? {}, body.attributes ?? {}),
  }
  checkUris(representation)
  const clientId = representation.clientId?.trim() || old.clientId
  refuseRenamingRights(realm, old.clientId, clientId)
  const record: ClientRecord = { ...old, clientId, representation: { ...representation, clientId } }
  try {
    if (!(await services.stores.clients.replace(realm.id, record))) throw notFound('Could not find client')
  } catch (error) {
    if (error instanceof Conflict) throw conflict(`Client ${clientId} already exists`)
    throw error
  }
  await ensureServiceAccount(context, record)
  return noContent()
}

/** A client whose service account was just turned on gets its user. */
async function ensureServiceAccount(
  { services, realm }: Pick<AdminContext, 'services' | 'realm'>,
  record: ClientRecord,
): Promise<void> {
  const client = clientOf(record)
  if (!client.serviceAccountsEnabled) return
  if ((await services.stores.users.findServiceAccount(realm.id, client.id)) !== undefined) return
  const user = serviceAccountOf(client, {
    id: services.random.uuid(),
    createdTimestampMs: services.clock.nowMs(),
    roleIds: realm.defaultRoleId === undefined ? [] : [realm.defaultRoleId],
  })
  await services.stores.users.create(realm.id, [user])
}

/** @throws {AdminError} 404 */
async function clientIn({
  services,
  realm,
  request,
}: Pick<AdminContext, 'services' | 'realm' | 'request'>): Promise<ClientRecord> {
  const record = await services.stores.clients.findRecord(realm.id, request.params['clientUuid'] ?? '')
  if (record === undefined) throw notFound('Could not find client')
  return record
}

function representationOf(record: ClientRecord, { admin, realm }: Pick<AdminContext, 'admin' | 'realm'>): object {
  const manage = may(admin, 'manage-clients', realm)
  return { ...record.representation, access: { view: true, configure: manage, manage } }
}

/** An attribute that is sent empty is removed; one that is not sent stays. */
function mergedAttributes(
  old: Readonly<Record<string, string>>,
  sent: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries({ ...old, ...sent }).filter(([, value]) => value !== ''))
}

/** No URI of a client may be one that executes when it is shown as a link (attack case 5). */
function checkUris({ redirectUris = [], rootUrl, baseUrl }: ClientRepresentation): void {
  const dangerous = [...redirectUris, rootUrl, baseUrl].find(
    (uri) => uri && /^[a-z][a-z0-9+.-]*:/i.test(uri) && !isSafeToVisit(uri.replace(/\*$/, '')),
  )
  if (dangerous !== undefined) throw badRequest('A redirect URI or URL of the client is not a valid URI')
}
