import type { EpochSeconds } from '../model/time.ts'
import { type Act, type Engine, type Parameter, prepared } from './act.ts'

/** How long a last use may be in memory only: what a crash makes us forget. */
const MAX_DELAY_MS = 1_000

/** Names a client's part in a session. */
export interface SessionKey {
  readonly realmId: string
  readonly sessionId: string
  readonly offline: boolean
}

/**
 * The times at which sessions were last used, written behind: a refresh need not wait for the disk to say that it
 * happened, and a session that is used a hundred times in a second is written once.
 */
export interface LastUse {
  touch(key: SessionKey, clientUuid: string, now: EpochSeconds): void
  /** What will be written, for reads in between. */
  ofSession(key: SessionKey): EpochSeconds | undefined
  ofClient(key: SessionKey, clientUuid: string): EpochSeconds | undefined
  flush(): Promise<void>
}

interface Touched extends SessionKey {
  at: EpochSeconds
  readonly clients: Map<string, EpochSeconds>
}

type TouchedSessions = Map<string, Touched>

/** @param onWarning - hears when a write failed; it is tried again a second later. */
export function lastUseOf(engine: Engine, onWarning: (message: string) => void): LastUse {
  const write = lastUseWriter(engine)
  let waiting: TouchedSessions = new Map()
  /** On their way to the disk: still what a read must see. */
  let leaving: TouchedSessions = new Map()
  let timer: NodeJS.Timeout | undefined
  let flushing: Promise<void> | undefined

  function flushSoon(): void {
    timer ??= setTimeout(() => {
      flush().catch((error: unknown) => {
        onWarning(`Last uses of sessions could not be written: ${error instanceof Error ? error.message : error}`)
        flushSoon()
      })
    }, MAX_DELAY_MS).unref()
  }

  async function flush(): Promise<void> {
    // One at a time: an older value must not overtake a newer one.
    while (flushing) await flushing.catch(() => undefined)
    clearTimeout(timer)
    timer = undefined
    if (waiting.size === 0) return
    leaving = waiting
    waiting = new Map()
    flushing = engine
      .write(() => write(leaving.values()))
      .catch((error: unknown) => {
        for (const touched of leaving.values()) {
          for (const [clientUuid, at] of touched.clients) note(waiting, touched, clientUuid, at)
        }
        throw error
      })
      .finally(() => {
        leaving = new Map()
        flushing = undefined
      })
    await flushing
  }

  return {
    touch(key, clientUuid, now) {
      note(waiting, key, clientUuid, now)
      flushSoon()
    },
    ofSession: (key) => waiting.get(textOf(key))?.at ?? leaving.get(textOf(key))?.at,
    ofClient: (key, clientUuid) =>
      waiting.get(textOf(key))?.clients.get(clientUuid) ?? leaving.get(textOf(key))?.clients.get(clientUuid),
    flush,
  }
}

function textOf({ realmId, sessionId, offline }: SessionKey): string {
  return `${realmId} ${offline ? 'offline' : 'online'} ${sessionId}`
}

function note(sessions: TouchedSessions, key: SessionKey, clientUuid: string, at: EpochSeconds): void {
  const text = textOf(key)
  const touched = sessions.get(text)
  if (!touched) {
    sessions.set(text, { ...key, at, clients: new Map([[clientUuid, at]]) })
    return
  }
  touched.at = Math.max(touched.at, at)
  touched.clients.set(clientUuid, Math.max(touched.clients.get(clientUuid) ?? 0, at))
}

/** The act that writes them; never backwards, because another node may have seen a later use. */
function lastUseWriter({ db }: Engine): (touched: Iterable<Touched>) => Act<void> {
  type Values = { realmId: string; sessionId: string; offline: number; at: number }
  const session = prepared((the: Parameter<Values>) =>
    db
      .updateTable('user_session')
      .set({ last_refresh: the('at') })
      .where('realm_id', '=', the('realmId'))
      .where('id', '=', the('sessionId'))
      .where('offline', '=', the('offline'))
      .where('last_refresh', '<', the('at')),
  )
  const client = prepared((the: Parameter<Values & { clientUuid: string }>) =>
    db
      .updateTable('client_session')
      .set({ last_refresh: the('at') })
      .where('realm_id', '=', the('realmId'))
      .where('user_session_id', '=', the('sessionId'))
      .where('offline', '=', the('offline'))
      .where('client_uuid', '=', the('clientUuid'))
      .where('last_refresh', '<', the('at')),
  )
  return function* (touched) {
    for (const { realmId, sessionId, offline, at, clients } of touched) {
      const key = { realmId, sessionId, offline: offline ? 1 : 0 }
      yield* session({ ...key, at })
      for (const [clientUuid, clientAt] of clients) yield* client({ ...key, clientUuid, at: clientAt })
    }
  }
}
