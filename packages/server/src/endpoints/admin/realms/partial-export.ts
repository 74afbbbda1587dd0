import { textsOf } from '../../../representations/fields.ts'
import { flag } from '../../../representations/json-shape.ts'
import type { RealmRepresentation } from '../../../representations/keycloak.ts'
import type { ClientRecord, UserRecord } from '../../../representations/realm-aggregate.ts'
import { exportRealm } from '../../../representations/realm-export.ts'
import { notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import type { QueryOf } from '../read-request.ts'

const exportFields = { exportClients: flag, exportGroupsAndRoles: flag } as const

export const partialExportRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'POST',
    path: '/partial-export',
    summary: 'Write the realm as a file, without people and with asterisks for secrets',
    needs: 'manage-realm',
    query: exportFields,
    changes: 'REALM',
    answer: partialExport,
  }),
]

async function partialExport({
  services,
  realm,
  query,
}: AdminContext<undefined, QueryOf<typeof exportFields>>): Promise<AdminResponse> {
  const aggregate = await services.stores.realms.load(realm.id, { users: false })
  if (aggregate === undefined) throw notFound('Realm not found.')
  const withClients = query.exportClients === true
  const users = withClients ? await serviceAccounts(services.stores.users, realm.id, aggregate.clients) : []
  const file = exportRealm({ ...aggregate, users }, { users: withClients, secrets: 'masked' })
  const { clients, clientScopeMappings, groups, roles, defaultGroups, ...rest } = file
  const told: RealmRepresentation = {
    ...rest,
    ...(textsOf(defaultGroups).length > 0 && { defaultGroups }),
    ...(withClients && { clients, clientScopeMappings }),
    ...(query.exportGroupsAndRoles === true && { groups, roles }),
  }
  return { ...adminJson(told), headers: { 'content-type': 'application/json' } }
}

/** The users behind clients are part of these. */
async function serviceAccounts(
  store: AdminContext['services']['stores']['users'],
  realmId: string,
  clients: readonly ClientRecord[],
): Promise<readonly UserRecord[]> {
  const accounts: UserRecord[] = []
  for (const { id, representation } of clients) {
    if (representation.serviceAccountsEnabled !== true) continue
    const account = await store.findServiceAccount(realmId, id)
    const record = account && (await store.findRecord(realmId, account.id))
    if (record) accounts.push(record)
  }
  return accounts
}
