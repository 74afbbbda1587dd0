/** What is weak in a realm's settings. Pure. */
import type { RealmKeyInfo } from '../../../keys/realm-keys.ts'
import type { Realm } from '../../../model/realm.ts'
import { filledTextOf, flagOf, textMapOf } from '../../../representations/fields.ts'
import { type Finding, type FindingId, finding, type Verdict } from './finding.ts'

const DAY_MS = 86_400_000
const LONG_ACCESS_TOKEN = 3600
const LONG_SESSION = 30 * 86_400
const CERTIFICATE_ENDS_SOON_MS = 90 * DAY_MS
/** NIST SP 800-57 part 1, 5.3.6: a private key signs for one to three years. */
const OLD_KEY_MS = 730 * DAY_MS

/** A key, with the start of its certificate, which is made with it; `undefined` where it has none. */
export type DatedKey = RealmKeyInfo & { readonly validFromMs: number | undefined }

export function realmFindings(realm: Realm, keys: readonly DatedKey[], nowMs: number): readonly Finding[] {
  const { representation, lifespans, login, events } = realm
  const of = (id: FindingId, verdict: Verdict, repair: string, names?: readonly string[]) =>
    finding('realm', id, verdict, repair, names)
  const warnIf = (weak: boolean): Verdict => (weak ? 'warn' : 'good')
  const signing = keys.filter(({ status, use, type }) => status === 'ACTIVE' && use === 'SIG' && type !== 'OCT')
  const old = signing.filter(({ validFromMs }) => validFromMs !== undefined && nowMs - validFromMs > OLD_KEY_MS)
  return [
    of('keys', keysVerdict(signing, nowMs), 'keys'),
    of('key-age', warnIf(old.length > 0), 'keys', algorithmsOf(old)),
    of('mail', mailVerdict(realm), 'smtpServer'),
    of('ssl', warnIf(realm.sslRequired === 'none'), 'sslRequired'),
    of('guessing', warnIf(!flagOf(representation['bruteForceProtected'], false)), 'bruteForceProtected'),
    of('policy', warnIf(filledTextOf(realm.passwordPolicy) === undefined), 'passwordPolicy'),
    of('lifespan', warnIf(lifespans.accessToken > LONG_ACCESS_TOKEN), 'accessTokenLifespan'),
    of('session', warnIf(lifespans.ssoSessionMax > LONG_SESSION), 'ssoSessionMaxLifespan'),
    of('registration', warnIf(login.registrationAllowed && !login.verifyEmail), 'verifyEmail'),
    of('events', warnIf(!events.saved), 'eventsEnabled'),
  ]
}

function keysVerdict(signing: readonly DatedKey[], nowMs: number): Verdict {
  if (signing.length === 0) return 'bad'
  const ends = signing.flatMap(({ validToMs }) => validToMs ?? [])
  return ends.some((end) => end - nowMs < CERTIFICATE_ENDS_SOON_MS) ? 'warn' : 'good'
}

function mailVerdict({ representation, login }: Realm): Verdict {
  if (filledTextOf(textMapOf(representation['smtpServer'])['host']) !== undefined) return 'good'
  return login.resetPasswordAllowed || login.verifyEmail ? 'bad' : 'warn'
}

function algorithmsOf(keys: readonly DatedKey[]): readonly string[] {
  return [...new Set(keys.map(({ algorithm }) => algorithm))]
}
