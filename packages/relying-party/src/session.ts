/**
 * `@latchkey/relying-party/session`: server-side sessions for browsers and guards for routes, on top of the client layer.
 * Make it once with {@link createSessions}; a route asks `check` with a requirement.
 */
export type { SessionsOptions } from './session/context.ts'
export type { LoginOptions } from './session/login.ts'
export type { RequestHead } from './session/request-head.ts'
export {
  type Requirement,
  requireBearer,
  requireClientRole,
  requireRealmRole,
  requireScope,
  requireSession,
  requireUser,
} from './session/requirement.ts'
export { createSessions, type Outcome, type Sessions } from './session/sessions.ts'
export type { AuthenticatedUser, SessionTimes } from './session/user.ts'
export type { CarriedStore, CookieCarrier, Lease, SessionStore, StoredSession } from './stores/session-store.ts'
