/**
 * Every setting of the server in one table: option, environment variable (`KC_` and the option in capitals), unit,
 * default and which commands read it. Help, `docs/reference/options.md` and the parser are made of it. Names are
 * Keycloak's where the meaning is Keycloak's. Nothing after this file reads the environment.
 */
import { always, boolean, integer, list, type Option, oneOf, optional, port, text } from './cli/option.ts'
import { addresses, duration, hostname, httpUrl, logLevel, relativePath } from './cli/setting-values.ts'
import type { LogLevel } from './log.ts'
import type { Seconds } from './model/time.ts'

/** What the program runs with: complete, checked, and the same until it ends. */
export interface Settings {
  readonly development: boolean
  readonly dataDir: string
  /** Path of the SQLite file. */
  readonly database: string
  readonly httpHost: string
  /** 0 takes any free port. */
  readonly httpPort: number
  /** `''` answers at `/` and at `/auth`; anything else only there. No slash at the end. */
  readonly relativePath: string
  /** Bytes. */
  readonly bodyLimit: number
  /** The public URL without a slash at the end, or a bare host name. */
  readonly hostname: string | undefined
  readonly proxyHeaders: 'xforwarded' | 'forwarded' | undefined
  /** IP addresses and CIDR blocks whose forwarding headers count; empty trusts whoever connects. */
  readonly trustedProxies: readonly string[]
  readonly truststorePaths: readonly string[]
  readonly management: ManagementSettings
  /** A file or folder of realms to import before the server listens. */
  readonly importFrom: string | undefined
  /** Addresses and blocks that are not public and may be asked all the same. */
  readonly outboundAllowed: readonly string[]
  readonly webhook: { readonly url: string; readonly secret: string } | undefined
  readonly bootstrapAdmin: { readonly username: string; readonly password: string } | undefined
  /** Whether a start may go on with an administrator whose password anybody would guess. */
  readonly weakAdminAllowed: boolean
  readonly log: { readonly level: LogLevel; readonly format: 'default' | 'json' }
  /** How long requests in flight may take after a signal. */
  readonly shutdownTimeout: Seconds
}

export interface ManagementSettings {
  readonly host: string
  readonly port: number
  readonly relativePath: string
  readonly health: boolean
  readonly metrics: boolean
}

const SERVER = ['start', 'start-dev'] as const
const STORE = ['start', 'start-dev', 'import', 'export', 'apply', 'bootstrap-admin'] as const
const UNSET = { production: undefined, development: undefined }
const both = (value: string) => ({ production: value, development: value })

