import type { ReactNode } from 'react'
import styles from './beside-button.module.css'

/** An input with the button that belongs to it, for `inputContainer`: what is said of the input stays below both. */
export function BesideButton({ children }: { readonly children: ReactNode }) {
  return <div className={styles['beside']}>{children}</div>
}
