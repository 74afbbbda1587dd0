/**
 * What the session layer needs of a store. Values are opaque text, already encrypted by the session layer; keys and
 * indexes are hashes, so that whoever reads the store can neither use a session nor read a token.
 */
import type { EpochSeconds } from '../client/client.ts'
import type { Sealer } from '../session/sealing.ts'

/** An entry as it is stored. It ends at `expiresAt`, and is unknown from that second on. */
export interface StoredSession {
  readonly value: string
  readonly expiresAt: EpochSeconds
}

/** One store may serve many processes; each method is atomic among all of them. */
export interface SessionStore {
  /** @returns `undefined` when unknown or past its end. */
  get(key: string): Promise<StoredSession | undefined>
  /** Creates the entry, or puts another in its place. @param indexes - other names under which {@link find} knows it. */
  set(key: string, entry: StoredSession, indexes: readonly string[]): Promise<void>
  /**
   * Puts another value in the place of one that is there; its indexes stay.
   * @returns `false`, and writes nothing, when there is none: a session that was ended meanwhile stays ended.
   */
  replace(key: string, entry: StoredSession): Promise<boolean>
  /** Moves the end of an entry, if there is one, and leaves its value alone. */
  touch(key: string, expiresAt: EpochSeconds): Promise<void>
  /** Deleting nothing is no error. */
  delete(key: string): Promise<void>
  /** The keys under an index, those past their end left out. */
  find(index: string): Promise<readonly string[]>
  /**
   * What one caller among all processes may have at a time, until it is released or `ttl` is over.
   *
   * @param ttl - seconds.
   * @returns `undefined` when someone else has it.
   */
  lease(name: string, ttl: number): Promise<Lease | undefined>
  /** Frees connections and timers that the store made itself. */
  close(): Promise<void>
}

/** A lease that was got. */
export interface Lease {
  /** Gives it back, if it is still held; never the lease of a successor. */
  release(): Promise<void>
}

/** A store that has no place of its own: what it keeps travels with each request, so it is opened for each. */
export interface CarriedStore {
  readonly carried: true
  openFor(carrier: CookieCarrier): SessionStore
}

/** The cookies of one request and of its answer, under names of the store's own. */
export interface CookieCarrier {
  readonly sealer: Sealer
  /** As the request brought it, or as it was written since. */
  read(name: string): string | undefined
  /** For the answer; `undefined` removes it. */
  write(name: string, value: string | undefined): void
}
