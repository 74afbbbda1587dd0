/** `partialImport`: parts of a realm file put into a realm that exists, all of them or none. */
import { importContext } from '../../../provisioning/import-realms.ts'
import { isObject } from '../../../representations/fields.ts'
import {
  anything,
  listOf,
  mapOf,
  object,
  oneOf,
  type Shape,
  type ShapeOf,
} from '../../../representations/json-shape.ts'
import type { RealmRepresentation } from '../../../representations/keycloak.ts'
import {
  type ImportedItem,
  type ImportPlan,
  type PartialRealm,
  planPartialImport,
} from '../../../representations/partial-import.ts'
import { PartialImportError } from '../../../representations/partial-import-error.ts'
import type { RealmAggregate } from '../../../representations/realm-aggregate.ts'
import { clientShape, groupShape, roleShape, userShape } from '../../../representations/shapes.ts'
import { Conflict } from '../../../store/ports.ts'
import { AdminError, conflict, forbidden, notFound } from '../admin-error.ts'
import type { AdminChange } from '../admin-event.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { checkClient } from '../clients/check-client.ts'
import { reachesClient } from '../clients/client.ts'
import { refuseStrongerGroup } from '../groups/group-lookup.ts'
import { identityProviderShape } from '../identity-providers/instances.ts'
import { providerOf, withProvider } from '../identity-providers/provider-edits.ts'
import { checkMappers } from '../protocol-mappers/check-mapper.ts'
import { refuseChangingRights, refuseGivingMore, refuseRenamingRights, refuseStrongerUser } from '../rights-guard.ts'

const partsShape = object('PartialImportRepresentation', {
  ifResourceExists: oneOf('FAIL', 'SKIP', 'OVERWRITE'),
  policy: anything,
  users: listOf(userShape),
  clients: listOf(clientShape),
  groups: listOf(groupShape),
  roles: object('RolesRepresentation', { realm: listOf(roleShape), client: mapOf(listOf(roleShape)) }),
  identityProviders: listOf(identityProviderShape),
})
const PARTS = new Set(
  Object.keys({ ifResourceExists: 0, users: 0, clients: 0, groups: 0, roles: 0, identityProviders: 0 }),
)

/** A whole realm file may be sent: of the rest nothing is read. */
const partialShape: Shape<ShapeOf<typeof partsShape>> = {
  read: (value, path, problems) =>
    partsShape.read(
      isObject(value) ? Object.fromEntries(Object.entries(value).filter(([field]) => PARTS.has(field))) : value,
      path,
      problems,
    ),
  schema: partsShape.schema,
}

type Context = AdminContext<ShapeOf<typeof partialShape>>

export const partialImportRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'POST',
    path: '/partialImport',
    summary: 'Put users, clients, groups, roles and identity providers of a realm file into the realm',
    needs: 'manage-realm',
    body: partialShape,
    changes: 'REALM',
    answer: partialImport,
  }),
]

/** How often a plan is made anew because somebody else has changed the realm meanwhile. */
const MOST_ATTEMPTS = 5

async function partialImport(context: Context): Promise<AdminResponse> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const realm = await context.services.stores.realms.findByName(context.realm.name)
    if (realm === undefined) throw notFound('Realm not found.')
    const items = await attemptImport({ ...context, realm })
    if (items !== undefined) return told(items)
  }
  throw conflict('The realm is being changed by others; try again')
}

/** @returns `undefined` when the realm has changed since it was looked at; then nothing was written. */
async function attemptImport(context: Context): Promise<readonly ImportedItem[] | undefined> {
  const { services, realm, body } = context
  const { realms, users } = services.stores
  const whole = await realms.load(realm.id, { users: false })
  if (whole === undefined) throw notFound('Realm not found.')
  // nested groups know themselves as `unknown` only
  const partial = body as PartialRealm
  const sent = partial.users ?? []
  const taken = await users.findTaken(realm.id, {
    usernames: sent.flatMap(({ username }) => username?.trim().toLowerCase() ?? []),
    emails: sent.flatMap(({ email }) => email?.toLowerCase() || []),
  })
  try {
    const present = { realm: whole, users: taken }
    const plan = await planPartialImport(partial, present, body.ifResourceExists ?? 'FAIL', importContext(services))
    await refuseMore(context, whole, plan)
    const { identityProviders } = plan
    const merge = { ...plan, ...(identityProviders.length > 0 && { change: withProviders(identityProviders) }) }
    return (await realms.merge(realm.id, realm.revision, merge)) ? plan.items : undefined
  } catch (error) {
    if (error instanceof PartialImportError) throw new AdminError(error.status, { errorMessage: error.message })
    if (error instanceof Conflict) throw conflict('Duplicate resource error')
    throw error
  }
}

