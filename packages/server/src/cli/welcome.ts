/** What `start-dev` prints when it is ready: where to go and whom to log in as. */
import type { Settings } from '../config.ts'
import type { RealmAtStart } from './import-at-start.ts'
import { VERSION } from './version.ts'

/** What a started server tells whoever started it. */
export interface Running {
  readonly port: number
  readonly managementPort: number | undefined
  readonly realms: readonly RealmAtStart[]
}

const MOST_USERS = 8

export function welcome(
  { port, managementPort, realms }: Running,
  { bootstrapAdmin, management, ...settings }: Settings,
  readyMs: number,
): string {
  const origin = `http://${hostIn(settings.httpHost)}:${port}`
  const base = baseOf(settings.hostname, origin, settings.relativePath)
  const isBoth = settings.relativePath === '' && !hasPath(settings.hostname)
  const rows: (readonly [string, string])[] = [
    ['Server', isBoth ? `${base} and ${base}/auth` : base],
    ...adminRows(bootstrapAdmin),
    ...realms.flatMap((realm) => realmRows(realm, isBoth ? `${base}/auth` : base)),
    ...(managementPort === undefined ? [] : [['Health', managementUrl(management, managementPort)] as const]),
    ['Data', settings.database],
  ]
  return [
    '',
    `  Latchkey ${VERSION} is ready in ${readyMs} ms, for development`,
    '',
    ...rows.map(([name, text]) => `  ${name.padEnd(14)} ${text}`),
    '',
  ].join('\n')
}

function adminRows(admin: Settings['bootstrapAdmin']): (readonly [string, string])[] {
  if (admin === undefined) return []
  // a password that somebody chose stays out of sight
  const isDefault = admin.username === 'admin' && admin.password === 'admin'
  if (isDefault) return [['Administrator', 'admin / admin, unless changed (KC_BOOTSTRAP_ADMIN_PASSWORD sets another)']]
  return [['Administrator', `${admin.username}, with the password of KC_BOOTSTRAP_ADMIN_PASSWORD`]]
}

function realmRows({ name, isNew, users }: RealmAtStart, base: string): (readonly [string, string])[] {
  const label = isNew ? 'imported now' : 'left as it was'
  const url = `${base}/realms/${encodeURIComponent(name)}`
  const shown = users.slice(0, MOST_USERS).map(({ username, password }) => ['', `${username} / ${password}`] as const)
  const more = users.length > MOST_USERS ? [['', `and ${users.length - MOST_USERS} more in the file`] as const] : []
  return [[`Realm ${name}`, `${url}/.well-known/openid-configuration (${label})`], ...shown, ...more]
}

function managementUrl(management: Settings['management'], port: number): string {
  const paths = [...(management.health ? ['/health'] : []), ...(management.metrics ? ['/metrics'] : [])]
  return paths.map((path) => `http://${hostIn(management.host)}:${port}${management.relativePath}${path}`).join(' and ')
}

/** Where a browser on this machine finds it. */
function hostIn(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function baseOf(hostname: string | undefined, origin: string, relativePath: string): string {
  if (hostname === undefined) return `${origin}${relativePath}`
  if (!hostname.includes('://')) return `${origin.replace(/\/\/[^/:]+/, `//${hostname}`)}${relativePath}`
  return hasPath(hostname) ? hostname : `${hostname}${relativePath}`
}

function hasPath(hostname: string | undefined): boolean {
  return hostname?.includes('://') === true && new URL(hostname).pathname !== '/'
}
