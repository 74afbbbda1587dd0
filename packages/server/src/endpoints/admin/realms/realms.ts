/** `realms`: listed, made of a realm document, read, changed, deleted. */
import { importRealms } from '../../../provisioning/import-realms.ts'
import { MASK } from '../../../representations/complete-clients.ts'
import { isObject } from '../../../representations/fields.ts'
import { anything, mapOf, type ShapeOf } from '../../../representations/json-shape.ts'
import { maskSettings } from '../../../representations/masked.ts'
import { realmShape } from '../../../representations/realm-document.ts'
import { RealmImportError } from '../../../representations/realm-import-error.ts'
import { Conflict } from '../../../store/ports.ts'
import { noContent } from '../../answers.ts'
import type { Response } from '../../exchange.ts'
import { AdminError, badRequest, conflict, forbidden } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import {
  type AdminContext,
  type AdminResponse,
  type AdminRoute,
  realmRoute,
  type ServerCall,
  serverRoute,
} from '../admin-route.ts'
import { merged } from '../merged.ts'
import { MASTER, may, mayCreateRealms } from '../permissions.ts'

/** What a realm's document holds that has routes of its own; PUT leaves it alone, GET leaves it out. */
const OWN_ROUTES = [
  'clients',
  'users',
  'federatedUsers',
  'roles',
  'groups',
  'clientScopes',
  'scopeMappings',
  'clientScopeMappings',
  'components',
  'authenticationFlows',
  'authenticatorConfig',
  'requiredActions',
  'identityProviders',
  'identityProviderMappers',
  'defaultDefaultClientScopes',
  'defaultOptionalClientScopes',
  'clientProfiles',
  'clientPolicies',
  'localizationTexts',
  'keycloakVersion',
] as const

/** A realm file may have fields that nobody knows: they are kept, so that nothing of it is lost. */
const realmFile = mapOf(anything)

export const realmRoutes: readonly AdminRoute[] = [
  serverRoute({ method: 'GET', path: '/admin/realms', summary: 'List the realms one may see', answer: listRealms }),
  serverRoute({
    method: 'POST',
    path: '/admin/realms',
    summary: 'Make a realm of a realm document',
    body: realmFile,
    answer: createRealm,
  }),
  realmRoute({
    method: 'GET',
    path: '',
    summary: 'Read a realm',
    needs: 'view-realm',
    answer: async ({ realm }) => adminJson(withoutParts(maskSettings(realm.representation))),
  }),
  realmRoute({
    method: 'PUT',
    path: '',
    summary: 'Change a realm',
    needs: 'manage-realm',
    body: realmShape,
    changes: 'REALM',
    answer: updateRealm,
  }),
  realmRoute({
    method: 'DELETE',
    path: '',
    summary: 'Delete a realm with all it holds',
    needs: 'manage-realm',
    changes: 'REALM',
    answer: deleteRealm,
  }),
]

async function listRealms({ services, admin }: ServerCall): Promise<Response> {
  const realms = await Promise.all(
    (await services.stores.realms.list()).map(({ name }) => services.stores.realms.findByName(name)),
  )
  const seen = realms.filter((realm) => realm !== undefined).filter((realm) => may(admin, 'view-realm', realm))
  if (seen.length === 0) throw forbidden()
  return adminJson(seen.map(({ representation }) => withoutParts(maskSettings(representation))))
}

async function createRealm({
  services,
  admin,
  request,
  body,
}: ServerCall<ShapeOf<typeof realmFile>>): Promise<Response> {
  if (!mayCreateRealms(admin)) throw forbidden()
  const { realm: name } = body
  if (name === undefined || name === '') throw badRequest('Realm name cannot be empty')
  if (typeof name !== 'string')
    throw new AdminError(400, { error: 'unknown_error', error_description: '$.realm expected a text' })
  const [unwanted] = /[/?#:;\\@!$&()*+,=[\]]/.exec(name) ?? []
  if (unwanted !== undefined) throw new AdminError(400, { error: `Character '${unwanted}' not allowed.` })
  try {
    await importRealms(services, [body])
  } catch (error) {
    if (error instanceof RealmImportError) throw badRequest(error.message)
    if (error instanceof Conflict) throw conflict(`Realm ${name} already exists`)
    throw error
  }
  return { status: 201, headers: { location: `${request.base}/admin/realms/${encodeURIComponent(name)}` } }
}

async function updateRealm({
  services,
  realm,
  body,
}: AdminContext<ShapeOf<typeof realmShape>>): Promise<AdminResponse> {
  const sent = withoutParts(body)
  const name = sent['realm'] ?? realm.name
  if (name !== realm.name) throw badRequest('Renaming a realm is not supported by this version')
  await services.stores.realms.change(realm.id, (old) => ({
    ...merged(old, sent),
    id: realm.id,
    attributes: { ...old.attributes, ...body.attributes },
    smtpServer: keptPassword(old['smtpServer'], sent['smtpServer']),
  }))
  return noContent()
}

async function deleteRealm({ services, realm }: AdminContext): Promise<AdminResponse> {
  if (realm.name === MASTER) throw badRequest("Can't delete the master realm")
  const { realms, clients } = services.stores
  const master = await realms.findByName(MASTER)
  const rights = master && (await clients.findByClientId(master.id, `${realm.name}-realm`))
  await realms.delete(realm.id, master && rights && { realmId: master.id, clientUuid: rights.id })
  return noContent()
}

function withoutParts(document: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const parts = new Set<string>(OWN_ROUTES)
  return Object.fromEntries(Object.entries(document).filter(([field]) => !parts.has(field)))
}

/** Whoever sends back what he read sends asterisks: they mean the password that is there. */
function keptPassword(old: unknown, sent: unknown): unknown {
  if (!isObject(sent)) return old
  return sent['password'] === MASK && isObject(old) ? { ...sent, password: old['password'] } : sent
}
