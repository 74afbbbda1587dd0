/** A part of a list. */
export interface Page {
  /** How many to pass over. */
  readonly first?: number
  /** All that follow, unless told. */
  readonly max?: number
}
