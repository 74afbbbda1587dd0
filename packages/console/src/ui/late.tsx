import { type ReactNode, useEffect, useState } from 'react'

const LATE_MS = 150

/** Shows the shape of what comes only to those who have to wait for it. */
export function Late({ children }: { readonly children: ReactNode }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS)
    return () => clearTimeout(timer)
  }, [])
  return late ? children : null
}
