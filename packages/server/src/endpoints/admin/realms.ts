/** `realms`: listed, made of a realm document, read, changed, deleted. */
import { importRealms } from '../../provisioning/import-realms.ts'
import { MASK } from '../../representations/complete-clients.ts'
import { Problems } from '../../representations/json-shape.ts'
import type { RealmRepresentation } from '../../representations/keycloak.ts'
import { maskSettings } from '../../representations/masked.ts'
import { readRealmDocument } from '../../representations/realm-document.ts'
import { RealmImportError } from '../../representations/realm-import-error.ts'
import { Conflict } from '../../store/ports.ts'
import { noContent } from '../answers.ts'
import type { Endpoint, Response } from '../exchange.ts'
import type { Services } from '../realm-endpoint.ts'
import { type AdminContext, administratorOf, CREATE_REALM, MASTER, may } from './admin.ts'
import { AdminError, badRequest, conflict, forbidden, unreadable } from './admin-error.ts'
import { adminJson } from './admin-json.ts'
import { merged, objectBody } from './body.ts'

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

export function listRealms(services: Services): Endpoint {
  return async (request) => {
    const admin = await administratorOf(services, request)
    const realms = await Promise.all(
      (await services.stores.realms.list()).map(({ name }) => services.stores.realms.findByName(name)),
    )
    const seen = realms.filter((realm) => realm !== undefined).filter((realm) => may(admin, 'view-realm', realm))
    if (seen.length === 0) throw forbidden()
    return adminJson(seen.map(({ representation }) => withoutParts(maskSettings(representation))))
  }
}

export function createRealm(services: Services): Endpoint {
  return async (request) => {
    const admin = await administratorOf(services, request)
    if (admin.realm.name !== MASTER || !admin.realmRoles.has(CREATE_REALM)) throw forbidden()
    const document = objectBody(request)
    const name = document['realm']
    if (name === undefined || name === null || name === '') throw badRequest('Realm name cannot be empty')
    if (typeof name !== 'string') throw unreadable()
    const [unwanted] = /[/?#:;\\@!$&()*+,=[\]]/.exec(name) ?? []
    if (unwanted !== undefined) throw new AdminError(400, { error: `Character '${unwanted}' not allowed.` })
    try {
      await importRealms(services, [document])
    } catch (error) {
      if (error instanceof RealmImportError) throw badRequest(error.message)
      if (error instanceof Conflict) throw conflict(`Realm ${name} already exists`)
      throw error
    }
    return { status: 201, headers: { location: `${request.base}/admin/realms/${encodeURIComponent(name)}` } }
  }
}

export async function getRealm({ realm }: AdminContext): Promise<Response> {
  return adminJson(withoutParts(maskSettings(realm.representation)))
}

export async function updateRealm({ services, realm, request }: AdminContext): Promise<Response> {
  const sent = withoutParts(objectBody(request))
  const name = sent['realm'] ?? realm.name
  if (name !== realm.name) throw badRequest('Renaming a realm is not supported by this version')
  const attributes = { ...realm.attributes, ...(isRecord(sent['attributes']) && sent['attributes']) }
  const smtpServer = keptPassword(realm.representation['smtpServer'], sent['smtpServer'])
  const document: RealmRepresentation = {
    ...merged(realm.representation, sent),
    id: realm.id,
    attributes,
    ...(smtpServer !== undefined && { smtpServer }),
  }
  const problems = new Problems()
  readRealmDocument(document, '$', problems)
  if (problems.count > 0) throw unreadable()
  await services.stores.realms.replace(realm.id, document)
  return noContent()
}

export async function deleteRealm({ services, realm }: AdminContext): Promise<Response> {
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
  if (!isRecord(sent)) return old
  return sent['password'] === MASK && isRecord(old) ? { ...sent, password: old['password'] } : sent
}

function isRecord(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