/** An import is no way to a right that the importer lacks: by role, composite, group, client or account. */
async function refuseMore(context: Context, whole: RealmAggregate, plan: ImportPlan): Promise<void> {
  const { realm } = context
  const clientIds = new Map([...whole.clients, ...plan.clients].map(({ id, clientId }) => [id, clientId]))
  for (const { clientId, representation } of plan.clients) {
    refuseRenamingRights(realm, '', clientId)
    checkClient(representation, realm)
    checkMappers(context, representation.protocolMappers ?? [])
  }
  for (const { name, clientUuid } of plan.roles) {
    const owner = clientUuid === undefined ? undefined : { id: clientUuid, clientId: clientIds.get(clientUuid) ?? '' }
    refuseChangingRights(realm, { name, client: owner })
  }
  await refuseReplacingStronger(context, whole, plan)
  const groups = new Map([...whole.groups, ...plan.groups].map((group) => [group.id, group]))
  const rolesOf = (groupId: string | undefined): readonly string[] => {
    const group = groups.get(groupId ?? '')
    return group === undefined ? [] : [...group.roleIds, ...rolesOf(group.parentId)]
  }
  const entered = new Set(plan.users.flatMap(({ groupIds }) => groupIds))
  refuseGivingMore(context, [
    ...new Set([
      ...plan.roles.flatMap(({ composites }) => composites),
      ...plan.groups.flatMap(({ id }) => rolesOf(id)),
      ...plan.users.flatMap(({ roleIds }) => roleIds),
      ...[...entered].flatMap(rolesOf),
    ]),
  ])
}

/** What is overwritten is in reach as if it were changed by its own route. */
async function refuseReplacingStronger(context: Context, whole: RealmAggregate, plan: ImportPlan): Promise<void> {
  const { realm } = context
  for (const client of plan.clients) if (!(await reachesClient(context, client))) throw forbidden()
  for (const { id } of plan.users.filter((user) => user.replaces)) await refuseStrongerUser(context, id)
  const present = new Set(whole.groups.map(({ id }) => id))
  for (const group of plan.groups.filter(({ id }) => present.has(id))) await refuseStrongerGroup(context, group)
  refuseGivingMore(
    context,
    plan.roles.map(({ id }) => id).filter((id) => realm.roles.has(id)),
  )
}

function withProviders(sent: ImportPlan['identityProviders']) {
  return (document: RealmRepresentation): RealmRepresentation =>
    sent.reduce((before, { types: _, ...provider }) => withProvider(before, providerOf(provider)), document)
}

const RESOURCES = {
  CLIENT: ['CLIENT', 'clients'],
  REALM_ROLE: ['REALM_ROLE', 'roles-by-id'],
  CLIENT_ROLE: ['CLIENT_ROLE', 'roles-by-id'],
  IDP: ['IDENTITY_PROVIDER', 'identity-provider/instances'],
  GROUP: ['GROUP', 'groups'],
  USER: ['USER', 'users'],
} as const

function told(items: readonly ImportedItem[]): AdminResponse {
  const count = (action: ImportedItem['action']) => items.filter((item) => item.action === action).length
  const changes = items
    .filter(({ action }) => action !== 'SKIPPED')
    .map(({ action, resourceType, id, resourceName }): AdminChange => {
      const [resource, folder] = RESOURCES[resourceType]
      return {
        operation: action === 'ADDED' ? 'CREATE' : 'UPDATE',
        resource,
        path: `${folder}/${resourceType === 'IDP' ? resourceName : id}`,
      }
    })
  const counts = { overwritten: count('OVERWRITTEN'), added: count('ADDED'), skipped: count('SKIPPED') }
  return { ...adminJson({ ...counts, results: items }), changes }
}
