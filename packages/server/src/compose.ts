/**
 * The one place that names the parts: SQLite, the hasher, the clock, the HTTP library. What it makes is a value, so that
 * several servers may live in one process and a test may bring its own time.
 */
import { resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { systemClock, systemRandom } from './clock.ts'
import { consoleFilesIn } from './console-files-in.ts'
import type { ConsoleFiles } from './endpoints/console/console-files.ts'
import type { Services } from './endpoints/realm-endpoint.ts'
import { createAdminEventLog } from './events/admin-event-log.ts'
import { createLoginEventLog } from './events/login-event-log.ts'
import { WEBHOOK_LISTENER, type WebhookSettings } from './events/webhook-listener.ts'
import type { FaultLog } from './http/faults.ts'
import { type AnswerListener, createHttpServer, type HttpSettings } from './http/server.ts'
import { createPasswordHasher } from './keys/argon2-hasher.ts'
import type { PasswordHasher } from './keys/password-hasher.ts'
import { createRealmKeysOf } from './keys/realm-keys-of.ts'
import type { MailSender } from './mail/mail-sender.ts'
import type { Clock, Random } from './model/time.ts'
import type { OutboundClient } from './outbound/outbound-client.ts'
import type { Stores } from './store/ports.ts'
import { openSqliteStores } from './store/sqlite.ts'
import { type FlowRecorder, silentRecorder } from './trace/recorder.ts'

export interface ComposeSettings extends HttpSettings {
  /** Path of the SQLite file, or `:memory:`. */
  readonly database: string
  readonly development: boolean
  /** Who is told of events; nobody where it is unset. */
  readonly webhook?: WebhookSettings | undefined
  /** Addresses and blocks that are not public and may be asked all the same. */
  readonly outboundAllowed?: readonly string[]
}

/** One that has no `debug` does without what went well. */
type ComposedLog = FaultLog & { debug?(facts: object, message: string): void }

/** What a caller may bring of its own. */
export interface Ports {
  readonly clock: Clock
  readonly random: Random
  readonly hasher: PasswordHasher
  readonly recorder: FlowRecorder
  readonly mail: MailSender
  readonly log: ComposedLog
  readonly consoleFiles: ConsoleFiles
  readonly onAnswer: AnswerListener
}

export interface Latchkey {
  readonly services: Services
  readonly stores: Stores
  readonly http: FastifyInstance
  /** Ends requests in flight, writes what is written behind, closes the database. */
  close(): Promise<void>
}

/** Where `npm run build` puts the console: the same from `src/` and from the bundle in `dist/`. */
const CONSOLE = resolve(import.meta.dirname, '../dist/console')
const SWEEP_EVERY_MS = 60_000
const SWEEP_BATCH = 500

export async function compose(settings: ComposeSettings, ports: Partial<Ports> = {}): Promise<Latchkey> {
  const clock = ports.clock ?? systemClock
  const random = ports.random ?? systemRandom
  const log: ComposedLog = ports.log ?? silentLog
  const stores = await openSqliteStores({
    path: settings.database,
    clock,
    onWarning: (message) => log.warn({}, message),
  })
  const outbound = lateOutboundClient(settings.outboundAllowed ?? [])
  const webhooks =
    settings.webhook &&
    (await import('./events/webhooks.ts')).createWebhooks(settings.webhook, {
      outbox: stores.webhookOutbox,
      client: outbound,
      clock,
      log,
    })
  const services: Services = {
    stores,
    keysOf: createRealmKeysOf({
      onUnusable: (realm, error) =>
        log.warn({ realm: realm.name, reason: error.message }, 'a key provider is not usable'),
    }),
    hasher: ports.hasher ?? createPasswordHasher({ random }),
    clock,
    random,
    recorder: ports.recorder ?? silentRecorder,
    mail: ports.mail ?? lateMailSender(settings.outboundAllowed ?? []),
    outbound,
    loginEvents: createLoginEventLog({ store: stores.loginEvents, webhooks, clock, random }),
    adminEvents: createAdminEventLog({
      store: stores.adminEvents,
      webhooks,
      log: (facts, message) => log.debug?.(facts, message),
      clock,
      random,
    }),
    eventListeners: ['jboss-logging', ...(webhooks === undefined ? [] : [WEBHOOK_LISTENER])],
    consoleFiles: ports.consoleFiles ?? consoleFilesIn(CONSOLE),
    development: settings.development,
  }
  const http = createHttpServer(services, settings, log, ports.onAnswer)
  const sweeping = setInterval(() => void sweep(services, log), SWEEP_EVERY_MS)
  sweeping.unref()
  return {
    services,
    stores,
    http,
    async close() {
      clearInterval(sweeping)
      await http.close()
      await webhooks?.close()
      await stores.close()
    },
  }
}

/** Loaded with the first request that is made: most servers make none, and start without it. */
function lateOutboundClient(allowed: readonly string[]): OutboundClient {
  let client: Promise<OutboundClient> | undefined
  return {
    async send(request) {
      client ??= import('./outbound/outbound-client.ts').then((module) => module.createOutboundClient({ allowed }))
      return (await client).send(request)
    },
  }
}

/** Loaded with the first mail. */
function lateMailSender(allowed: readonly string[]): MailSender {
  let sender: Promise<MailSender> | undefined
  return {
    async send(settings, mail) {
      sender ??= import('./mail/smtp-sender.ts').then((module) => module.createSmtpSender({ allowed }))
      return (await sender).send(settings, mail)
    },
  }
}

/** Deletes expired rows batch by batch until a batch is not full; a failure is told and tried again a minute later. */
async function sweep({ stores, clock }: Services, log: FaultLog): Promise<void> {
  try {
    while ((await stores.sweep(clock.now(), SWEEP_BATCH)).deleted >= SWEEP_BATCH);
  } catch (err) {
    log.error({ err }, 'expired rows could not be swept')
  }
}

const silentLog: FaultLog = { error() {}, warn() {} }
