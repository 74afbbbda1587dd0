import { randomUUID } from 'node:crypto'
import type { EpochSeconds } from '../client/client.ts'
import { systemClock } from '../client/resolve-options.ts'
import type { SessionStore } from './session-store.ts'

/**
 * What is needed of a client of Redis or Valkey: to send a command. `redis` has this method; for `ioredis` write
 * `{ sendCommand: ([command, ...rest]) => ioredis.call(command, ...rest) }`.
 */
export interface RedisCommands {
  sendCommand(command: string[]): Promise<unknown>
}

/** Settings of {@link redisStore}. */
export interface RedisStoreOptions {
  /** Yours and connected: closing the store leaves it open. */
  readonly client: RedisCommands
  /** Before all keys. `rp:` unless told. */
  readonly prefix?: string
  readonly clock?: () => EpochSeconds
}

/** An entry as it is stored: its end stands in it, because Redis counts by its own clock. */
interface Entry {
  readonly value: string
  readonly expiresAt: EpochSeconds
  readonly indexes: readonly string[]
}

/** Changes an entry that is there and has not ended, and nothing else. Values come as JSON, so Redis reads them itself. */
const CHANGE = `
  local text = redis.call('GET', KEYS[1])
  if not text then return 0 end
  local entry = cjson.decode(text)
  if entry.expiresAt <= tonumber(ARGV[1]) then return 0 end
  if ARGV[4] ~= '' then entry.value = ARGV[4] end
  entry.expiresAt = tonumber(ARGV[2])
  if #entry.indexes == 0 then entry.indexes = nil end
  redis.call('SET', KEYS[1], cjson.encode(entry), 'PX', ARGV[3])
  return 1`

const RELEASE = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`

/** Keeps sessions in Redis or Valkey, for any number of machines. Each command touches one key, so a cluster will do. */
export function redisStore({ client, prefix = 'rp:', clock = systemClock }: RedisStoreOptions): SessionStore {
  const send = (...command: string[]) => client.sendCommand(command)
  const sessionKey = (key: string) => `${prefix}session:${key}`
  const indexKey = (index: string) => `${prefix}index:${index}`
  const millisecondsTo = (expiresAt: EpochSeconds) => String(Math.max(1, (expiresAt - clock()) * 1000))

  async function read(key: string): Promise<Entry | undefined> {
    const text = await send('GET', sessionKey(key))
    if (typeof text !== 'string') return undefined
    const entry = { indexes: [], ...(JSON.parse(text) as Partial<Entry>) } as Entry
    return entry.expiresAt > clock() ? entry : undefined
  }

  async function change(key: string, expiresAt: EpochSeconds, value: string): Promise<boolean> {
    const times = [String(clock()), String(expiresAt), millisecondsTo(expiresAt)]
    return Number(await send('EVAL', CHANGE, '1', sessionKey(key), ...times, value)) === 1
  }

  return {
    async get(key) {
      const entry = await read(key)
      return entry && { value: entry.value, expiresAt: entry.expiresAt }
    },
    async set(key, { value, expiresAt }, indexes) {
      const entry: Entry = { value, expiresAt, indexes: [...indexes] }
      // The name first: a name without its entry is passed over, an entry without its name could not be logged out.
      for (const index of indexes) {
        await send('SADD', indexKey(index), key)
        await send('EXPIRE', indexKey(index), String(INDEX_LIFETIME))
      }
      await send('SET', sessionKey(key), JSON.stringify(entry), 'PX', millisecondsTo(expiresAt))
    },
    replace: (key, { value, expiresAt }) => change(key, expiresAt, value),
    async touch(key, expiresAt) {
      await change(key, expiresAt, '')
    },
    async delete(key) {
      const entry = await read(key)
      await send('DEL', sessionKey(key))
      for (const index of entry?.indexes ?? []) await send('SREM', indexKey(index), key)
    },
    async find(index) {
      const keys = await send('SMEMBERS', indexKey(index))
      const found: string[] = []
      for (const key of Array.isArray(keys) ? keys.map(String) : []) {
        const entry = await read(key)
        if (entry?.indexes.includes(index)) found.push(key)
        else await send('SREM', indexKey(index), key)
      }
      return found
    },
    async lease(name, ttl) {
      const key = `${prefix}lease:${name}`
      const holder = `${clock() + ttl} ${randomUUID()}`
      if ((await send('SET', key, holder, 'NX', 'EX', String(ttl))) === null) {
        const held = await send('GET', key)
        if (typeof held === 'string' && Number.parseInt(held, 10) > clock()) return undefined
        // ended by our clock, and not yet by Redis's
        if (typeof held === 'string') await send('EVAL', RELEASE, '1', key, held)
        if ((await send('SET', key, holder, 'NX', 'EX', String(ttl))) === null) return undefined
      }
      return {
        async release() {
          await send('EVAL', RELEASE, '1', key, holder)
        },
      }
    },
    async close() {},
  }
}

/** Longer than any session; each login of the same user begins it anew. */
const INDEX_LIFETIME = 30 * 24 * 60 * 60
