import type { EpochSeconds } from '../client/client.ts'
import { systemClock } from '../client/resolve-options.ts'
import type { SessionStore, StoredSession } from './session-store.ts'

/** Settings of {@link memoryStore}. */
export interface MemoryStoreOptions {
  /** Entries that are kept; beyond it the oldest goes. 100,000 unless told. */
  readonly maxEntries?: number
  readonly clock?: () => EpochSeconds
}

interface Entry extends StoredSession {
  readonly indexes: readonly string[]
}

/** How many of the oldest entries each write looks at, to drop those past their end. */
const SWEPT_AT_ONCE = 4

/** Keeps sessions in this process: for one process, and gone with it. */
export function memoryStore({ maxEntries = 100_000, clock = systemClock }: MemoryStoreOptions = {}): SessionStore {
  const entries = new Map<string, Entry>()
  const byIndex = new Map<string, Set<string>>()
  const leases = new Map<string, { readonly until: EpochSeconds; readonly holder: symbol }>()

  function alive(key: string): Entry | undefined {
    const entry = entries.get(key)
    if (entry && entry.expiresAt > clock()) return entry
    if (entry) drop(key)
    return undefined
  }

  function drop(key: string): void {
    const entry = entries.get(key)
    if (!entry) return
    entries.delete(key)
    for (const index of entry.indexes) {
      const keys = byIndex.get(index)
      keys?.delete(key)
      if (keys?.size === 0) byIndex.delete(index)
    }
  }

  function put(key: string, entry: Entry): void {
    drop(key)
    entries.set(key, entry)
    for (const index of entry.indexes) {
      const keys = byIndex.get(index) ?? new Set()
      byIndex.set(index, keys.add(key))
    }
  }

  /** In the order in which entries were written, so no timer is needed. */
  function sweep(): void {
    let looked = 0
    for (const key of entries.keys()) {
      if (entries.size <= maxEntries && looked++ >= SWEPT_AT_ONCE) break
      if (entries.size > maxEntries) drop(key)
      else alive(key)
    }
  }

  /** The oldest only: a login's lease is kept for minutes, and there may be as many as there are logins. */
  function sweepLeases(now: EpochSeconds): void {
    let looked = 0
    for (const [name, { until }] of leases) {
      if (looked++ >= SWEPT_AT_ONCE) break
      if (until <= now) leases.delete(name)
    }
  }

  return {
    async get(key) {
      const entry = alive(key)
      return entry && { value: entry.value, expiresAt: entry.expiresAt }
    },
    async set(key, { value, expiresAt }, indexes) {
      put(key, { value, expiresAt, indexes: [...indexes] })
      sweep()
    },
    async replace(key, { value, expiresAt }) {
      const entry = alive(key)
      if (!entry) return false
      put(key, { ...entry, value, expiresAt })
      return true
    },
    async touch(key, expiresAt) {
      const entry = alive(key)
      if (entry) entries.set(key, { ...entry, expiresAt })
    },
    async delete(key) {
      drop(key)
    },
    async find(index) {
      return [...(byIndex.get(index) ?? [])].filter((key) => alive(key) !== undefined)
    },
    async lease(name, ttl) {
      const now = clock()
      sweepLeases(now)
      if ((leases.get(name)?.until ?? now) > now) return undefined
      const holder = Symbol(name)
      leases.delete(name)
      leases.set(name, { until: now + ttl, holder })
      return {
        async release() {
          if (leases.get(name)?.holder === holder) leases.delete(name)
        },
      }
    },
    async close() {
      entries.clear()
      byIndex.clear()
      leases.clear()
    },
  }
}
