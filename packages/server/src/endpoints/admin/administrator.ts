/** Who asks: by an access token of the realm itself or of master, and with present roles, not those in the token. */
import type { Client } from '../../model/client.ts'
import type { ClientScope } from '../../model/client-scope.ts'
import type { Role, RoleGraph } from '../../model/role.ts'
import type { Membership } from '../../model/user.ts'
import { effectiveRoles, rolesInToken } from '../../protocol/roles.ts'
import { refreshScopes } from '../../protocol/scopes.ts'
import { Cors } from '../cors.ts'
import type { Request } from '../exchange.ts'
import { inRealm, type RealmContext, RealmNotFound, type Services } from '../realm-endpoint.ts'
import { acceptAccessToken, bearerToken } from '../token/access-token.ts'
import { forbidden, unauthorized } from './admin-error.ts'
import type { Administrator } from './permissions.ts'

/** @throws {AdminError} 401 unless the request carries a good access token of a realm of this server. */
export async function administratorOf(services: Services, request: Request): Promise<Administrator> {
  const token = bearerToken(request.header('authorization'))
  const realmName = token === undefined ? undefined : realmOfIssuer(token, request.base)
  if (token === undefined || realmName === undefined) throw unauthorized()
  const read = inRealm(services, async (context) => ({ status: 200, body: await administratorBy(context, token) }))
  try {
    const { body } = await read({ ...request, params: { realm: realmName } })
    return body as Administrator // as the closure above made it
  } catch (error) {
    if (error instanceof RealmNotFound) throw unauthorized()
    throw error
  }
}

async function administratorBy(context: RealmContext, token: string): Promise<Administrator> {
  const accepted = await acceptAccessToken(context, token)
  if ('words' in accepted) {
    context.services.recorder.refused({ type: 'ADMIN_ERROR', realm: context.realm.name, reason: accepted.reason })
    throw unauthorized()
  }
  const { user, client, claims } = accepted
  const { realm, services } = context
  const membership = await services.stores.users.membership(realm.id, user.id)
  const scopes = refreshScopes(client, realm, typeof claims['scope'] === 'string' ? claims['scope'] : '', undefined)
  const held = heldRoles(realm.roles, membership, client, scopes.scopes)
  const cors = new Cors(context.request)
  const ownPage = cors.origin === new URL(context.request.base).origin
  if (!cors.restrictTo(client) && !ownPage) throw forbidden()
  const { sid } = claims
  return {
    user,
    client,
    sessionId: typeof sid === 'string' ? sid : undefined,
    realm,
    ...held,
    cors,
  }
}

type HeldRoles = Pick<Administrator, 'realmRoles' | 'clientRoles'>

/**
 * What was worked out before, by what it follows from: roles and clients are immutable values of one revision of the
 * realm. In a master of 2,000 realms an administrator holds 42,000 roles, too many to go through at every call.
 */
const known = new WeakMap<RoleGraph, WeakMap<Client, Map<string, HeldRoles>>>()
const MOST_KNOWN_OF_CLIENT = 32

function heldRoles(
  graph: RoleGraph,
  membership: Membership,
  client: Client,
  scopes: readonly ClientScope[],
): HeldRoles {
  const ofClient = knownOf(graph, client)
  const given = [membership, ...membership.groups, ...membership.ancestors].flatMap(({ roleIds }) => roleIds)
  const key = JSON.stringify([scopes.map(({ id }) => id), [...new Set(given)].sort()])
  const before = ofClient.get(key)
  if (before !== undefined) return before
  // a client whose tokens may not carry the role can't use it here either
  const held = byOwner(rolesInToken(effectiveRoles(membership, graph), client, scopes, graph).values())
  if (ofClient.size >= MOST_KNOWN_OF_CLIENT) ofClient.clear()
  ofClient.set(key, held)
  return held
}

function knownOf(graph: RoleGraph, client: Client): Map<string, HeldRoles> {
  const ofGraph = known.get(graph) ?? new WeakMap<Client, Map<string, HeldRoles>>()
  known.set(graph, ofGraph)
  const ofClient = ofGraph.get(client) ?? new Map<string, HeldRoles>()
  ofGraph.set(client, ofClient)
  return ofClient
}

function byOwner(roles: Iterable<Role>): HeldRoles {
  const realmRoles = new Set<string>()
  const clientRoles = new Map<string, Set<string>>()
  for (const { name, client } of roles) {
    if (client === undefined) realmRoles.add(name)
    else clientRoles.set(client.clientId, (clientRoles.get(client.clientId) ?? new Set()).add(name))
  }
  return { realmRoles, clientRoles }
}

/** Which realm claims to have issued a token; nothing is believed before its keys have verified it. */
function realmOfIssuer(token: string, base: string): string | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    const issuer = typeof claims === 'object' && claims !== null && 'iss' in claims ? claims.iss : undefined
    const prefix = `${base}/realms/`
    if (typeof issuer !== 'string' || !issuer.startsWith(prefix)) return undefined
    return decodeURIComponent(issuer.slice(prefix.length))
  } catch {
    return undefined
  }
}
