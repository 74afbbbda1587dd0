import type { ReactNode } from 'react'
import styles from './chip.module.css'

/** A fact in a word. `good` holds, `bad` was refused, `brass` wants a look. */
export function Chip({
  tone = 'plain',
  children,
}: {
  readonly tone?: 'plain' | 'good' | 'bad' | 'brass'
  readonly children: ReactNode
}) {
  return (
    <span className={styles['chip']} data-tone={tone}>
      <span>{children}</span>
    </span>
  )
}
