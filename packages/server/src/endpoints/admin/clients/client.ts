/** What the routes below `/clients/{client-uuid}` share: the client, who may touch it, how it is changed. */
import type { ClientRepresentation } from '../../../representations/keycloak.ts'
import type { ClientRecord } from '../../../representations/realm-aggregate.ts'
import { Conflict } from '../../../store/ports.ts'
import { AdminError, forbidden, notFound } from '../admin-error.ts'
import type { AdminContext } from '../admin-route.ts'
import { may } from '../permissions.ts'
import { mayGive, ownsRights, reachesUser } from '../rights-guard.ts'

type Asked = Pick<AdminContext, 'services' | 'realm' | 'request' | 'admin'>

/** @throws {AdminError} 404 */
export async function clientIn({ services, realm, request }: Omit<Asked, 'admin'>): Promise<ClientRecord> {
  const record = await services.stores.clients.findRecord(realm.id, request.params['clientUuid'] ?? '')
  if (record === undefined) throw notFound('Could not find client')
  return record
}

/**
 * Whoever controls a client acts as its service account: that is only for those who hold what the account holds.
 * A chosen difference from Keycloak, see docs/differences.md.
 */
export async function reachesClient(context: Asked, { id }: Pick<ClientRecord, 'id'>): Promise<boolean> {
  // also where the account is off: it could be turned on
  const account = await context.services.stores.users.findServiceAccount(context.realm.id, id)
  return account === undefined || (await reachesUser(context, account.id))
}

/**
 * The client of a call that changes it.
 *
 * @throws {AdminError} 404; 403 for one that carries the realm's admin rights, or whose service account is stronger.
 */
export async function ownClientIn(context: Asked): Promise<ClientRecord> {
  const record = await clientIn(context)
  if (ownsRights(record.clientId, context.realm.name) || !(await reachesClient(context, record))) throw forbidden()
  return record
}

/** @throws {AdminError} 404 when it is gone, 409 when its name is taken */
export async function changeClient(
  { services, realm }: Pick<Asked, 'services' | 'realm'>,
  id: string,
  change: (client: ClientRecord) => ClientRecord,
): Promise<void> {
  try {
    if (!(await services.stores.clients.change(realm.id, id, change))) throw notFound('Could not find client')
  } catch (error) {
    if (error instanceof Conflict) throw duplicate()
    throw error
  }
}

export const duplicate = () => new AdminError(409, { error: 'conflict', error_description: 'Duplicate resource error' })

/** Attributes that let somebody act as the client, as its secret does. */
const SECRET_ATTRIBUTE = /^client\.secret\.rotated$|\.private\.key$/

/** A client as Keycloak's Admin API shows one; secrets only to those who may act as the client. */
export async function clientRepresentation(
  context: Asked,
  record: ClientRecord,
  reaches: typeof reachesClient = reachesClient,
): Promise<ShownClient> {
  const {
    secret,
    attributes = {},
    registrationAccessToken: _,
    authorizationSettings: __,
    ...open
  } = record.representation
  const isSecret = ([name]: readonly [string, string]) => SECRET_ATTRIBUTE.test(name)
  const entries = Object.entries(attributes)
  const shown = (secret === undefined && !entries.some(isSecret)) || (await reaches(context, record))
  const carriesRights = ownsRights(record.clientId, context.realm.name)
  const manage = may(context.admin, 'manage-clients', context.realm) && !carriesRights
  return {
    ...open,
    attributes: shown ? attributes : Object.fromEntries(entries.filter((entry) => !isSecret(entry))),
    ...(shown && secret !== undefined && { secret }),
    access: { view: true, configure: manage, manage },
  }
}

type ShownClient = ClientRepresentation & { readonly access: Readonly<Record<string, boolean>> }

/** Many of them. Whoever may give every role reaches every client, and none is looked at for it. */
export async function clientRepresentations(
  context: Asked,
  records: readonly ClientRecord[],
): Promise<readonly ShownClient[]> {
  const reaches = mayGive(context, [...context.realm.roles.keys()]) ? async () => true : reachesClient
  return await Promise.all(records.map((record) => clientRepresentation(context, record, reaches)))
}
