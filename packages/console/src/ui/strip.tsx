import type { ReactNode } from 'react'
import styles from './strip.module.css'

/** A sentence that concerns the whole of what follows: look here first. */
export function Strip({ tone = 'brass', children }: { readonly tone?: 'brass' | 'key'; readonly children: ReactNode }) {
  return (
    <p className={styles['strip']} data-tone={tone}>
      {children}
    </p>
  )
}
