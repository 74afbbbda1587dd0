import type { ClaimPath } from './claim-name.ts'
import type { ClaimsInput, TokenKind } from './claims.ts'
import type { RoleNames } from './role-names.ts'

/** One kind of protocol mapper: a file in `mappers/` and a row in the table of `mappers.ts`. */
export interface ClaimMapper {
  /** Keycloak's provider id. */
  readonly providerId: string
  /** Lower ones run first. */
  readonly priority: number
  /** Whether this configuration writes into that kind of target. */
  includedIn(config: MapperConfig, kind: TokenKind): boolean
  /**
   * Reads the configuration once.
   *
   * @returns what runs for every token, or `undefined` when the configuration can't do anything.
   */
  compile(config: MapperConfig): ((target: ClaimTarget) => void) | undefined
}

export type MapperConfig = Readonly<Record<string, string>>

/** What a running mapper sees and writes to. */
export interface ClaimTarget {
  readonly input: ClaimsInput
  readonly roles: RoleNames
  /** Writes a claim, unless it is protected or stands in the way of another; `undefined` writes nothing. */
  set(path: ClaimPath, value: unknown): void
  /** Writes a claim that is this mapper's own business, protected or not. */
  setOwn(name: OwnClaim, value: unknown): void
  addAudience(audience: string): void
}

/** Protected claims that have a mapper of their own. */
export type OwnClaim = 'sub' | 'acr' | 'allowed-origins' | 'session_state' | 'nonce'

/** Keycloak's order: names and additions of roles first, then who the roles are for, then the roles themselves. */
export const PRIORITY = { claims: 0, roleNames: 10, hardcodedRole: 20, audienceResolve: 30, roles: 40, pairwiseSub: 50 }
