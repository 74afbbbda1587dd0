import { useEffect } from 'react'

/**
 * Gives the focus back to what had it before a dialog opened. The library does so only for a dialog that was there, closed,
 * before it opened, and is there after it closed.
 */
export function useFocusReturn(opened: boolean): void {
  useEffect(() => {
    if (!opened) return
    const before = document.activeElement
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [opened])
}
