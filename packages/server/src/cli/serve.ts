/** `latchkey start` and `start-dev`: everything in order until the server answers, and in order again when it ends. */
import { systemClock } from '../clock.ts'
import { compose, type Latchkey } from '../compose.ts'
import type { Settings } from '../config.ts'
import { createManagementServer, type ManagementServer } from '../http/management.ts'
import { countingRecorder, createMetrics } from '../http/metrics.ts'
import { createLog, type Log, logRecorder } from '../log.ts'
import { addAdministrator, bootstrapMaster } from '../provisioning/bootstrap.ts'
import { hasGuessableAdministrator } from '../provisioning/guessable-administrator.ts'
import { MASTER } from '../provisioning/import-realms.ts'
import type { Call } from './command.ts'
import { ensureDataFolder } from './data-folder.ts'
import { importAtStart } from './import-at-start.ts'
import { listening } from './listening.ts'
import { untilStopped } from './stopping.ts'
import type { Running } from './welcome.ts'

/** What changes while the process lives. */
interface Stage {
  isStarted: boolean
  isStopping: boolean
}

export async function serve({ settings, sources, environment, say }: Call): Promise<number> {
  const log = createLog({
    ...settings.log,
    clock: systemClock,
    write: (line) => void process.stdout.write(line),
    colors: process.stdout.isTTY === true && !environment['NO_COLOR'],
  })
  for (const notice of sources.notices) log.warn({}, notice)
  if (settings.truststorePaths.length > 0) {
    const { trustCertificates } = await import('./truststore.ts')
    log.info({ certificates: trustCertificates(settings.truststorePaths) }, 'more certificates are trusted')
  }
  ensureDataFolder(settings.dataDir)
  const stage: Stage = { isStarted: false, isStopping: false }
  const metrics = createMetrics()
  const latchkey = await compose(settings, {
    clock: systemClock,
    log,
    recorder: countingRecorder(metrics, logRecorder(log)),
    ...(settings.management.metrics && { onAnswer: metrics.answered }),
  })
  if (settings.trustedProxies.length > 0) {
    const { trustOnly } = await import('../http/trusted-proxies.ts')
    trustOnly(latchkey.http, settings.trustedProxies)
  }
  const management = createManagementServer(settings.management, {
    checks: [{ name: 'Database', check: () => latchkey.stores.ping() }],
    metrics,
    isStarted: () => stage.isStarted,
    isStopping: () => stage.isStopping,
  })
  const running = await started(settings, environment, { latchkey, management, log }).catch(async (error: unknown) => {
    await Promise.all([management.close(), latchkey.close()])
    throw error
  })
  stage.isStarted = true
  await announce(running, settings, log, say)
  return untilStopped({
    log,
    timeout: settings.shutdownTimeout,
    stopping: () => {
      stage.isStopping = true
    },
    close: () => latchkey.close(),
    closeIdle: () => latchkey.http.server.closeIdleConnections(),
    cutOff: () => latchkey.http.server.closeAllConnections(),
    afterwards: () => management.close(),
  })
}

async function started(
  settings: Settings,
  environment: Call['environment'],
  { latchkey, management, log }: { latchkey: Latchkey; management: ManagementServer; log: Log },
): Promise<Running> {
  const { services, http } = latchkey
  const managed = settings.management.health || settings.management.metrics
  const managementPort = managed
    ? await listening(() => management.listen(), settings.management, 'http-management')
    : undefined
  await makeAdministrator(latchkey, settings, log)
  await refuseGuessableAdministrator(latchkey, settings)
  const realms = await importAtStart(services, settings, environment, log)
  const port = await listening(
    async () => {
      await http.listen({ host: settings.httpHost, port: settings.httpPort })
      const address = http.server.address()
      return typeof address === 'object' && address !== null ? address.port : settings.httpPort
    },
    { host: settings.httpHost, port: settings.httpPort },
    'http',
  )
  return { port, managementPort, realms }
}

/** Also where master came without one, by `import` for instance. Never where anybody is there already. */
async function makeAdministrator(
  { services, stores }: Latchkey,
  { bootstrapAdmin }: Settings,
  log: Log,
): Promise<void> {
  const isNew = await bootstrapMaster(services, bootstrapAdmin)
  if (isNew && bootstrapAdmin === undefined) {
    log.warn({}, 'realm master has no administrator: stop, then run `latchkey bootstrap-admin user`')
  }
  if (isNew || bootstrapAdmin === undefined) return
  const masterId = await stores.realms.idOf(MASTER)
  if (masterId === undefined || (await stores.users.search(masterId, { max: 1 })).length > 0) return
  await addAdministrator(services, bootstrapAdmin, true)
}

/** A data folder that `start-dev` made has admin / admin in it, and one day somebody starts it for production. */
async function refuseGuessableAdministrator({ services }: Latchkey, settings: Settings): Promise<void> {
  if (settings.development || settings.weakAdminAllowed) return
  if (!(await hasGuessableAdministrator(services))) return
  const { CannotStart } = await import('./cannot-start.ts')
  throw new CannotStart(
    `The administrator in ${settings.database} still has the password admin of start-dev. Change it there, or start with --allow-weak-admin-password=true.`,
  )
}

async function announce(running: Running, settings: Settings, log: Log, say: Call['say']): Promise<void> {
  const readyMs = Math.round(process.uptime() * 1000)
  if (settings.development && settings.log.format === 'default') {
    const { welcome } = await import('./welcome.ts')
    say(welcome(running, settings, readyMs))
    return
  }
  const { port, managementPort } = running
  log.info(
    {
      host: settings.httpHost,
      port,
      managementPort,
      hostname: settings.hostname,
      database: settings.database,
      readyMs,
    },
    `ready in ${readyMs} ms`,
  )
}
