/** A realm's `passwordPolicy`, one text, as rows that can be edited: `length(8) and notUsername(undefined)`. */
export interface PolicyRow {
  readonly id: string
  /** Empty where the rule takes none. */
  readonly value: string
}

const BETWEEN = ' and '

/** A value may hold parentheses, and ` and `: a rule ends where the next one begins. */
export function readPolicy(policy: string): readonly PolicyRow[] {
  const starts = [...policy.matchAll(/(?:^| and )(?=\w+(?:\(| and |$))/g)].map(
    ({ index, 0: before }) => index + before.length,
  )
  return starts.map((start, at) => {
    const next = starts[at + 1]
    const rule = policy.slice(start, next === undefined ? undefined : next - BETWEEN.length).trim()
    const [, id = rule, value = ''] = /^(\w+)\((.*)\)$/s.exec(rule) ?? []
    return { id, value: value === 'undefined' ? '' : value }
  })
}

export function writePolicy(rows: readonly PolicyRow[]): string {
  return rows.map(({ id, value }) => `${id}(${value === '' ? 'undefined' : value})`).join(BETWEEN)
}
