import { useNavigate, useSearch } from '@tanstack/react-router'
import type { EventFilters } from '../../api/events.ts'

const NAMES = ['type', 'client', 'user', 'from', 'to', 'operation', 'resource', 'path'] as const
export type FilterName = (typeof NAMES)[number]

/** Reads the address; what is no filter is left out. */
export function readFilters(search: Readonly<Record<string, unknown>>): EventFilters {
  const { page } = search
  const said = NAMES.map((name) => [name, search[name]] as const).filter(
    ([, value]) => (typeof value === 'string' || typeof value === 'number') && value !== '',
  )
  return {
    ...Object.fromEntries(said.map(([name, value]) => [name, String(value)])),
    ...(typeof page === 'number' && Number.isInteger(page) && page > 1 && { page }),
  }
}

/** The filters in the address, and the way to change them. Another filter begins at the first page. */
export function useEventFilters() {
  const filters = readFilters(useSearch({ strict: false }))
  const navigate = useNavigate()
  const setFilters = (change: { readonly [Name in FilterName | 'page']?: string | number | undefined }) => {
    const empty = Object.entries({ page: undefined, ...change }).map(([name, value]) => [name, value || undefined])
    void navigate({
      to: '.',
      search: (old: object) => ({ ...old, ...Object.fromEntries(empty) }),
      replace: true,
      resetScroll: false,
    })
  }
  const { page: _, ...chosen } = filters
  return { filters, filtered: Object.keys(chosen).length > 0, setFilters, names: NAMES }
}
