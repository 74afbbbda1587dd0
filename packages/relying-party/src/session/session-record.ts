import type { EpochSeconds, TokenSet } from '../client/client.ts'

/** What a session holds, encrypted in the store. */
export interface SessionRecord {
  readonly createdAt: EpochSeconds
  /** The session ends then, however much it is used. */
  readonly endsAt: EpochSeconds
  readonly tokens: TokenSet
  /** When the tokens were received. */
  readonly tokensFrom: EpochSeconds
  /** Of the access token, validated when it was received; `undefined` when it is no JWT that this client can read. */
  readonly accessClaims?: Readonly<Record<string, unknown>> | undefined
}

export function writeRecord(record: SessionRecord): string {
  return JSON.stringify(record)
}

/** Only what {@link writeRecord} wrote comes here: it was sealed by one of our keys. */
export function readRecord(text: string): SessionRecord {
  return JSON.parse(text) as SessionRecord
}
