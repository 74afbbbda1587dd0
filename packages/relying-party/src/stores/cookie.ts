import type { EpochSeconds } from '../client/client.ts'
import { systemClock } from '../client/resolve-options.ts'
import { RelyingPartyError } from '../errors.ts'
import { memoryStore } from './memory.ts'
import type { CarriedStore, CookieCarrier, SessionStore, StoredSession } from './session-store.ts'

/** Settings of {@link cookieStore}. */
export interface CookieStoreOptions {
  /**
   * The longest session, in bytes of cookies. 7,000 unless told, because many proxies take 8 kB for all cookies together;
   * at most 14,000, because Node takes 16 kB for all headers.
   */
  readonly maxBytes?: number
  readonly clock?: () => EpochSeconds
}

const DEFAULT_MAX_BYTES = 7_000
const LARGEST_MAX_BYTES = 14_000
/** A browser drops a cookie whose name and value are longer than 4,096 bytes (RFC 6265bis §5.6). */
const CHUNK = 3_800
/** Requests that left the browser before it got the newest cookies are answered from memory for so long. Seconds. */
const OVERLAP = 60
/** Longer than any session should live. Seconds. */
const ENDED_FOR = 24 * 60 * 60

/**
 * Keeps sessions in the browser, encrypted: nothing to run and nothing to share but the keys. What only a store can do, it
 * can't: a session can't be found from outside (back-channel and front-channel logout), and this process remembers by
 * itself, as long as it runs, which sessions were signed out and which login answers were used. Renewals at the same time
 * are one within a process, not among several, so with several switch the rotation of refresh tokens off.
 *
 * @throws {RelyingPartyError} `invalid_configuration` for a size that no browser or server takes; later, when a session
 *   is larger than allowed.
 */
export function cookieStore({
  maxBytes = DEFAULT_MAX_BYTES,
  clock = systemClock,
}: CookieStoreOptions = {}): CarriedStore {
  if (!(maxBytes >= 1_000 && maxBytes <= LARGEST_MAX_BYTES)) {
    throw misfit(`The size of cookies must be between 1,000 and ${LARGEST_MAX_BYTES} bytes.`)
  }
  const recent = memoryStore({ maxEntries: 10_000, clock })
  const ended = memoryStore({ clock })
  let lastWriteMs = 0
  return {
    carried: true,
    openFor(carrier) {
      const newestOf = async (key: string): Promise<Carried | undefined> => {
        if (await ended.get(key)) return undefined
        const text = readChunks(carrier)
        const brought = parse(carrier, key, text)
        const newestText = (await recent.get(key))?.value
        const remembered = newestText === text ? undefined : parse(carrier, key, newestText)
        const newest = remembered && remembered.writtenAtMs > (brought?.writtenAtMs ?? 0) ? remembered : brought
        if (newest && newest !== brought) writeChunks(carrier, newest.text)
        return newest && newest.expiresAt > clock() ? newest : undefined
      }
      const write = async (key: string, entry: StoredSession): Promise<void> => {
        lastWriteMs = Math.max(lastWriteMs + 1, clock() * 1000)
        const text = serialize(carrier, key, entry, lastWriteMs)
        if (text.length > maxBytes) {
          throw misfit(
            `The session takes ${text.length} bytes of cookies, and ${maxBytes} are allowed: use another store.`,
          )
        }
        writeChunks(carrier, text)
        await recent.set(key, { value: text, expiresAt: clock() + OVERLAP }, [])
      }
      return carriedStore({ newestOf, write, recent, ended, carrier, clock })
    },
  }
}

interface Parts {
  newestOf(key: string): Promise<Carried | undefined>
  write(key: string, entry: StoredSession): Promise<void>
  readonly recent: SessionStore
  readonly ended: SessionStore
  readonly carrier: CookieCarrier
  readonly clock: () => EpochSeconds
}

function carriedStore({ newestOf, write, recent, ended, carrier, clock }: Parts): SessionStore {
  return {
    async get(key) {
      const newest = await newestOf(key)
      return newest && { value: newest.value, expiresAt: newest.expiresAt }
    },
    set: (key, entry) => write(key, entry),
    async replace(key, entry) {
      if (!(await newestOf(key))) return false
      await write(key, entry)
      return true
    },
    async touch(key, expiresAt) {
      const newest = await newestOf(key)
      if (newest) await write(key, { value: newest.value, expiresAt })
    },
    async delete(key) {
      await recent.delete(key)
      await ended.set(key, { value: '', expiresAt: clock() + ENDED_FOR }, [])
      removeChunks(carrier, 0)
    },
    find: async () => [],
    lease: (name, ttl) => recent.lease(name, ttl),
    close: async () => {},
  }
}

/** An entry as it travels: its end is not in the sealed value, so it is sealed beside it. */
interface Carried extends StoredSession {
  readonly writtenAtMs: number
  readonly text: string
}

function serialize(
  { sealer }: CookieCarrier,
  key: string,
  { value, expiresAt }: StoredSession,
  writtenAtMs: number,
): string {
  const times = `${expiresAt.toString(36)}.${writtenAtMs.toString(36)}`
  return `${times}.${sealer.seal('', proofContext(key, times, value))}.${value}`
}

/** @returns `undefined` for anything that wasn't written for this key, whole. */
function parse(carrier: CookieCarrier, key: string, text: string | undefined): Carried | undefined {
  const [expiresAt = '', writtenAt = '', proof = '', value = '', ...more] = text?.split('.') ?? []
  if (text === undefined || value === '' || more.length > 0) return undefined
  if (carrier.sealer.open(proof, proofContext(key, `${expiresAt}.${writtenAt}`, value)) === undefined) return undefined
  return { value, expiresAt: Number.parseInt(expiresAt, 36), writtenAtMs: Number.parseInt(writtenAt, 36), text }
}

function proofContext(key: string, times: string, value: string): string {
  return `carried:${key}:${times}:${value}`
}

const chunkName = (index: number) => `data-${index}`

/** The first chunk begins with their number, so that one left over from a longer session is not read. */
function readChunks(carrier: CookieCarrier): string | undefined {
  const [, count = '', first = ''] = /^(\d):(.*)$/s.exec(carrier.read(chunkName(0)) ?? '') ?? []
  if (count === '') return undefined
  const others = Array.from({ length: Math.max(0, Number(count) - 1) }, (_, i) => carrier.read(chunkName(i + 1)))
  return others.includes(undefined) ? undefined : [first, ...others].join('')
}

function writeChunks(carrier: CookieCarrier, text: string): void {
  const count = Math.ceil(text.length / CHUNK)
  for (let i = 0; i < count; i++) {
    const chunk = text.slice(i * CHUNK, (i + 1) * CHUNK)
    carrier.write(chunkName(i), i === 0 ? `${count}:${chunk}` : chunk)
  }
  removeChunks(carrier, count)
}

function removeChunks(carrier: CookieCarrier, from: number): void {
  for (let i = from; i <= LARGEST_MAX_BYTES / CHUNK; i++) {
    if (carrier.read(chunkName(i)) !== undefined) carrier.write(chunkName(i), undefined)
  }
}

function misfit(message: string): RelyingPartyError {
  return new RelyingPartyError(message, { kind: 'invalid_configuration', setting: 'store' })
}
