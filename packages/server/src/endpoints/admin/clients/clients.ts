/** `clients`: searched, made, read, changed, deleted. */
import { clientOf } from '../../../representations/client-model.ts'
import { completeClient, originsOf } from '../../../representations/complete-clients.ts'
import { builtInClients } from '../../../representations/defaults/clients.ts'
import { flag, type ShapeOf, text } from '../../../representations/json-shape.ts'
import type { ClientRepresentation } from '../../../representations/keycloak.ts'
import type { ClientRecord } from '../../../representations/realm-aggregate.ts'
import { newClientSecret } from '../../../representations/secret.ts'
import { serviceAccountName, serviceAccountOf } from '../../../representations/service-account.ts'
import { clientShape } from '../../../representations/shapes.ts'
import { Conflict } from '../../../store/ports.ts'
import { noContent } from '../../answers.ts'
import { AdminError, badRequest, conflict } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { merged } from '../merged.ts'
import { pageFields, pageOf } from '../paging.ts'
import { may } from '../permissions.ts'
import { checkMappers } from '../protocol-mappers/check-mapper.ts'
import type { QueryOf } from '../read-request.ts'
import { refuseRenamingRights } from '../rights-guard.ts'
import { userRepresentation } from '../users/user-representation.ts'
import { checkClient } from './check-client.ts'
import { changeClient, clientIn, clientRepresentation, duplicate, ownClientIn } from './client.ts'

const listFields = { ...pageFields, clientId: text, search: flag, viewableOnly: flag, q: text } as const
type ClientBody = ShapeOf<typeof clientShape>

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
  refuseAttributeSearch(query.q)
  // query-clients alone opens the page of clients, but shows none of them
  if (!may(admin, 'view-clients', realm)) return adminJson([])
  const { clientId, search } = query
  const sought = clientId === undefined || clientId === '' ? {} : search === true ? { search: clientId } : { clientId }
  const records = await services.stores.clients.list(realm.id, { ...pageOf(query), ...sought })
  return adminJson(await Promise.all(records.map((record) => clientRepresentation(context, record))))
}

/** Keycloak searches only attributes that its operator has named, and none is named unless he does. */
function refuseAttributeSearch(q: string | undefined): void {
  if (q === undefined) return
  const names = [...q.matchAll(/(?:"([^"]*)"|([^\s:"]+)):/g)].map(([, quoted, bare]) => quoted ?? bare)
  if (names.length === 0) return
  const error_description = `Attributes [${names.join(', ').slice(0, 500)}] not allowed for search`
  throw new AdminError(400, { error: 'invalid_request', error_description })
}

async function createClient(context: AdminContext<ClientBody>): Promise<AdminResponse> {
  const { services, realm, request, body } = context
  const id = body.id ?? services.random.uuid()
  const { access: _access, registrationAccessToken: _token, ...sent } = body
  const clientId = body.clientId?.trim() || id
  refuseRenamingRights(realm, '', clientId)
  checkClient(sent)
  checkMappers(context, sent.protocolMappers ?? [])
  checkFlows(realm, sent.authenticationFlowBindingOverrides)
  // marked as an export of Keycloak's is, so that nothing is added that only an old file needs
  const attributes = { realm_client: 'false', ...withoutEmpty(sent.attributes ?? {}) }
  const complete = completeClient({ ...sent, id, clientId, attributes }, scopesOf(context), true, {
    now: services.clock.now(),
    newSecret: () => newClientSecret(services.random),
  })
  const protocolMappers = (complete.protocolMappers ?? []).map((mapper) => ({
    ...mapper,
    id: mapper.id ?? services.random.uuid(),
  }))
  const representation = { ...complete, ...(complete.protocolMappers && { protocolMappers }) }
  const record: ClientRecord = { id, clientId, representation, scopeRoleIds: [] }
  try {
    await services.stores.clients.create(realm.id, record)
  } catch (error) {
    if (error instanceof Conflict) throw conflict(`Client ${clientId} already exists`)
    throw error
  }
  await ensureServiceAccount(context, record)
  return {
    status: 201,
    headers: { location: `${request.base}/admin/realms/${encodeURIComponent(realm.name)}/clients/${id}` },
  }
}

/** The scopes a new client may get, and those it gets unless it says which. */
function scopesOf({ realm }: Pick<AdminContext, 'realm'>) {
  return {
    clientScopes: [...realm.clientScopes.values()].map(({ name, protocol }) => ({ name, protocol })),
    defaultDefaultClientScopes: [...realm.defaultClientScopes],
    defaultOptionalClientScopes: [...realm.optionalClientScopes],
  }
}

async function updateClient(context: AdminContext<ClientBody>): Promise<AdminResponse> {
  const { services, realm, body } = context
  const old = await ownClientIn(context)
  const clientId = body.clientId?.trim() || old.clientId
  refuseRenamingRights(realm, old.clientId, clientId)
  if (clientId !== old.clientId && (await services.stores.clients.findByClientId(realm.id, clientId)) !== undefined) {
    throw duplicate()
  }
  await changeClient(context, old.id, (client) => ({
    ...client,
    clientId,
    representation: changed(context, client.representation, { ...body, id: old.id, clientId }),
  }))
  const record = await services.stores.clients.findRecord(realm.id, old.id)
  if (record !== undefined) await ensureServiceAccount(context, record)
  return noContent()
}

