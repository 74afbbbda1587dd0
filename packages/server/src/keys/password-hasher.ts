/** A password as Keycloak stores it: the two JSON texts of a `password` credential. */
export interface PasswordHash {
  readonly secretData: string
  readonly credentialData: string
}

/** Hashes and checks passwords off the event loop, with a bounded queue. */
export interface PasswordHasher {
  /** @param policy - Keycloak's password policy text, which may choose algorithm and iterations.
   * @throws {PasswordTooLong} @throws {HasherOverloaded} */
  hash(password: string, policy: string | undefined): Promise<PasswordHash>
  /**
   * @returns whether the password is right, and whether the stored hash should be made anew because the policy changed.
   * @throws {HasherOverloaded} when too many checks are waiting.
   */
  verify(
    password: string,
    stored: PasswordHash,
    policy: string | undefined,
  ): Promise<{ readonly valid: boolean; readonly stale: boolean }>
  /** Costs as much as a check and says no: for users who do not exist or have no password. */
  pretend(password: string, policy: string | undefined): Promise<void>
}

/** Too many passwords wait to be checked: answered as 503 with `Retry-After`, so that other endpoints stay quick. */
export class HasherOverloaded extends Error {
  constructor() {
    super('too many password checks are waiting')
    this.name = 'HasherOverloaded'
  }
}

/** A new password is longer than is ever hashed: refused as a violation of the password policy. */
export class PasswordTooLong extends Error {
  constructor() {
    super('the password is too long')
    this.name = 'PasswordTooLong'
  }
}
