/**
 * The differences that are known, in `differences.json`: each names a step and why it differs, so that a difference
 * nobody chose fails the build, and a difference that has gone leaves the list.
 */
import type { Finding, StepVerdict } from './comparison.ts'

/** A step that may differ. */
export interface KnownDifference {
  readonly area: string
  readonly scenario: string
  readonly step: string
  /** Excuses only findings at these paths or below them. Absent excuses the whole step, also when it is missing. */
  readonly at?: readonly string[]
  /** An anchor of a heading in docs/differences.md, or `later: <capability>` for what waits for another issue. */
  readonly why: string
}

/** What is wrong between the verdicts and the list; empty arrays when all is well. */
export interface Judgement {
  /** Steps of held areas that differ more than the list says. */
  readonly unexpected: readonly StepVerdict[]
  /** Entries, or paths of entries, of which nothing differs any more. */
  readonly stale: readonly string[]
  /** Entries whose reason is neither a heading nor `later:`, or that repeat another. */
  readonly invalid: readonly string[]
}

/**
 * Judges verdicts by the list.
 *
 * @param verdicts - of the areas that were asked; entries of other areas are not judged stale.
 * @param held - areas in which an unlisted difference counts.
 * @param anchors - the anchors of docs/differences.md.
 */
export function judge(
  verdicts: readonly StepVerdict[],
  known: readonly KnownDifference[],
  held: ReadonlySet<string>,
  anchors: ReadonlySet<string>,
): Judgement {
  const entries = new Map(known.map((entry) => [keyOf(entry), entry]))
  const unexpected = verdicts
    .filter((verdict) => held.has(verdict.area))
    .map((verdict) => unexcused(verdict, entries.get(keyOf(verdict))))
    .filter((verdict) => verdict !== undefined)
  const asked = new Set(verdicts.map((verdict) => verdict.area))
  const byKey = new Map(verdicts.map((verdict) => [keyOf(verdict), verdict]))
  const stale = known
    .filter((entry) => asked.has(entry.area))
    .flatMap((entry) => staleness(entry, byKey.get(keyOf(entry))))
  return { unexpected, stale, invalid: [...invalidReasons(known, anchors), ...repeated(known)] }
}

/** @returns what of the verdict the entry doesn't excuse, `undefined` when nothing is left. */
function unexcused(verdict: StepVerdict, entry: KnownDifference | undefined): StepVerdict | undefined {
  if (verdict.outcome === 'same') return undefined
  if (!entry) return verdict
  const paths = entry.at
  if (!paths) return undefined
  if (verdict.outcome === 'missing') return verdict
  const findings = verdict.findings.filter((finding) => !paths.some((path) => isUnder(finding, path)))
  return findings.length > 0 ? { ...verdict, findings } : undefined
}

/** @returns the entries that would make the verdicts expected; a reason that is already known is kept, else empty. */
export function neededEntries(verdicts: readonly StepVerdict[], known: readonly KnownDifference[]): KnownDifference[] {
  const reasons = new Map(known.map((entry) => [keyOf(entry), entry.why]))
  return verdicts
    .filter((verdict) => verdict.outcome !== 'same')
    .map((verdict) => ({
      area: verdict.area,
      scenario: verdict.scenario,
      step: verdict.step,
      ...(verdict.outcome === 'differs' && { at: [...new Set(verdict.findings.map((finding) => finding.at))] }),
      why: reasons.get(keyOf(verdict)) ?? '',
    }))
}

/** @returns the anchors of a Markdown text's headings, made as GitHub makes them. */
export function headingAnchors(markdown: string): Set<string> {
  const headings = [...markdown.matchAll(/^#{1,6} +(.+?)\s*$/gm)].map((match) => match[1] ?? '')
  return new Set(
    headings.map((text) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-'),
    ),
  )
}

/** Reads the list's text. @throws Error naming the entry that isn't one. */
export function parseDifferences(text: string): KnownDifference[] {
  const list: unknown = JSON.parse(text)
  if (!Array.isArray(list)) throw new Error('differences.json: must be a list')
  return list.map((entry: unknown, i) => {
    if (!isKnownDifference(entry)) {
      throw new Error(`differences.json[${i}]: needs area, scenario, step and why as texts; at is a list of texts`)
    }
    return entry
  })
}

function isKnownDifference(entry: unknown): entry is KnownDifference {
  if (typeof entry !== 'object' || entry === null) return false
  const fields = new Map<string, unknown>(Object.entries(entry))
  const at = fields.get('at')
  return (
    ['area', 'scenario', 'step', 'why'].every((name) => typeof fields.get(name) === 'string') &&
    (at === undefined || (Array.isArray(at) && at.length > 0 && at.every((path) => typeof path === 'string')))
  )
}

function keyOf(name: { area: string; scenario: string; step: string }): string {
  return `${name.area}/${name.scenario}: ${name.step}`
}

function isUnder(finding: Finding, path: string): boolean {
  return finding.at === path || finding.at.startsWith(`${path}.`) || finding.at.startsWith(`${path}[`)
}

function staleness(entry: KnownDifference, verdict: StepVerdict | undefined): string[] {
  const key = keyOf(entry)
  if (!verdict) return [`${key}: there is no such step`]
  if (verdict.outcome === 'same') return [`${key}: no longer differs`]
  const gone = (entry.at ?? []).filter((path) => !verdict.findings.some((finding) => isUnder(finding, path)))
  return gone.map((path) => `${key}: no longer differs at ${path}`)
}

function invalidReasons(known: readonly KnownDifference[], anchors: ReadonlySet<string>): string[] {
  return known
    .filter(({ why }) => !/^later: \S/.test(why) && !anchors.has(why))
    .map((entry) => `${keyOf(entry)}: "${entry.why}" is neither a heading of docs/differences.md nor "later: …"`)
}

function repeated(known: readonly KnownDifference[]): string[] {
  const keys = known.map(keyOf)
  return keys.filter((key, i) => keys.indexOf(key) !== i).map((key) => `${key}: listed twice`)
}
