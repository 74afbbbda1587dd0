import type { AdminOperation, ResourceType } from './admin-change.ts'

/** What somebody did, or tried to do, at a login or with a token. */
export interface LoginEvent {
  /** Time-ordered: events are listed, and expire, in the order of their ids. */
  readonly id: string
  readonly timeMs: number
  /** Keycloak's event type. */
  readonly type: string
  readonly clientId: string | undefined
  readonly userId: string | undefined
  readonly sessionId: string | undefined
  readonly ipAddress: string | undefined
  /** Keycloak's word for what was wrong; `undefined` where nothing was. */
  readonly error: string | undefined
  readonly details: Readonly<Record<string, string>>
}

/** What an administrator changed. */
export interface AdminEvent {
  readonly id: string
  readonly timeMs: number
  readonly operation: AdminOperation
  readonly resource: ResourceType
  /** Below the realm: `users/UUID`. */
  readonly path: string
  readonly by: EventAuthor
  /** JSON without secrets; `undefined` where the realm does not keep it. */
  readonly representation: string | undefined
}

/** Whose token it was, and from where. */
export interface EventAuthor {
  readonly realmId: string
  readonly clientUuid: string
  readonly userId: string
  readonly ipAddress: string
}
