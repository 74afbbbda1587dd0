/**
 * What clients with an admin URL are told, as Keycloak's adapters take it: a message signed by the realm, posted below that
 * URL. It goes through the guarded outbound client: where an administrator of clients may send a request is the operator's
 * decision, and an address that is not allowed looks like one where nobody answers.
 */
import type { EpochSeconds } from '../../../model/time.ts'
import { clientOf } from '../../../representations/client-model.ts'
import { filledTextOf } from '../../../representations/fields.ts'
import type { ClientRecord } from '../../../representations/realm-aggregate.ts'
import { realmContext } from '../../realm-endpoint.ts'
import { signatureAlgorithms } from '../../token/token-algorithms.ts'
import type { AdminContext } from '../admin-route.ts'

export type AdminAction =
  /** Tokens that were issued before are void. */
  | { readonly action: 'PUSH_NOT_BEFORE'; readonly notBefore: EpochSeconds }
  /** All sessions have ended; as far as the application keeps its own, it ends them. */
  | { readonly action: 'LOGOUT'; readonly notBefore: EpochSeconds }
  | { readonly action: 'TEST_AVAILABILITY' }

const PATHS = {
  PUSH_NOT_BEFORE: 'k_push_not_before',
  LOGOUT: 'k_logout',
  TEST_AVAILABILITY: 'k_test_available',
} as const satisfies Readonly<Record<AdminAction['action'], string>>

/** Admin URLs, in the order in which the clients were given. A list that would be empty is not there. */
export interface ToldClients {
  readonly successRequests?: readonly string[]
  readonly failedRequests?: readonly string[]
}

type Asked = Pick<AdminContext, 'services' | 'realm' | 'request'>

const AT_ONCE = 8
/** Clients that are not reached by then count as failed: an administrator waits for the answer. */
const LONGEST_MS = 30_000
const LIFESPAN = 30
const PAGE = 200

/** Every client of the realm for which `isTold` holds. */
export async function tellAllClients(
  context: Asked,
  action: AdminAction,
  isTold: (client: ClientRecord) => boolean = () => true,
): Promise<ToldClients> {
  const told: ClientRecord[] = []
  for (let first = 0; ; first += PAGE) {
    const page = await context.services.stores.clients.list(context.realm.id, { first, max: PAGE })
    told.push(...page.filter((client) => isTold(client) && hasAdminUrl(client)))
    if (page.length < PAGE) return tellClients(context, told, action)
  }
}

/** Those of the clients that have an admin URL. */
export async function tellClients(
  context: Asked,
  clients: readonly ClientRecord[],
  action: AdminAction,
): Promise<ToldClients> {
  const { clock } = context.services
  const until = clock.nowMs() + LONGEST_MS
  const calls = clients.filter(hasAdminUrl).map((client) => ({ client, url: adminUrlOf(client, context.request.base) }))
  const waiting = calls.entries()
  const reached = new Map<number, boolean>()
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (const [at, { client, url }] of waiting) {
      reached.set(at, clock.nowMs() < until && (await isReached(context, client, url, action)))
    }
  })
  await Promise.all(workers)
  const [good = [], bad = []] = [true, false].map((which) =>
    calls.filter((_, at) => reached.get(at) === which).map(({ url }) => url),
  )
  return { ...(good.length > 0 && { successRequests: good }), ...(bad.length > 0 && { failedRequests: bad }) }
}

async function isReached(
  context: Asked,
  client: ClientRecord,
  adminUrl: string,
  action: AdminAction,
): Promise<boolean> {
  const { services, realm, request } = context
  const url = actionUrl(adminUrl, PATHS[action.action])
  if (url === undefined) return false
  const { keys, now } = await realmContext(services, realm, request)
  const { idToken: algorithm } = signatureAlgorithms(clientOf(client), realm)
  const message = { id: services.random.uuid(), expiration: now + LIFESPAN, resource: client.clientId, ...action }
  const body = await keys.sign(algorithm, message)
  try {
    const headers = { 'content-type': 'text/plain; charset=utf-8' }
    const { status } = await services.outbound.send({ method: 'POST', url, headers, body })
    return status === 200 || status === 204
  } catch {
    return false // whoever chose the URL must not learn by it why
  }
}

function hasAdminUrl({ representation }: ClientRecord): boolean {
  return filledTextOf(representation['adminUrl']) !== undefined
}

/** An admin URL that begins with a slash stands below the client's root URL. What is no URL is given back as it is. */
export function adminUrlOf({ representation }: Pick<ClientRecord, 'representation'>, base: string): string {
  const adminUrl = filledTextOf(representation['adminUrl']) ?? ''
  if (!adminUrl.startsWith('/')) return adminUrl
  const own = filledTextOf(representation['rootUrl'])
  // the built-in clients' root URL is a placeholder for the server
  const root = own !== undefined && URL.canParse(own) ? own : base
  return `${root.replace(/\/+$/, '')}${adminUrl}`
}

/** @returns `undefined` for what is no URL. */
export function actionUrl(adminUrl: string, path: string): string | undefined {
  if (!URL.canParse(adminUrl)) return undefined
  const url = new URL(adminUrl)
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path}`
  return url.href
}
