import { BoundedMap } from './bounded-map.ts'
import type { Revisions } from './revisions.ts'

/** What was read of a realm's configuration, with the realm's revision at that time. */
export interface Revised<Value> {
  readonly realmId: string
  readonly revision: number
  readonly value: Value
}

/**
 * A bounded cache of configuration. An entry serves as long as its realm's revision is the present one; what was not
 * found is not remembered, so that made-up names can't push out real ones.
 */
export interface ConfigurationCache<Value> {
  get(key: string, load: () => Promise<Revised<Value> | undefined>): Promise<Value | undefined>
}

export function configurationCache<Value>(limit: number, revisions: Revisions): ConfigurationCache<Value> {
  const entries = new BoundedMap<string, Revised<Value> & { readonly epoch: number }>(limit)
  return {
    async get(key, load) {
      const cached = entries.get(key)
      if (cached?.epoch === revisions.epoch() && (await revisions.current(cached.realmId)) === cached.revision) {
        return cached.value
      }
      const epoch = revisions.epoch()
      const loaded = await load()
      if (loaded) entries.set(key, { ...loaded, epoch })
      else entries.delete(key)
      return loaded?.value
    },
  }
}