export const SETTINGS = {
  dataDir: {
    name: 'data-dir',
    group: 'Storage',
    scope: STORE,
    value: 'FOLDER',
    about: 'Where the database file and the folder import/ are. Made if its parent exists.',
    byDefault: both('data'),
    parse: always(text),
  },
  db: {
    name: 'db',
    group: 'Storage',
    scope: STORE,
    value: 'VENDOR',
    about: 'The database: sqlite, a file in the data folder. PostgreSQL is not supported by this version.',
    byDefault: both('sqlite'),
    parse: always(oneOf('sqlite')),
  },
  httpHost: {
    name: 'http-host',
    group: 'HTTP',
    scope: SERVER,
    value: 'ADDRESS',
    about: 'Address or name of the network interface to listen on; 0.0.0.0 is every one.',
    byDefault: { production: '0.0.0.0', development: '127.0.0.1' },
    parse: always(text),
  },
  httpPort: {
    name: 'http-port',
    group: 'HTTP',
    scope: SERVER,
    value: 'PORT',
    about: 'Port of the server; 0 takes any free one.',
    byDefault: both('8080'),
    parse: always(port),
  },
  relativePath: {
    name: 'http-relative-path',
    group: 'HTTP',
    scope: SERVER,
    value: 'PATH',
    about: 'Path under which everything answers. Unset, both / and /auth answer.',
    byDefault: UNSET,
    parse: optional(relativePath),
  },
  httpEnabled: {
    name: 'http-enabled',
    group: 'HTTP',
    scope: SERVER,
    value: 'true|false',
    about: 'Allows plain HTTP without --proxy-headers, for a network in which nobody else listens.',
    byDefault: { production: 'false', development: 'true' },
    alone: 'true',
    parse: always(boolean),
  },
  bodyLimit: {
    name: 'http-max-body-size',
    group: 'HTTP',
    scope: SERVER,
    value: 'BYTES',
    unit: 'bytes',
    about: 'The largest request body, a realm sent to the Admin API for instance. Forms are limited to 256 KiB.',
    byDefault: both('10485760'),
    parse: always(integer(1024, 1_073_741_824)),
  },
  shutdownTimeout: {
    name: 'shutdown-timeout',
    group: 'HTTP',
    scope: SERVER,
    value: 'DURATION',
    unit: 'seconds',
    about: 'How long requests in flight may take after SIGTERM or SIGINT: 10, 10s, 1m.',
    byDefault: both('10s'),
    parse: always(duration),
  },
  hostname: {
    name: 'hostname',
    group: 'Hostname and proxy',
    scope: SERVER,
    value: 'URL|HOST',
    about: 'The public URL (or host name): the one and only issuer begins with it.',
    byDefault: UNSET,
    parse: optional(hostname),
  },
  hostnameStrict: {
    name: 'hostname-strict',
    group: 'Hostname and proxy',
    scope: SERVER,
    value: 'true|false',
    about: 'With false, starts without --hostname and takes local names from the request, others never.',
    byDefault: { production: 'true', development: 'false' },
    alone: 'true',
    parse: always(boolean),
  },
  proxyHeaders: {
    name: 'proxy-headers',
    group: 'Hostname and proxy',
    scope: SERVER,
    value: 'xforwarded|forwarded',
    about: 'Which headers the proxy in front sets and overwrites: X-Forwarded-* or Forwarded (RFC 7239).',
    byDefault: UNSET,
    parse: optional(oneOf('xforwarded', 'forwarded')),
  },
  trustedProxies: {
    name: 'proxy-trusted-addresses',
    group: 'Hostname and proxy',
    scope: SERVER,
    value: 'ADDRESS[,…]',
    about: 'IP addresses or CIDR blocks of the proxies whose headers count. Unset, everybody counts as the proxy.',
    byDefault: UNSET,
    parse: optional(addresses),
  },
  truststorePaths: {
    name: 'truststore-paths',
    group: 'Hostname and proxy',
    scope: SERVER,
    value: 'PATH[,…]',
    about: 'PEM files, or folders of them, with certificates to trust in outgoing TLS beside the usual ones.',
    byDefault: UNSET,
    parse: optional(list),
  },
  outboundAllowed: {
    name: 'outbound-allowed-addresses',
    group: 'Events and outgoing requests',
    scope: SERVER,
    value: 'ADDRESS[,…]',
    about: 'IP addresses or CIDR blocks that this server may send requests and mail to although they are not public.',
    byDefault: { production: undefined, development: '127.0.0.0/8,::1' },
    parse: optional(addresses),
  },
  webhookUrl: {
    name: 'webhook-url',
    group: 'Events and outgoing requests',
    scope: SERVER,
    value: 'URL',
    about: 'Who is sent the events of realms that have the event listener webhook.',
    byDefault: UNSET,
    parse: optional(httpUrl),
  },
  webhookSecret: {
    name: 'webhook-secret',
    group: 'Events and outgoing requests',
    scope: SERVER,
    value: 'SECRET',
    about: 'Signs what is sent there; at least 24 characters. Prefer the environment to the command line.',
    byDefault: UNSET,
    parse: optional(text),
  },
  managementPort: {
    name: 'http-management-port',
    group: 'Management',
    scope: SERVER,
    value: 'PORT',
    about: 'Port of /health and /metrics; 0 takes any free one.',
    byDefault: both('9000'),
    parse: always(port),
  },
  managementHost: {
    name: 'http-management-host',
    group: 'Management',
    scope: SERVER,
    value: 'ADDRESS',
    about: 'Address to listen on for /health and /metrics. Unset, that of --http-host.',
    byDefault: UNSET,
    parse: optional(text),
  },
  managementRelativePath: {
    name: 'http-management-relative-path',
    group: 'Management',
    scope: SERVER,
    value: 'PATH',
    about: 'Path of /health and /metrics. Unset, that of --http-relative-path.',
    byDefault: UNSET,
    parse: optional(relativePath),
  },
  health: {
    name: 'health-enabled',
    group: 'Management',
    scope: SERVER,
    value: 'true|false',
    about: 'Whether /health, /health/live, /health/ready and /health/started answer.',
    byDefault: both('true'),
    alone: 'true',
    parse: always(boolean),
  },
  metrics: {
    name: 'metrics-enabled',
    group: 'Management',
    scope: SERVER,
    value: 'true|false',
    about: 'Whether /metrics answers, in the text format of Prometheus.',
    byDefault: both('true'),
    alone: 'true',
    parse: always(boolean),
  },
  importRealm: {
    name: 'import-realm',
    group: 'Realms and the first administrator',
    scope: SERVER,
    value: 'PATH',
    about:
      'Imports realm files before listening: a file, a folder, or alone all of import/*.json in the data folder. Realms that exist are left as they are.',
    byDefault: UNSET,
    alone: 'true',
    parse: optional(text),
  },
  adminUsername: {
    name: 'bootstrap-admin-username',
    group: 'Realms and the first administrator',
    scope: SERVER,
    value: 'NAME',
    about: 'Administrator to make in realm master when there is none yet.',
    byDefault: { production: undefined, development: 'admin' },
    parse: optional(text),
  },
  adminPassword: {
    name: 'bootstrap-admin-password',
    group: 'Realms and the first administrator',
    scope: SERVER,
    value: 'PASSWORD',
    about: 'Their password. Prefer the environment: other users of the machine can read a command line.',
    byDefault: { production: undefined, development: 'admin' },
    parse: optional(text),
  },
  weakAdmin: {
    name: 'allow-weak-admin-password',
    group: 'Realms and the first administrator',
    scope: SERVER,
    value: 'true|false',
    about: 'Lets `start` run with a first administrator whose password is the user name or under 8 characters.',
    byDefault: { production: 'false', development: 'true' },
    alone: 'true',
    parse: always(boolean),
  },
  logLevel: {
    name: 'log-level',
    group: 'Log',
    scope: SERVER,
    value: 'LEVEL',
    about: 'off, error, warn, info or debug. Refusals are info, what went well is debug.',
    byDefault: both('info'),
    parse: always(logLevel),
  },
  logFormat: {
    name: 'log-console-output',
    group: 'Log',
    scope: SERVER,
    value: 'default|json',
    about: 'Lines for people (default) or one JSON object a line.',
    byDefault: { production: 'json', development: 'default' },
    parse: always(oneOf('default', 'json')),
  },
} as const satisfies Record<string, Option<unknown>>
