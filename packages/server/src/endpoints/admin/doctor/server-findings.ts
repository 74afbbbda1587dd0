/** What is wrong with how the server stands in its network and on its disk. Pure. */
import type { DatabaseFacts } from '../../../store/ports.ts'
import type { Reached } from '../../reached.ts'
import { type Finding, finding, type Verdict } from './finding.ts'

/** The log is cut to a quarter of this after it was moved into the file: beyond it, something keeps it from being moved. */
const LONG_LOG_BYTES = 256 * 1024 * 1024

export function addressFindings(reached: Reached, development: boolean): readonly Finding[] {
  const unnamed = reached.hostname === undefined && !development
  return [finding('server', 'hostname', unnamed ? 'warn' : 'good', '--hostname'), proxyFinding(reached)]
}

/** A proxy whose headers nobody reads makes links of http, and everybody the same address; one that anybody may play… */
function proxyFinding({ forwarding, hostname, trustsEveryProxy }: Reached): Finding {
  const names = (wanted: string) => forwarding.filter(({ outcome }) => outcome === wanted).map(({ name }) => name)
  const untrusted = names('not-trusted')
  const unread = names('not-read')
  // of X-Forwarded-* and Forwarded a proxy may send both, and one is enough
  const inVain = untrusted.length + unread.length > 0 && names('used').length + names('overruled').length === 0
  const urlIsWrong: Verdict = hostname?.includes('://') === true ? 'warn' : 'bad'
  if (inVain && untrusted.length > 0) {
    return finding('server', 'proxy', urlIsWrong, '--proxy-trusted-addresses', untrusted)
  }
  if (inVain) return finding('server', 'proxy', urlIsWrong, '--proxy-headers', unread)
  return finding('server', 'proxy', trustsEveryProxy ? 'warn' : 'good', '--proxy-trusted-addresses')
}

export function databaseFinding({ walBytes = 0 }: DatabaseFacts): Finding {
  return finding('server', 'database', walBytes > LONG_LOG_BYTES ? 'warn' : 'good', undefined)
}

export function administratorFinding(found: { readonly guessable: boolean; readonly temporary: boolean }): Finding {
  const verdict = found.guessable ? 'bad' : found.temporary ? 'warn' : 'good'
  return finding('server', 'administrator', verdict, 'users')
}
