/** One realm: read, changed, renamed, deleted. */
import { ACCOUNT, ACCOUNT_CONSOLE, ADMIN_CONSOLE, adminClientIdOf } from '../../../representations/defaults/clients.ts'
import { textsOf } from '../../../representations/fields.ts'
import type { ShapeOf } from '../../../representations/json-shape.ts'
import type { RealmRepresentation } from '../../../representations/keycloak.ts'
import { maskSettings } from '../../../representations/masked.ts'
import { realmShape } from '../../../representations/realm-document.ts'
import {
  realmUpdateProblem,
  renamedConsole,
  settingsToTell,
  updatedRealm,
} from '../../../representations/realm-update.ts'
import { type ClientEdit, Conflict } from '../../../store/ports.ts'
import { noContent } from '../../answers.ts'
import { badRequest, conflict, notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { defaultGroupsSent } from '../groups/default-groups.ts'
import { MASTER, may, PERMISSIONS } from '../permissions.ts'

export const singleRealmRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '',
    summary: 'Read a realm; without view-realm, a few of its settings',
    // whoever may only sign in as others is told nothing, as by Keycloak
    needs: PERMISSIONS.filter((permission) => permission !== 'impersonation'),
    answer: readRealm,
  }),
  realmRoute({
    method: 'PUT',
    path: '',
    summary: 'Change the settings of a realm; another name renames it',
    needs: 'manage-realm',
    body: realmShape,
    changes: 'REALM',
    answer: async (context) => changeRealm(context, context.body),
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

async function readRealm({ realm, admin }: AdminContext): Promise<AdminResponse> {
  const { representation } = realm
  if (may(admin, 'view-realm', realm)) return adminJson(settingsToTell(maskSettings(representation)))
  return adminJson({
    realm: realm.name,
    displayName: representation.displayName,
    ...(may(admin, 'view-users', realm) && { registrationEmailAsUsername: realm.login.registrationEmailAsUsername }),
    bruteForceProtected: representation['bruteForceProtected'] === true,
    supportedLocales: textsOf(representation['supportedLocales']),
    organizationsEnabled: representation['organizationsEnabled'] === true,
  })
}

/** Also what the console's own save (`ui-ext`) does. */
export async function changeRealm(
  context: Pick<AdminContext, 'services' | 'realm' | 'admin'>,
  body: ShapeOf<typeof realmShape>,
): Promise<AdminResponse> {
  const { services, realm } = context
  const { defaultGroups } = body
  // nested shapes know themselves as `unknown` only; what is nested has routes of its own and is left out below
  const sent = { ...body } as RealmRepresentation
  if (defaultGroups !== undefined) sent['defaultGroups'] = await defaultGroupsSent(context, defaultGroups)
  const name = sent.realm ?? realm.name
  try {
    const found = await services.stores.realms.change(
      realm.id,
      (old) => {
        const problem = realmUpdateProblem(old, sent)
        if (problem !== undefined) throw badRequest(problem)
        return updatedRealm(old, sent)
      },
      name === realm.name ? [] : await renames(services, realm, name),
    )
    if (!found) throw notFound('Realm not found.')
  } catch (error) {
    if (error instanceof Conflict && error.what !== 'email') throw conflict('Realm with same name exists')
    if (error instanceof Conflict) throw conflict('Users share an e-mail address, so addresses cannot be unique')
    throw error
  }
  return noContent()
}

/** What bears the realm's name outside of its document: master's rights over it, and the addresses of its consoles. */
async function renames(
  { stores }: AdminContext['services'],
  { id, name }: AdminContext['realm'],
  to: string,
): Promise<readonly ClientEdit[]> {
  const master = await stores.realms.findByName(MASTER)
  const consoles = [ACCOUNT, ACCOUNT_CONSOLE, ADMIN_CONSOLE].map(
    (clientId): ClientEdit => ({
      realmId: id,
      clientId,
      change: (client) => ({ ...client, representation: renamedConsole(client.representation, name, to) }),
    }),
  )
  if (master === undefined) return consoles
  const clientId = adminClientIdOf(to)
  const rights: ClientEdit = {
    realmId: master.id,
    clientId: adminClientIdOf(name),
    change: (client) => ({ ...client, clientId, representation: { ...client.representation, clientId } }),
  }
  return [...consoles, rights]
}

async function deleteRealm({ services, realm, admin, request }: AdminContext): Promise<AdminResponse> {
  if (realm.name === MASTER) throw badRequest("Can't remove master realm")
  const { realms, clients } = services.stores
  const master = await realms.findByName(MASTER)
  const rights = master && (await clients.findByClientId(master.id, adminClientIdOf(realm.name)))
  await realms.delete(realm.id, master && rights && { realmId: master.id, clientUuid: rights.id })
  if (admin.realm.id !== realm.id) {
    // the realm's own events are gone with it
    const deleted = { operation: 'DELETE', resource: 'REALM', path: realm.name } as const
    await services.adminEvents.record({ ...admin, ipAddress: request.remoteAddress }, admin.realm, [deleted])
  }
  return { ...noContent(), changes: [] }
}
