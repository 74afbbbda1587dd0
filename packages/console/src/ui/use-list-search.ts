import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

const TYPING_MS = 250

export interface ListAddress {
  readonly q?: string | undefined
  readonly page?: number | undefined
  readonly sort?: string | undefined
}

/** What the address says of a list, and the ways to change it. What is typed reaches the address after a pause. */
export function useListSearch() {
  const search: ListAddress = useSearch({ strict: false })
  const navigate = useNavigate()
  const [typed, setTyped] = useState(search.q ?? '')
  const setSearch = (change: ListAddress, replace = false) =>
    void navigate({ to: '.', search: (old: object) => ({ ...old, ...change }), replace, resetScroll: false })
  // Back, or a link: the field follows the address
  useEffect(() => setTyped(search.q ?? ''), [search.q])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the pause
  useEffect(() => {
    if (typed.trim() === (search.q ?? '')) return
    const timer = setTimeout(() => setSearch({ q: typed.trim() || undefined, page: undefined }, true), TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return { search, typed, setTyped, setSearch }
}
