import { useEffect, useState } from 'react'

const TOLD_MS = 2_000

/** @returns whether something was copied just now, and what copies. */
export function useCopy(): readonly [copied: boolean, copy: (text: string) => Promise<void>] {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), TOLD_MS)
    return () => clearTimeout(timer)
  }, [copied])
  return [
    copied,
    async (text) => {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    },
  ]
}
