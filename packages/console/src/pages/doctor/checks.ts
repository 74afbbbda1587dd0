/** What the doctor looks at, as pure judgements: facts in, verdicts out. */
import type { DeploymentFacts } from '../../api/deployment.ts'
import type { Finding } from '../../api/doctor.ts'
import type { texts } from '../../locales/en/doctor.ts'
import { paths } from '../../paths.ts'

export interface Check {
  readonly id: string
  readonly verdict: Finding['verdict']
  /** Of the catalogue, with the values it names. */
  readonly sentence: Sentence
  readonly values?: Readonly<Record<string, string>>
  /** Where it is repaired: a page, or an option of the server. */
  readonly to?: string
  readonly option?: string
}

type Sentence = Extract<keyof typeof texts, `${string}-${Finding['verdict'] | 'unread' | 'untrusted' | 'anyone'}`>

const CLOCK_WARN_SECONDS = 5
const CLOCK_BAD_SECONDS = 60
const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|.+\.localhost)$/i
const MOST_NAMED = 5

/** What the browser sees, beside the server's own clock. */
export function browserChecks(realm: string, facts: DeploymentFacts, aheadSeconds: number): readonly Check[] {
  const { issuer, serverUrl, page, cookies } = facts
  const expected = `${serverUrl}/realms/${encodeURIComponent(realm)}`
  const sameAddress = issuer === expected && issuer.startsWith(`${page.origin}/`)
  const https = page.protocol === 'https:' ? 'good' : LOCAL.test(page.hostname) ? 'warn' : 'bad'
  return [
    { ...said('issuer', sameAddress ? 'good' : 'bad'), values: { issuer, origin: page.origin } },
    said('https', https),
    clock(Math.abs(aheadSeconds)),
    said('cookies', cookies ? 'good' : 'bad'),
  ]
}

function clock(seconds: number): Check {
  const verdict = seconds >= CLOCK_BAD_SECONDS ? 'bad' : seconds >= CLOCK_WARN_SECONDS ? 'warn' : 'good'
  return { ...said('clock', verdict), values: { seconds: String(seconds) } }
}

/**
 * What the server found, with the page on which it is repaired.
 *
 * @param clientIds - by public name, as far as they are known: one client alone is where the repair leads.
 */
export function checksOf(
  realm: string,
  findings: readonly Finding[],
  clientIds: ReadonlyMap<string, string> = new Map(),
): readonly Check[] {
  return findings.map((finding) => {
    const { id, verdict, names, repair, about } = finding
    const option = repair?.startsWith('--') ? { option: repair } : {}
    const to = about === 'clients' ? clientPath(realm, names, clientIds) : PAGES[id]?.(realm)
    return {
      ...said(id, verdict),
      ...(id === 'proxy' && { sentence: proxySentence(finding) }),
      values: { names: namesOf(names ?? []) },
      ...(verdict === 'good' ? {} : { ...option, ...(to !== undefined && { to }) }),
    }
  })
}

function clientPath(realm: string, names: readonly string[] = [], ids: ReadonlyMap<string, string>): string {
  const [only, ...others] = names
  const id = others.length === 0 ? ids.get(only ?? '') : undefined
  return id === undefined ? paths.clients(realm) : paths.client(realm, id)
}

/** No verdict is without its sentence: see the test. */
function said(id: string, verdict: Finding['verdict']): Check {
  return { id, verdict, sentence: `${id}-${verdict}` as Sentence }
}

function proxySentence({ verdict, repair, names }: Finding): Sentence {
  if (verdict === 'good') return 'proxy-good'
  if (names === undefined) return 'proxy-anyone'
  return repair === '--proxy-headers' ? 'proxy-unread' : 'proxy-untrusted'
}

const settings = (tab: string) => (realm: string) => paths.realmSettings(realm, tab)

const PAGES: Readonly<Record<string, (realm: string) => string>> = {
  administrator: () => paths.users('master'),
  keys: settings('keys'),
  'key-age': settings('keys'),
  mail: settings('email'),
  ssl: settings('general'),
  guessing: settings('security-defenses'),
  policy: (realm) => paths.authentication(realm, 'password-policy'),
  lifespan: settings('tokens'),
  session: settings('sessions'),
  registration: settings('login'),
  events: (realm) => paths.events(realm, 'settings'),
}

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).join(', ')
  return names.length > MOST_NAMED ? `${shown} …` : shown
}
