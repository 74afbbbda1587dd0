import type { EpochSeconds, Seconds } from '../model/time.ts'

/** A token that allows so many registrations of clients. The token itself is not kept. */
export interface InitialAccess {
  /** `jti` of the token. */
  readonly id: string
  readonly created: EpochSeconds
  /** How long it is good for; 0 for ever. */
  readonly expiration: Seconds
  readonly count: number
  readonly remaining: number
}

export interface InitialAccessStore {
  /** Those that still count, the oldest first. */
  list(realmId: string, now: EpochSeconds): Promise<readonly InitialAccess[]>
  /** Forgets those that no longer count, too. */
  create(realmId: string, access: InitialAccess): Promise<void>
  /** Taking back what isn't there is no error. */
  delete(realmId: string, id: string): Promise<void>
}
