/**
 * What the session layer needs of a store. Values are opaque text, already encrypted by the session layer; keys are
 * hashes, so that whoever reads the store can neither use a session nor read a token.
 */
export interface SessionStore {
  /** @returns `undefined` when unknown or past its end. */
  get(key: string): Promise<string | undefined>
  /** Creates or replaces. @param indexes - other names to find it by (`sub:…`, `sid:…`), replaced as a whole. */
  set(key: string, value: string, expiresAt: number, indexes?: readonly string[]): Promise<void>
  /** Deleting nothing is no error. */
  delete(key: string): Promise<void>
  /** Reads and deletes at once: of two callers one gets it (login state is single-use). */
  take(key: string): Promise<string | undefined>
  /** The keys under an index, those past their end left out. */
  find(index: string): Promise<readonly string[]>
  /**
   * A lease that one holder among all processes has, for at most `ttlMs`.
   * @returns `undefined` when someone else holds it.
   */
  lease(name: string, ttlMs: number): Promise<Lease | undefined>
  /** Frees connections and timers. */
  close?(): Promise<void>
}

export interface Lease {
  /** Gives it back, if it is still held. */
  release(): Promise<void>
}
