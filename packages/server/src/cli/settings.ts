/** Puts the settings together, and refuses what contradicts itself or, in production, is unsafe. */
import { join, resolve } from 'node:path'
import { SETTINGS, type Settings } from '../config.ts'
import { type Mode, type Option, UsageError } from './option.ts'

/** Gives an option's text as the command line, environment or file had it. */
export type Given = <T>(option: Option<T>) => T

/**
 * Puts the settings together.
 *
 * @param given - looks an option up in all sources and parses it.
 * @param serves - whether a server will listen; what is unsafe for one is no matter to an export.
 * @throws {UsageError} for a combination that contradicts itself or, in production, is unsafe.
 */
export function settingsOf(given: Given, mode: Mode, serves: boolean): Settings {
  const dataDir = resolve(given(SETTINGS.dataDir))
  given(SETTINGS.db)
  const httpHost = given(SETTINGS.httpHost)
  const relative = given(SETTINGS.relativePath)
  const importRealm = given(SETTINGS.importRealm)
  const settings: Settings = {
    development: mode === 'development',
    dataDir,
    database: join(dataDir, 'latchkey.db'),
    httpHost,
    httpPort: given(SETTINGS.httpPort),
    relativePath: relative ?? '',
    bodyLimit: given(SETTINGS.bodyLimit),
    hostname: given(SETTINGS.hostname),
    proxyHeaders: given(SETTINGS.proxyHeaders),
    trustedProxies: given(SETTINGS.trustedProxies) ?? [],
    truststorePaths: given(SETTINGS.truststorePaths) ?? [],
    management: {
      host: given(SETTINGS.managementHost) ?? httpHost,
      port: given(SETTINGS.managementPort),
      relativePath: given(SETTINGS.managementRelativePath) ?? relative ?? '',
      health: given(SETTINGS.health),
      metrics: given(SETTINGS.metrics),
    },
    outboundAllowed: given(SETTINGS.outboundAllowed) ?? [],
    webhook: webhook(given(SETTINGS.webhookUrl), given(SETTINGS.webhookSecret)),
    importFrom: importPath(importRealm, dataDir),
    bootstrapAdmin: bootstrapAdmin(given(SETTINGS.adminUsername), given(SETTINGS.adminPassword)),
    weakAdminAllowed: given(SETTINGS.weakAdmin),
    log: { level: given(SETTINGS.logLevel), format: given(SETTINGS.logFormat) },
    shutdownTimeout: given(SETTINGS.shutdownTimeout),
  }
  if (!serves) return settings
  if (settings.bootstrapAdmin === undefined && given(SETTINGS.adminUsername) !== undefined) {
    throw new UsageError('--bootstrap-admin-username is given without a password. Set KC_BOOTSTRAP_ADMIN_PASSWORD too.')
  }
  refuseContradictions(settings)
  if (mode === 'production') {
    refuseUnsafe(settings, {
      plainHttp: given(SETTINGS.httpEnabled),
      anyHostname: !given(SETTINGS.hostnameStrict),
      weakAdmin: settings.weakAdminAllowed,
    })
  }
  return settings
}

function refuseContradictions({ httpPort, management, hostname, relativePath, ...settings }: Settings): void {
  const managed = management.health || management.metrics
  if (managed && httpPort !== 0 && httpPort === management.port) {
    throw new UsageError(
      `--http-port and --http-management-port are both ${httpPort}. Give them different ports, or switch the management port off with --health-enabled=false --metrics-enabled=false.`,
    )
  }
  const path = hostname?.includes('://') ? new URL(hostname).pathname.replace(/\/$/, '') : ''
  if (relativePath !== '' && path !== '' && path !== relativePath) {
    throw new UsageError(
      `--hostname ends in the path ${path}, but --http-relative-path is ${relativePath}. Make them the same, or leave the path out of --hostname.`,
    )
  }
  if (settings.trustedProxies.length > 0 && settings.proxyHeaders === undefined) {
    throw new UsageError(
      '--proxy-trusted-addresses has no effect without --proxy-headers. Add --proxy-headers=xforwarded (or forwarded), or leave it out.',
    )
  }
}

/** What nobody should do by accident. Each sentence names the option that says it is on purpose. */
function refuseUnsafe(
  { hostname, proxyHeaders, bootstrapAdmin: admin }: Settings,
  allowed: { readonly plainHttp: boolean; readonly anyHostname: boolean; readonly weakAdmin: boolean },
): void {
  if (hostname === undefined && !allowed.anyHostname) {
    throw new UsageError(
      '`start` needs --hostname: without it the issuer in tokens and the links in mails would come from a header that any client can write. Give --hostname=https://login.example.org, or --hostname-strict=false to accept local names only. For development there is `start-dev`.',
    )
  }
  if (proxyHeaders === undefined && !allowed.plainHttp) {
    throw new UsageError(
      '`start` speaks plain HTTP and expects a proxy that holds the certificate: passwords would travel unencrypted otherwise. Give --proxy-headers=xforwarded (or forwarded) as that proxy is set up, or --http-enabled=true to accept plain HTTP.',
    )
  }
  if (admin !== undefined && !allowed.weakAdmin && isWeak(admin)) {
    throw new UsageError(
      'The password of the first administrator (KC_BOOTSTRAP_ADMIN_PASSWORD) is the user name or has under 8 characters. Choose a better one, or give --allow-weak-admin-password=true.',
    )
  }
}

/** @param admin - whoever is about to be let in everywhere. */
function isWeak({ username, password }: { readonly username: string; readonly password: string }): boolean {
  return password.length < 8 || password.toLowerCase() === username.toLowerCase()
}

function bootstrapAdmin(username: string | undefined, password: string | undefined) {
  return password === undefined ? undefined : { username: username ?? 'admin', password }
}

/** Hash functions take any key; one that can be guessed signs nothing. */
const SHORTEST_WEBHOOK_SECRET = 24

function webhook(url: string | undefined, secret: string | undefined): Settings['webhook'] {
  if (url === undefined) return undefined
  if (secret === undefined || secret.length < SHORTEST_WEBHOOK_SECRET) {
    throw new UsageError(
      `--webhook-url needs a secret of at least ${SHORTEST_WEBHOOK_SECRET} characters to sign what it sends. Set KC_WEBHOOK_SECRET, and tell it to the receiver.`,
    )
  }
  return { url, secret }
}

function importPath(value: string | undefined, dataDir: string): string | undefined {
  const word = value?.toLowerCase()
  if (value === undefined || word === 'false') return undefined
  return word === 'true' ? join(dataDir, 'import') : resolve(value)
}
