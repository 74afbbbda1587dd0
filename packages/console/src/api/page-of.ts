/** What the address says of a list. */
export interface ListSearch {
  /** What is searched for. */
  readonly q?: string
  /** From 1. */
  readonly page?: number
  /** A column's id, with `-` before it for the other way round. */
  readonly sort?: string
}

export interface ListPage<Row> {
  readonly rows: readonly Row[]
  /** Whether another page follows. */
  readonly more: boolean
  /** How many there are in all, where the server tells. */
  readonly total?: number
}

const ROWS = 20

/** Asks for one row more than is shown, which tells whether a page follows without counting them all. */
export async function pageOf<Row>(
  search: ListSearch,
  find: (slice: { readonly first: number; readonly max: number }) => Promise<readonly Row[]>,
): Promise<ListPage<Row>> {
  const found = await find({ first: ((search.page ?? 1) - 1) * ROWS, max: ROWS + 1 })
  return { rows: found.slice(0, ROWS), more: found.length > ROWS }
}

/** Reads the address; what is no search is left out. */
export function readListSearch(search: Readonly<Record<string, unknown>>): ListSearch {
  const { q, page, sort } = search
  return {
    ...((typeof q === 'string' || typeof q === 'number') && q !== '' && { q: String(q) }),
    ...(typeof page === 'number' && Number.isInteger(page) && page > 1 && { page }),
    ...(typeof sort === 'string' && { sort }),
  }
}
