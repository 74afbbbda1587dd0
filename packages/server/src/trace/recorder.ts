import type { Reason } from '../protocol/rules.ts'

/**
 * Where the steps of logins and token calls are told as they happen. The log is one listener; Flow Trace will be
 * another. Nothing secret is ever handed over: names, ids and reasons only.
 */
export interface FlowRecorder {
  /** A step that did what was asked: `code_issued`, `login`, `refresh_token`. */
  happened(event: FlowEvent): void
  /** A refusal, with the rule that made it. */
  refused(event: FlowEvent & { readonly reason: Reason }): void
}

/** What is `undefined` is not told. */
export type EventDetails = Readonly<Record<string, string | undefined>>

export interface FlowEvent {
  /** Keycloak's event type where it has one: `LOGIN`, `CODE_TO_TOKEN`, `REFRESH_TOKEN`… */
  readonly type: string
  readonly realm: string
  readonly clientId?: string | undefined
  readonly userId?: string | undefined
  readonly sessionId?: string | undefined
  readonly ipAddress?: string | undefined
  /** More about it, in Keycloak's names: `grant_type`, `redirect_uri`, `username`… */
  readonly details?: EventDetails
  /** What an error page shows, so that its reader can be helped. */
  readonly reference?: string | undefined
}

/** Costs nothing: for tests and for those who want no record. */
export const silentRecorder: FlowRecorder = { happened() {}, refused() {} }
