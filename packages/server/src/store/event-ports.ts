import type { AdminEvent, LoginEvent } from '../model/event.ts'
import type { Page } from './page.ts'

/** What happened at logins and with tokens. Kept in the order of time, which is that of the ids. */
export interface LoginEventStore {
  /** All of them or none. */
  add(realmId: string, events: readonly LoginEvent[]): Promise<void>
  list(realmId: string, query: LoginEventQuery): Promise<readonly LoginEvent[]>
  /** All of a realm's, in bounded steps: an event that is added meanwhile may stay. */
  clear(realmId: string): Promise<void>
}

/** What administrators changed. */
export interface AdminEventStore {
  add(realmId: string, events: readonly AdminEvent[]): Promise<void>
  list(realmId: string, query: AdminEventQuery): Promise<readonly AdminEvent[]>
  clear(realmId: string): Promise<void>
}

/** Messages that wait for their receiver: written with the event, gone when they were taken. */
export interface WebhookOutbox {
  /** All of them or none; they are due at once. */
  put(realmId: string, messages: readonly WebhookMessage[], nowMs: number): Promise<void>
  /**
   * Takes messages that are due, the longest first: until `untilMs` nobody else gets them, on whatever node.
   * @returns at most `max`, each with how often it was taken by now.
   */
  take(nowMs: number, untilMs: number, max: number): Promise<readonly TakenMessage[]>
  /** It has arrived, or is given up. */
  remove(message: TakenMessage): Promise<void>
  /** It is due again at `dueMs`. */
  postpone(message: TakenMessage, dueMs: number): Promise<void>
}

export interface WebhookMessage {
  /** The event's. */
  readonly id: string
  readonly body: string
}

export interface TakenMessage extends WebhookMessage {
  readonly realmId: string
  readonly attempts: number
}

/** Every field that is given must match. */
export interface EventQuery extends Page {
  /** From this millisecond on. */
  readonly fromMs?: number
  /** Up to the millisecond before. */
  readonly beforeMs?: number
  readonly oldestFirst?: boolean
}

export interface LoginEventQuery extends EventQuery {
  /** One of these. */
  readonly types?: readonly string[]
  /** Public name. */
  readonly clientId?: string
  readonly userId?: string
  readonly ipAddress?: string
}

export interface AdminEventQuery extends EventQuery {
  /** One of these. */
  readonly operations?: readonly string[]
  /** One of these. */
  readonly resources?: readonly string[]
  /** The whole path; `*` stands for any text. */
  readonly path?: string
  readonly byRealmId?: string
  readonly byClientUuid?: string
  readonly byUserId?: string
  readonly byIpAddress?: string
}
