/** A span of time. Keycloak's lifespans are in this unit too. */
export type Seconds = number & { readonly unit?: 'seconds' }

/** A point in time as JWTs carry it. A literal fits, {@link Seconds} don't. */
export type EpochSeconds = number & { readonly unit?: 'epoch-seconds' }

/** The only source of time: a test moves it, and nothing else reads `Date.now()`. */
export interface Clock {
  now(): EpochSeconds
  /** Milliseconds, for the few places where Keycloak's JSON has them (`createdTimestamp`, event `time`). */
  nowMs(): number
}

/** The only source of randomness. */
export interface Random {
  bytes(length: number): Buffer
  /** A version 4 UUID: ids whose order must tell nothing (clients, users, codes). */
  uuid(): string
  /** A version 7 UUID: ids of hot tables, where rows made together should lie together (sessions, events). */
  uuidByTime(): string
}
