import { integer } from '../../representations/json-shape.ts'

/** `first` and `max` of a list. */
export const pageFields = { first: integer, max: integer } as const

/** As Keycloak reads them: a negative `first` is the start, a negative `max` means no limit. */
export function pageOf({ first, max }: { readonly first?: number; readonly max?: number }): {
  readonly first?: number
  readonly max?: number
} {
  return { ...(first !== undefined && { first: Math.max(0, first) }), ...(max !== undefined && max >= 0 && { max }) }
}

/** One page of a list that is in memory whole. */
export function pageIn<Item>(list: readonly Item[], query: { readonly first?: number; readonly max?: number }): Item[] {
  const { first = 0, max } = pageOf(query)
  return list.slice(first, max === undefined ? undefined : first + max)
}
