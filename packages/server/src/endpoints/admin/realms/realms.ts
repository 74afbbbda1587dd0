/** `realms`: listed and made of a realm document. One of them: `realm.ts`. */
import { importRealms } from '../../../provisioning/import-realms.ts'
import { anything, flag, mapOf, type ShapeOf } from '../../../representations/json-shape.ts'
import { maskSettings } from '../../../representations/masked.ts'
import { RealmImportError } from '../../../representations/realm-import-error.ts'
import { settingsToTell, unwantedCharacter } from '../../../representations/realm-update.ts'
import { Conflict } from '../../../store/ports.ts'
import type { Response } from '../../exchange.ts'
import type { Services } from '../../realm-endpoint.ts'
import { AdminError, badRequest, conflict, forbidden } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminRoute, type ServerCall, serverRoute } from '../admin-route.ts'
import { type Administrator, holdsAdminRole, may, mayCreateRealms } from '../permissions.ts'
import type { QueryOf } from '../read-request.ts'

/** A realm file may have fields that nobody knows: they are kept, so that nothing of it is lost. */
const realmFile = mapOf(anything)
const listFields = { briefRepresentation: flag } as const
/** Realms in memory at a time while a list is made. */
const PAGE = 200
const BRIEF_PAGE = 1_000

export const realmRoutes: readonly AdminRoute[] = [
  serverRoute({
    method: 'GET',
    path: '/admin/realms',
    summary: 'List the realms one may see',
    query: listFields,
    answer: listRealms,
  }),
  serverRoute({
    method: 'POST',
    path: '/admin/realms',
    summary: 'Make a realm of a realm document',
    body: realmFile,
    answer: createRealm,
  }),
]

async function listRealms({
  services,
  admin,
  query,
}: ServerCall<undefined, QueryOf<typeof listFields>>): Promise<Response> {
  const seen = query.briefRepresentation === true ? await inBrief(services, admin) : await inFull(services, admin)
  if (seen.length === 0 && !holdsAdminRole(admin)) throw forbidden()
  return adminJson(seen)
}

async function inBrief({ stores }: Services, admin: Administrator): Promise<readonly object[]> {
  const seen: object[] = []
  for await (const realms of pagesOf((page) => stores.realms.listBrief(page), BRIEF_PAGE)) {
    seen.push(...realms.flatMap((realm) => asSeenBy(admin, realm, () => realm)))
  }
  return seen
}

async function inFull({ stores }: Services, admin: Administrator): Promise<readonly object[]> {
  const seen: object[] = []
  for await (const realms of pagesOf((page) => stores.realms.listSettings(page), PAGE)) {
    seen.push(...realms.flatMap((realm) => asSeenBy(admin, realm, () => settingsToTell(maskSettings(realm)))))
  }
  return seen
}

/** All realms, some at a time, in the order of their names. */
async function* pagesOf<One extends { readonly realm: string }>(
  list: (page: { readonly after?: string; readonly max: number }) => Promise<readonly One[]>,
  max: number,
): AsyncGenerator<readonly One[]> {
  for (let after: string | undefined; ; ) {
    const page = await list({ ...(after !== undefined && { after }), max })
    yield page
    after = page.at(-1)?.realm
    if (page.length < max) return
  }
}

/** Without `view-realm`, any other right tells that there is such a realm. */
function asSeenBy(
  admin: Administrator,
  { id, realm: name }: { readonly id: string; readonly realm: string },
  told: () => object,
): readonly object[] {
  const realm = { id, name }
  if (may(admin, 'view-realm', realm)) return [told()]
  return may(admin, 'any admin role', realm) ? [{ realm: name }] : []
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
  const unwanted = unwantedCharacter(name)
  if (unwanted !== undefined) throw new AdminError(400, { error: `Character '${unwanted}' not allowed.` })
  try {
    await importRealms(services, [body])
  } catch (error) {
    if (error instanceof RealmImportError) throw badRequest(error.message)
    if (error instanceof Conflict) throw conflict(`Realm ${name} already exists`)
    throw error
  }
  await tellOfNewRealm({ services, admin, request }, name)
  return { status: 201, headers: { location: `${request.base}/admin/realms/${encodeURIComponent(name)}` } }
}

/** Told in the realm of who made it: its own says nothing of how it came to be. */
async function tellOfNewRealm(
  { services, admin, request }: Pick<ServerCall, 'services' | 'admin' | 'request'>,
  name: string,
): Promise<void> {
  const made = await services.stores.realms.findByName(name)
  if (made === undefined) return
  const representation = settingsToTell(maskSettings(made.representation))
  const change = { operation: 'CREATE', resource: 'REALM', path: name, representation } as const
  await services.adminEvents.record({ ...admin, ipAddress: request.remoteAddress }, admin.realm, [change])
}
