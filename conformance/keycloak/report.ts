/** Words for people about verdicts and judgements: one line per area, a few lines per difference. */
import type { Json, StepVerdict } from './comparison.ts'
import type { Judgement } from './differences.ts'

const maxFindings = 12
const maxValueLength = 300

/** @param unexpected - how many steps differ without being listed; `undefined` for an area that isn't held. */
export function areaLine(area: string, steps: readonly StepVerdict[], unexpected: number | undefined): string {
  const same = steps.filter((step) => step.outcome === 'same').length
  const missing = steps.filter((step) => step.outcome === 'missing').length
  const agreement = `${area.padEnd(28)} ${String(same).padStart(4)} of ${String(steps.length).padStart(4)} agree`
  const details = [
    ...(missing > 0 ? [`${missing} not reached`] : []),
    ...(unexpected === undefined ? ['reported only'] : [`${unexpected} unexpected`]),
  ]
  return `${agreement}  (${details.join(', ')})`
}

export function verdictLines(verdict: StepVerdict): string[] {
  if (verdict.outcome === 'same') return []
  const name = `${verdict.area}/${verdict.scenario}: ${verdict.step}`
  if (verdict.outcome === 'missing') return [`NOT REACHED ${name}`]
  const shown = verdict.findings.slice(0, maxFindings)
  const more = verdict.findings.length - shown.length
  return [
    `DIFFERS ${name}`,
    ...shown.map(({ at, expected, actual }) => `    ${at}: expected ${show(expected)} got ${show(actual)}`),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ]
}

/** @returns what has to be put right; empty when nothing has. */
export function judgementLines({ unexpected, stale, invalid }: Judgement): string[] {
  return [
    ...section('Differs, and differences.json does not say why', unexpected.flatMap(verdictLines)),
    ...section('Listed in differences.json, to be removed', stale),
    ...section('Listed in differences.json with no valid reason', invalid),
  ]
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', `${title}:`, ...lines] : []
}

function show(value: Json | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, maxValueLength)
}
