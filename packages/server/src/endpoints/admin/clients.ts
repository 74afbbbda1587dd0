/** `clients`: looked up by public name, read, changed. */

import { isSafeToVisit } from '../../protocol/redirect-uri.ts'
import { clientOf } from '../../representations/client-model.ts'
import type { ClientRepresentation } from '../../representations/keycloak.ts'
import type { ClientRecord } from '../../representations/realm-aggregate.ts'
import { serviceAccountOf } from '../../representations/service-account.ts'
import { Conflict } from '../../store/ports.ts'
import { noContent } from '../answers.ts'
import type { Response } from '../exchange.ts'
import { type AdminContext, may } from './admin.ts'
import { AdminError, badRequest, conflict, notFound } from './admin-error.ts'
import { adminJson } from './admin-json.ts'
import { CLIENT_FIELDS, checkFields, merged, objectBody } from './body.ts'
import { pageOf } from './paging.ts'
import { userRepresentation } from './user-representation.ts'

export async function listClients(context: AdminContext): Promise<Response> {
  const { services, realm, request, admin } = context
  // query-clients alone opens the page of clients, but shows none of them
  if (!may(admin, 'view-clients', realm)) return adminJson([])
  const clientId = request.query.get('clientId')
  const records = await services.stores.clients.list(realm.id, {
    ...pageOf(request),
    ...(clientId !== null && { clientId }),
  })
  return adminJson(records.map((record) => representationOf(record, context)))
}

export async function getClient(context: AdminContext): Promise<Response> {
  return adminJson(representationOf(await clientIn(context), context))
}

export async function listClientRoles(context: AdminContext): Promise<Response> {
  const client = await clientIn(context)
  const roles = [...context.realm.roles.values()].filter((role) => role.client?.id === client.id)
  return adminJson(
    roles.map(({ id, name, composites }) => ({
      id,
      name,
      composite: composites.length > 0,
      clientRole: true,
      containerId: client.id,
    })),
  )
}

export async function getServiceAccountUser(context: AdminContext): Promise<Response> {
  const client = await clientIn(context)
  const user = await context.services.stores.users.findServiceAccount(context.realm.id, client.id)
  const record = user && (await context.services.stores.users.findRecord(context.realm.id, user.id))
  if (record === undefined) throw badRequest(`Service account not enabled for the client '${client.clientId}'`)
  return adminJson(userRepresentation(record))
}

export async function updateClient(context: AdminContext): Promise<Response> {
  const { services, realm, request } = context
  const old = await clientIn(context)
  const body = objectBody(request)
  checkFields(body, CLIENT_FIELDS)
  const representation: ClientRepresentation = {
    ...merged(old.representation, body),
    id: old.id,
    attributes: mergedAttributes(old.representation.attributes ?? {}, body['attributes']),
  }
  checkUris(representation)
  const clientId = representation.clientId?.trim() || old.clientId
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
async function ensureServiceAccount({ services, realm }: AdminContext, record: ClientRecord): Promise<void> {
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

async function clientIn({ services, realm, request }: AdminContext): Promise<ClientRecord> {
  const record = await services.stores.clients.findRecord(realm.id, request.params['id'] ?? '')
  if (record === undefined) throw notFound('Could not find client')
  return record
}

function representationOf(record: ClientRecord, { admin, realm }: AdminContext): object {
  const manage = may(admin, 'manage-clients', realm)
  return { ...record.representation, access: { view: true, configure: manage, manage } }
}

/** An attribute that is sent empty is removed; one that is not sent stays. */
function mergedAttributes(old: Readonly<Record<string, string>>, sent: unknown): Record<string, string> {
  if (typeof sent !== 'object' || sent === null) return { ...old }
  const attributes: Record<string, unknown> = { ...old, ...sent }
  const kept = Object.entries(attributes).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  )
  return Object.fromEntries(kept)
}

/** No URI of a client may be one that executes when it is shown as a link (attack case 5). */
function checkUris({ redirectUris = [], rootUrl, baseUrl }: ClientRepresentation): void {
  if (redirectUris.some((uri) => typeof uri !== 'string')) throw new AdminError(400, { error: 'unknown_error' })
  const dangerous = [...redirectUris, rootUrl, baseUrl].find(
    (uri) => uri && /^[a-z][a-z0-9+.-]*:/i.test(uri) && !isSafeToVisit(uri.replace(/\*$/, '')),
  )
  if (dangerous !== undefined) throw badRequest('A redirect URI or URL of the client is not a valid URI')
}
