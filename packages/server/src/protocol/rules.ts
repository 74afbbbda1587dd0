/**
 * Every rule that can refuse a request, by the `kind` that logs, traces and `docs/errors.md` name it with. A kind is
 * Keycloak's event error where it has one. `rule` says what must hold, `source` where that is written, `repair` what
 * whoever set this up can do. A test compares `docs/errors.md` with this table.
 */
export const RULES = {
  realm_not_found: {
    rule: 'The URL names a realm of this server.',
    source: 'Keycloak: /realms/{realm}',
    repair: 'Check the spelling of the realm in the URL, or create or import the realm.',
  },
} as const satisfies Record<string, Rule>

export interface Rule {
  readonly rule: string
  readonly source: string
  readonly repair: string
}

export type ReasonKind = keyof typeof RULES

/**
 * Why something was refused, in our own words: for the log, the flow trace and, in development, the error page.
 * Ids, URIs and names may appear; secrets, codes and tokens never.
 */
export interface Reason {
  readonly kind: ReasonKind
  readonly came?: string | undefined
  readonly expected?: string | readonly string[] | undefined
}
