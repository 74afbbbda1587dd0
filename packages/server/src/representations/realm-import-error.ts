import type { Problem, Problems } from './json-shape.ts'

/** A realm document that can't be imported; nothing of it was. */
export class RealmImportError extends Error {
  /** The first of them, in the order of the document. */
  readonly problems: readonly Problem[]
  /** How many there were. */
  readonly count: number

  constructor(problems: Problems) {
    const more = problems.count - problems.list.length
    const lines = problems.list.map(({ path, reason }) => `${path}: ${reason}`)
    super([...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'))
    this.name = 'RealmImportError'
    this.problems = problems.list
    this.count = problems.count
  }
}
