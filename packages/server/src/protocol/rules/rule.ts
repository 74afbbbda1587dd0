/** What must hold, where that is written, and what whoever set this up can do. */
export interface Rule {
  readonly rule: string
  readonly source: string
  readonly repair: string
}
