/** What the doctor says of one thing: a name, a verdict, where it is repaired. Words are the reader's business. */
export interface Finding {
  readonly id: FindingId
  readonly about: 'server' | 'realm' | 'clients'
  readonly verdict: Verdict
  /** An option of the server (`--hostname`), or a field of the representation (`sslRequired`), where one repairs it. */
  readonly repair?: string
  /** What it is about: headers, clients. At most {@link MOST_NAMED}. */
  readonly names?: readonly string[]
  /** How many that are. */
  readonly count?: number
}

export type Verdict = 'good' | 'warn' | 'bad'

/** Each stands in docs/reference/doctor.md. */
export const FINDING_IDS = [
  'hostname',
  'proxy',
  'database',
  'administrator',
  'keys',
  'key-age',
  'mail',
  'ssl',
  'guessing',
  'policy',
  'lifespan',
  'session',
  'registration',
  'events',
  'redirects',
  'direct-public',
  'direct',
  'implicit',
  'cors',
] as const

export type FindingId = (typeof FINDING_IDS)[number]

const MOST_NAMED = 20

/** All is well, or the verdict with its repair. */
export function finding(
  about: Finding['about'],
  id: FindingId,
  verdict: Verdict,
  repair: string | undefined,
  names: readonly string[] = [],
): Finding {
  if (verdict === 'good') return { id, about, verdict }
  const named = names.length === 0 ? {} : { names: names.slice(0, MOST_NAMED), count: names.length }
  return { id, about, verdict, ...(repair !== undefined && { repair }), ...named }
}
