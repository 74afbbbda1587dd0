/** How the process ends: asked by a signal, in order; asked twice, at once; by a fault of ours, loudly. */
import type { Log } from '../log.ts'
import type { Seconds } from '../model/time.ts'

export interface Stoppable {
  readonly log: Log
  /** How long requests in flight may take. */
  readonly timeout: Seconds
  /** Told first: from now on the server is not ready. */
  stopping(): void
  /** Takes no more connections, waits for requests, flushes and closes the store. */
  close(): Promise<void>
  /** Closes connections without a request: one that had a request when the signal came would be kept alive. */
  closeIdle(): void
  /** Ends what is still in flight, so that {@link close} comes to its end. */
  cutOff(): void
  /** Closes what should answer until the last moment. */
  afterwards(): Promise<void>
}

const SIGNALS = { SIGINT: 2, SIGTERM: 15 } as const
/** For the store alone, once nothing is in flight any more. */
const FLUSH_TIMEOUT_MS = 5_000
const IDLE_EVERY_MS = 20

/** @returns the exit code: 0 when all was drained or cut off and is on disk. */
export async function untilStopped(server: Stoppable): Promise<number> {
  const { log } = server
  process.on('uncaughtException', (error) => {
    log.error({ err: error }, 'a fault of the program; it ends')
    process.exit(1)
  })
  const signal = await firstSignal()
  for (const [again, number] of Object.entries(SIGNALS)) {
    process.on(again, () => {
      log.warn({ signal: again }, 'stopping at once')
      process.exit(128 + number)
    })
  }
  log.info({ signal }, 'stopping: no new requests, those in flight are finished')
  server.stopping()
  return (await closed(server)) ? 0 : 1
}

function firstSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of Object.keys(SIGNALS)) process.once(signal, () => resolve(signal))
  })
}

async function closed(server: Stoppable): Promise<boolean> {
  const closing = server.close().then(
    () => true,
    (error: unknown) => {
      server.log.error({ err: error }, 'closing failed')
      return false
    },
  )
  const idle = setInterval(() => server.closeIdle(), IDLE_EVERY_MS)
  let outcome = await within(closing, server.timeout * 1000)
  if (outcome === undefined) {
    server.log.warn({ seconds: server.timeout }, 'requests took longer than --shutdown-timeout and were cut off')
    server.cutOff()
    outcome = await within(closing, FLUSH_TIMEOUT_MS)
  }
  clearInterval(idle)
  await server.afterwards()
  if (outcome === true) server.log.info({}, 'stopped')
  return outcome ?? false
}

async function within<T>(promise: Promise<T>, timeMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeMs)
  })
  const first = await Promise.race([promise, late])
  clearTimeout(timer)
  return first
}
