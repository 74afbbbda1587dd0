/** Where the reader is: the page tells, the bar on top shows it. */
import { useEffect, useSyncExternalStore } from 'react'

export interface Crumb {
  readonly label: string
  readonly to?: string
}

let trail: readonly Crumb[] = []
const listeners = new Set<() => void>()

export function useTrail(): readonly Crumb[] {
  return useSyncExternalStore(subscribe, () => trail)
}

/** Sets the bar on top and the window's title; the last crumb is the page itself. */
export function useTellTrail(crumbs: readonly Crumb[], suffix: string): void {
  const key = JSON.stringify(crumbs)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is made anew by every render, its text is not
  useEffect(() => {
    trail = crumbs
    document.title = [...crumbs.map(({ label }) => label).reverse(), suffix].join(' · ')
    for (const listener of listeners) listener()
  }, [key, suffix])
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
