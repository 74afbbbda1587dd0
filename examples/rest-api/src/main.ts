/** The program: environment in, a listening server out. */
import { randomBytes } from 'node:crypto'
import { createClient, type RelyingPartyEvent } from '@latchkey/relying-party'
import { createSessions } from '@latchkey/relying-party/session'
import { announce } from './announce.ts'
import { CALLBACK_PATH, createApp } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import { openStore } from './session-store.ts'

try {
  await start()
} catch (error) {
  if (!(error instanceof ConfigError) && (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
  console.error(`The REST API can't start: ${(error as Error).message}`)
  process.exitCode = 1
}

async function start(): Promise<void> {
  const config = readConfig(process.env)
  const client = createClient({
    issuer: config.issuer,
    clientId: config.clientId,
    authentication: { method: 'client_secret_basic', secret: config.clientSecret },
    redirectUri: `${config.baseUrl}${CALLBACK_PATH}`,
    // the tutorial shows what is in the address
    pushedAuthorizationRequests: config.sessionIn === 'cookie',
    onEvent: warnOfFailure,
  })
  const { store, close } = await openStore(config.store)
  const keys = config.sessionKeys.length > 0 ? config.sessionKeys : [randomBytes(32)]
  const sessions = createSessions({ client, store, keys, origin: config.baseUrl })
  const app = await createApp(config, sessions)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, async () => {
      await app.close()
      await close()
      process.exit(0)
    })
  }
  if (config.sessionIn === 'query') {
    console.warn('SESSION_IN=query: the session id stands in every address, log and history. For learning only.')
  }
  await app.listen({ host: config.host, port: config.port })
  void announce(config)
}

/** What the identity server didn't do, for whoever looks after the API; what callers did wrong is told to them. */
function warnOfFailure({ type, failure, ms }: RelyingPartyEvent): void {
  if (!failure || ms === undefined || type === 'token_validation' || type === 'logout_token') return
  console.warn(`REST API: ${type} failed: ${failure.error ?? failure.kind}`)
}
