/** What the doctor looks at, as pure judgements: facts in, verdicts out. */
import type ClientRepresentation from '@keycloak/keycloak-admin-client/lib/defs/clientRepresentation.js'
import type { DeploymentFacts } from '../../api/deployment.ts'
import type { Key } from '../../api/keys.ts'
import type { Realm } from '../../api/realms.ts'
import { redirectUriProblem } from '../../forms/redirect-uri-rules.ts'
import { paths } from '../../paths.ts'

/** A key of the catalogue, with the values its sentence names; its verdict is the key's end. */
export interface Check {
  readonly id: CheckId
  readonly verdict: 'good' | 'warn' | 'bad'
  readonly values?: Readonly<Record<string, string>>
  /** Where it is repaired. */
  readonly to?: string
}

export type CheckId = 'issuer' | 'https' | 'clock' | 'cookies' | RealmCheckId
type RealmCheckId =
  | 'ssl'
  | 'mail'
  | 'keys'
  | 'redirects'
  | 'direct'
  | 'implicit'
  | 'cors'
  | 'lifespan'
  | 'events'
  | 'guessing'
  | 'policy'

const CLOCK_WARN_SECONDS = 5
const CLOCK_BAD_SECONDS = 60
const LONG_LIFESPAN_SECONDS = 3600
const CERTIFICATE_WARN_MS = 90 * 86_400_000
const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|.+\.localhost)$/i
const MOST_NAMED = 5
/** Keycloak's own tool for the command line; it is made for passwords. */
const OF_EVERY_REALM = 'admin-cli'

export function deploymentChecks(realm: string, facts: DeploymentFacts): readonly Check[] {
  const { issuer, serverUrl, page, aheadSeconds, cookies } = facts
  const expected = `${serverUrl}/realms/${encodeURIComponent(realm)}`
  const sameAddress = issuer === expected && issuer.startsWith(`${page.origin}/`)
  return [
    { id: 'issuer', verdict: sameAddress ? 'good' : 'bad', values: { issuer, origin: page.origin } },
    { id: 'https', verdict: page.protocol === 'https:' ? 'good' : LOCAL.test(page.hostname) ? 'warn' : 'bad' },
    ...(aheadSeconds === undefined ? [] : [clock(Math.abs(aheadSeconds))]),
    { id: 'cookies', verdict: cookies ? 'good' : 'bad' },
  ]
}

function clock(seconds: number): Check {
  const verdict = seconds >= CLOCK_BAD_SECONDS ? 'bad' : seconds >= CLOCK_WARN_SECONDS ? 'warn' : 'good'
  return { id: 'clock', verdict, values: { seconds: String(seconds) } }
}

export function realmChecks(realm: Realm, keys: readonly Key[], nowMs: number): readonly Check[] {
  const name = realm.realm
  const settings = (tab: string) => paths.realmSettings(name, tab)
  const warnIf = (id: RealmCheckId, weak: boolean, to: string): Check => ({ id, verdict: weak ? 'warn' : 'good', to })
  return [
    { id: 'keys', verdict: keysVerdict(keys, nowMs), to: settings('keys') },
    { id: 'mail', verdict: mailVerdict(realm), to: settings('email') },
    warnIf('ssl', realm.sslRequired?.toLowerCase() === 'none', settings('general')),
    warnIf('guessing', realm.bruteForceProtected !== true, settings('security-defenses')),
    warnIf('policy', (realm.passwordPolicy ?? '') === '', settings('password-policy')),
    warnIf('lifespan', (realm.accessTokenLifespan ?? 0) > LONG_LIFESPAN_SECONDS, settings('tokens')),
    warnIf('events', realm.eventsEnabled !== true, paths.events(name, 'settings')),
  ]
}

function keysVerdict(keys: readonly Key[], nowMs: number): Check['verdict'] {
  const signing = keys.filter(({ status, use, type }) => status === 'ACTIVE' && use !== 'ENC' && type !== 'OCT')
  if (signing.length === 0) return 'bad'
  const ends = signing.map(({ validTo }) => Number(validTo)).filter((end) => end > 0)
  return ends.some((end) => end - nowMs < CERTIFICATE_WARN_MS) ? 'warn' : 'good'
}

function mailVerdict({ smtpServer, resetPasswordAllowed, verifyEmail }: Realm): Check['verdict'] {
  if (String(smtpServer?.['host'] ?? '') !== '') return 'good'
  return resetPasswordAllowed === true || verifyEmail === true ? 'bad' : 'warn'
}

export function clientChecks(realm: string, clients: readonly ClientRepresentation[]): readonly Check[] {
  const enabled = clients.filter((client) => client.enabled !== false && client.bearerOnly !== true)
  const open = (kinds: readonly string[]) =>
    enabled.filter(({ redirectUris = [] }) =>
      redirectUris.some((uri) => kinds.includes(redirectUriProblem(uri)?.kind ?? '')),
    )
  const anywhere = open(['anything', 'host'])
  const check = (id: RealmCheckId, found: readonly ClientRepresentation[], verdict: 'warn' | 'bad' = 'warn'): Check => {
    const [only] = found
    const to = found.length === 1 && only?.id !== undefined ? paths.client(realm, only.id) : paths.clients(realm)
    return found.length === 0 ? { id, verdict: 'good' } : { id, verdict, values: { names: namesOf(found) }, to }
  }
  return [
    anywhere.length > 0 ? check('redirects', anywhere, 'bad') : check('redirects', open(['wildcard']).filter(isOwn)),
    check(
      'direct',
      enabled.filter((client) => client.directAccessGrantsEnabled === true && client.clientId !== OF_EVERY_REALM),
    ),
    check(
      'implicit',
      enabled.filter(({ implicitFlowEnabled }) => implicitFlowEnabled === true),
    ),
    check(
      'cors',
      enabled.filter(({ webOrigins = [] }) => webOrigins.includes('*')),
    ),
  ]
}

/** The consoles' own pages lie below one path of the server. */
function isOwn({ clientId = '' }: ClientRepresentation): boolean {
  return !['account', 'account-console', 'security-admin-console'].includes(clientId)
}

function namesOf(clients: readonly ClientRepresentation[]): string {
  const names = clients.slice(0, MOST_NAMED).map(({ clientId = '' }) => clientId)
  return clients.length > MOST_NAMED ? `${names.join(', ')} …` : names.join(', ')
}
