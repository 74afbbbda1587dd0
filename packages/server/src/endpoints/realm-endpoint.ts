/**
 * What every endpoint below `/realms/{realm}` stands on: the realm found, its keys, the issuer and the time of this
 * request. An endpoint gets a {@link RealmContext} and gives a {@link Response}; it throws OAuthError to refuse.
 */

import type { LoginEventLog } from '../events/login-event-log.ts'
import type { PasswordHasher } from '../keys/password-hasher.ts'
import type { RealmKeys, RealmKeysOf } from '../keys/realm-keys.ts'
import type { MailSender } from '../mail/mail-sender.ts'
import type { Realm } from '../model/realm.ts'
import type { Clock, EpochSeconds, Random } from '../model/time.ts'
import type { OutboundClient } from '../outbound/outbound-client.ts'
import { OAuthError } from '../protocol/oauth-error.ts'
import type { Stores } from '../store/ports.ts'
import type { FlowEvent, FlowRecorder } from '../trace/recorder.ts'
import type { AdminEventSink } from './admin/admin-event.ts'
import type { ConsoleFiles } from './console/console-files.ts'
import type { Endpoint, Request, Response } from './exchange.ts'

/** What the endpoints ask of the outside; made in `compose.ts`. */
export interface Services {
  readonly stores: Stores
  readonly keysOf: RealmKeysOf
  readonly hasher: PasswordHasher
  readonly clock: Clock
  readonly random: Random
  readonly recorder: FlowRecorder
  readonly loginEvents: LoginEventLog
  readonly adminEvents: AdminEventSink
  /** Names of event listeners that a realm may ask for. */
  readonly eventListeners: readonly string[]
  readonly mail: MailSender
  /** Every request that this server makes on its own goes through it. */
  readonly outbound: OutboundClient
  readonly consoleFiles: ConsoleFiles
  /** Development mode: error pages explain themselves. Never changes what is allowed. */
  readonly development: boolean
}

export interface RealmContext {
  readonly services: Services
  readonly realm: Realm
  readonly keys: RealmKeys
  /** `iss` of everything issued by this request: the URL under which the client reached the realm. */
  readonly issuer: string
  /** Path of the realm's cookies, with a slash at the end. */
  readonly cookiePath: string
  readonly request: Request
  readonly now: EpochSeconds
}

export type RealmEndpoint = (context: RealmContext) => Promise<Response>

/**
 * Wraps a realm's endpoint for the route table. An unknown realm is refused in Keycloak's words.
 *
 * @param options - `alsoDisabled` for what only tells about the realm.
 */
export function inRealm(
  services: Services,
  endpoint: RealmEndpoint,
  options: { readonly alsoDisabled?: boolean } = {},
): Endpoint {
  return async (request) => {
    const name = request.params['realm'] ?? ''
    const realm = await services.stores.realms.findByName(name)
    if (realm === undefined) throw new RealmNotFound(name)
    const context = await realmContext(services, realm, request)
    if (!realm.enabled && options.alsoDisabled !== true) throw realmDisabled(realm, request)
    return recorded(context, endpoint)
  }
}

/**
 * Answers with what happened on record: where the realm saves login events, they are saved before anybody is answered,
 * those of a refusal too.
 */
export async function recorded<Answer>(
  context: RealmContext,
  answer: (context: RealmContext) => Promise<Answer>,
): Promise<Answer> {
  const { services, realm } = context
  const record = services.loginEvents.begin(realm, services.recorder)
  if (record === undefined) return answer(context)
  try {
    return await answer({ ...context, services: { ...services, recorder: record.recorder } })
  } finally {
    await record.save()
  }
}

/** What an endpoint of the realm stands on, for those who come by another way, such as an administrator. */
export async function realmContext(services: Services, realm: Realm, request: Request): Promise<RealmContext> {
  const issuer = `${request.base}/realms/${encodeURIComponent(realm.name)}`
  return {
    services,
    realm,
    keys: await services.keysOf(realm),
    issuer,
    cookiePath: `${new URL(issuer).pathname}/`,
    request,
    now: services.clock.now(),
  }
}

/** `http/` answers with a page or with `{"error":"Realm does not exist"}`, by what the caller accepts. */
export class RealmNotFound extends Error {
  readonly realm: string
  constructor(realm: string) {
    super('Realm does not exist')
    this.name = 'RealmNotFound'
    this.realm = realm
  }
}

/** The facts that every step of this request is recorded with. */
export function eventOf(context: RealmContext, type: string, facts: Omit<FlowEvent, 'type' | 'realm'> = {}): FlowEvent {
  return { type, realm: context.realm.name, ipAddress: context.request.remoteAddress, ...facts }
}

/** A browser gets a page about its request, as from Keycloak. */
function realmDisabled(realm: Realm, { wantsHtml }: Request): OAuthError {
  const status = wantsHtml ? 400 : 403
  return new OAuthError('access_denied', 'Realm not enabled', { kind: 'realm_disabled', came: realm.name }, status)
}