/** Scopes have routes of their own, and stay; mappers are replaced when they are sent, as in Keycloak. */
function changed(
  context: Pick<AdminContext, 'services' | 'realm' | 'admin'>,
  old: ClientRepresentation,
  sent: ClientBody,
): ClientRepresentation {
  const { services } = context
  const { access, registrationAccessToken, protocolMappers, defaultClientScopes, optionalClientScopes, ...own } = sent
  if (protocolMappers) checkMappers(context, protocolMappers)
  checkFlows(context.realm, own.authenticationFlowBindingOverrides)
  const idOf = (name: string | undefined) => old.protocolMappers?.find((mapper) => mapper.name === name)?.id
  const next: ClientRepresentation = {
    ...merged(old, own),
    ...(protocolMappers && {
      protocolMappers: protocolMappers.map((mapper) => ({
        consentRequired: false,
        ...mapper,
        id: idOf(mapper.name) ?? mapper.id ?? services.random.uuid(),
      })),
    }),
    attributes: mergedAttributes(old.attributes ?? {}, sent.attributes ?? {}),
    ...(own.authenticationFlowBindingOverrides && {
      authenticationFlowBindingOverrides: withoutEmpty({
        ...old.authenticationFlowBindingOverrides,
        ...own.authenticationFlowBindingOverrides,
      }),
    }),
  }
  if (own.webOrigins === undefined && (old.webOrigins ?? []).length === 0) {
    next.webOrigins = originsOf(next.redirectUris ?? [])
  }
  checkClient(next)
  const needsSecret = next.publicClient !== true && next.bearerOnly !== true && !next.secret
  return needsSecret && old.publicClient === true ? { ...next, secret: newClientSecret(services.random) } : next
}

/** @throws {AdminError} 400 for a flow that the realm does not have */
function checkFlows(realm: AdminContext['realm'], overrides: Readonly<Record<string, string>> = {}): void {
  const ids = new Set([...realm.flows.values()].map(({ id }) => id))
  for (const [binding, id] of Object.entries(overrides)) {
    if (id !== '' && !ids.has(id)) throw badRequest(`The flow for ${binding} is not in the realm`)
  }
}

/** An attribute that is sent empty is removed; one that is not sent stays. */
function mergedAttributes(
  old: Readonly<Record<string, string>>,
  sent: Readonly<Record<string, string>>,
): Record<string, string> {
  return withoutEmpty({ ...old, ...sent })
}

function withoutEmpty(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== ''))
}

/** Every realm has these. */
const BUILT_IN = new Set(builtInClients('').map(({ clientId }) => clientId))

async function deleteClient(context: AdminContext): Promise<AdminResponse> {
  const record = await ownClientIn(context)
  if (BUILT_IN.has(record.clientId)) {
    throw new AdminError(400, { error: 'invalid_request', error_description: 'Could not delete client' })
  }
  await context.services.stores.clients.delete(context.realm.id, record.id)
  return noContent()
}

const SERVICE_ACCOUNT_SCOPE = 'service_account'

/** A client with a service account has its user, under its present name, and the scope that tells of it. */
async function ensureServiceAccount(
  context: Pick<AdminContext, 'services' | 'realm'>,
  record: ClientRecord,
): Promise<void> {
  const { services, realm } = context
  const client = clientOf(record)
  if (!client.serviceAccountsEnabled) return
  if (realm.clientScopes.has(SERVICE_ACCOUNT_SCOPE) && !client.defaultClientScopes.includes(SERVICE_ACCOUNT_SCOPE)) {
    await changeClient(context, client.id, (old) => ({
      ...old,
      representation: {
        ...old.representation,
        defaultClientScopes: [...(old.representation.defaultClientScopes ?? []), SERVICE_ACCOUNT_SCOPE],
      },
    }))
  }
  const account = await services.stores.users.findServiceAccount(realm.id, client.id)
  const username = serviceAccountName(client.clientId)
  if (account === undefined) {
    const user = serviceAccountOf(client, {
      id: services.random.uuid(),
      createdTimestampMs: services.clock.nowMs(),
      roleIds: realm.defaultRoleId === undefined ? [] : [realm.defaultRoleId],
    })
    await services.stores.users.create(realm.id, [user])
  } else if (account.username !== username) {
    const user = await services.stores.users.findRecord(realm.id, account.id)
    if (user !== undefined) {
      const representation = { ...user.representation, username, serviceAccountClientId: client.clientId }
      await services.stores.users.replace(realm.id, { ...user, username, representation })
    }
  }
}

async function getServiceAccountUser(context: AdminContext): Promise<AdminResponse> {
  const client = await clientIn(context)
  const user = await context.services.stores.users.findServiceAccount(context.realm.id, client.id)
  const record = user && (await context.services.stores.users.findRecord(context.realm.id, user.id))
  if (record === undefined || client.representation.serviceAccountsEnabled !== true) {
    throw new AdminError(400, { error: `Service account not enabled for the client '${client.clientId}'` })
  }
  return adminJson(userRepresentation(record, context.realm))
}
