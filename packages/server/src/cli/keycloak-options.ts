/**
 * Keycloak's options that Latchkey does not have, so that somebody who brings a Keycloak command line is told what
 * becomes of it. What only tunes Keycloak is passed over with a note; what would change who may log in, where data is or
 * how it travels stops the start, because passing it over would be a lie.
 */
export interface ForeignOption {
  /** The whole name, or its beginning when it ends in `-`. */
  readonly name: string
  readonly verdict: 'not needed' | 'not supported'
  readonly note: string
}

const NOT_NEEDED: Readonly<Record<string, string>> = {
  optimized: 'there is no build step',
  verbose: 'errors are one sentence; use --log-level=debug for more',
  'auto-build': 'there is no build step',
  features: 'what Latchkey has is always on, and nothing else is switched on by it',
  'feature-': 'what Latchkey has is always on, and nothing else is switched on by it',
  cache: 'nothing is clustered by a cache: nodes share the database',
  'cache-': 'nothing is clustered by a cache: nodes share the database',
  'config-keystore': 'give secrets in the environment',
  'config-keystore-': 'give secrets in the environment',
  'http-pool-max-threads': 'one event loop serves all requests',
  'http-max-queued-requests': 'what is expensive has bounded queues of its own',
  'http-metrics-': 'the request histogram is always part of /metrics',
  'http-accept-non-normalized-paths': 'paths that are not normalized are never accepted',
  'metrics-': 'the metrics exist without further options',
  'user-event-metrics-': 'user events are always part of /metrics',
  'event-metrics-user-': 'user events are always part of /metrics',
  log: 'the log goes to the console only',
  'log-console-': 'the console log has --log-console-output and --log-level only',
  'hostname-debug': 'a refused host name is told in the log',
  'hostname-backchannel-dynamic': 'the issuer is the same on every channel',
  'transaction-': 'no transaction spans databases',
  'shutdown-delay': 'a stop drains requests at once',
  'server-async-bootstrap': 'start takes less than a second',
}

const NOT_SUPPORTED: Readonly<Record<string, string>> = {
  'db-': 'this version keeps its data in SQLite under --data-dir; PostgreSQL is to come',
  'https-': 'this version speaks plain HTTP: let a proxy in front hold the certificate, and set --proxy-headers',
  'hostname-admin': 'the console and the Admin API are reached under --hostname',
  'proxy-protocol-enabled': 'use a proxy that sets headers, and --proxy-headers',
  'features-disabled': 'what exists is always on; switch off per realm or client instead',
  'fips-mode': 'the FIPS mode of Node is not used',
  vault: 'give secrets in the environment and refer to them by name in realm files',
  'vault-': 'give secrets in the environment and refer to them by name in realm files',
  'spi-': 'Keycloak providers are Java and can not be loaded',
  'tracing-': 'OpenTelemetry export is not part of this version',
  'log-file': 'the log goes to the console: let whoever starts the process keep it',
  'log-file-': 'the log goes to the console: let whoever starts the process keep it',
  'log-syslog-': 'the log goes to the console: let whoever starts the process keep it',
  'http-management-scheme': 'the management port speaks plain HTTP: keep it inside your network',
  'http-management-health-enabled': 'health answers on the management port only',
  'tls-hostname-verifier': 'host names in certificates are always checked',
  'truststore-kubernetes-': 'name the files with --truststore-paths',
  'bootstrap-admin-client-': 'make the administrator a user: KC_BOOTSTRAP_ADMIN_USERNAME and _PASSWORD',
  'migration-': 'migrations run by themselves at start',
}

const FOREIGN: readonly ForeignOption[] = [
  ...Object.entries(NOT_NEEDED).map(([name, note]) => ({ name, verdict: 'not needed' as const, note })),
  ...Object.entries(NOT_SUPPORTED).map(([name, note]) => ({ name, verdict: 'not supported' as const, note })),
]

/** @param name - without dashes. @returns the longest entry that covers it. */
export function foreignOption(name: string): ForeignOption | undefined {
  return FOREIGN.filter(
    (option) => name === option.name || (option.name.endsWith('-') && name.startsWith(option.name)),
  ).sort((a, b) => b.name.length - a.name.length)[0]
}
