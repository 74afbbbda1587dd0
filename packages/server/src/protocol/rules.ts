import { AUTHORIZATION_RULES } from './rules/authorization-rules.ts'
import { CLIENT_AUTHENTICATION_RULES } from './rules/client-authentication-rules.ts'
import { GRANT_RULES } from './rules/grant-rules.ts'
import { LOGIN_RULES } from './rules/login-rules.ts'
import { PRESENTED_TOKEN_RULES } from './rules/presented-token-rules.ts'
import { REQUEST_RULES } from './rules/request-rules.ts'
import type { Rule } from './rules/rule.ts'

/**
 * Every rule that can refuse a request, by the `kind` that logs, traces and `docs/errors.md` name it with. A kind is
 * Keycloak's event error where it has one. `rule` says what must hold, `source` where that is written, `repair` what
 * whoever set this up can do. A test compares `docs/errors.md` with this table.
 */
export const RULES = {
  ...REQUEST_RULES,
  ...AUTHORIZATION_RULES,
  ...LOGIN_RULES,
  ...CLIENT_AUTHENTICATION_RULES,
  ...GRANT_RULES,
  ...PRESENTED_TOKEN_RULES,
} as const satisfies Record<string, Rule>

export type ReasonKind = keyof typeof RULES

/**
 * Why something was refused, in our own words: for the log, the flow trace and, in development, the error page.
 * Ids, URIs and names may appear; secrets, codes and tokens never.
 */
export interface Reason {
  readonly kind: ReasonKind
  readonly came?: string | undefined
  readonly expected?: string | readonly string[] | undefined
  /** Whose account it is about, where nobody is signed in yet. */
  readonly who?: { readonly userId?: string | undefined; readonly username: string }
}
