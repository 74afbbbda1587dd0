import type { SessionRecord } from './session-record.ts'

/** Sessions that are kept opened; each takes about as much as its tokens. */
const MOST_OPENED = 1_000

/**
 * Records that were opened lately, so that a browser's next request doesn't decrypt and parse the same text again. The store
 * is asked all the same: only what it has right now is looked up here, so a session that ended or changed elsewhere is not
 * found.
 */
export class OpenedSessions {
  readonly #records = new Map<string, { readonly sealed: string; readonly record: SessionRecord }>()

  /** @param open - decrypts; called unless this very text was opened under this key before. */
  recordOf(key: string, sealed: string, open: () => SessionRecord | undefined): SessionRecord | undefined {
    const known = this.#records.get(key)
    if (known?.sealed === sealed) return known.record
    this.#records.delete(key)
    const record = open()
    if (record === undefined) return undefined
    this.#records.set(key, { sealed, record })
    const [oldest] = this.#records.keys()
    if (this.#records.size > MOST_OPENED && oldest !== undefined) this.#records.delete(oldest)
    return record
  }

  /** Its tokens need not stay in memory. */
  forget(key: string): void {
    this.#records.delete(key)
  }
}
