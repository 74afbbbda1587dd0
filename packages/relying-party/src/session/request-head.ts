/**
 * What the session layer reads of a request. The web's own `Request` is one; an adapter makes a lighter one, because Node
 * takes longer to make a `Request` than the session layer takes to judge it.
 */
export interface RequestHead {
  readonly method: string
  /** Absolute. */
  readonly url: string
  readonly headers: {
    get(name: string): string | null
    has(name: string): boolean
  }
}
