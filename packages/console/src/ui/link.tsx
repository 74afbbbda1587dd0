import { Link as RouterLink } from '@tanstack/react-router'
import type { ReactNode } from 'react'

export interface LinkProps {
  /** An address from `paths.ts`. */
  readonly to: string
  /** What the page is narrowed to: a list's filters. */
  readonly search?: Readonly<Record<string, string>>
  readonly children: ReactNode
  readonly className?: string | undefined
  readonly 'aria-current'?: 'page' | undefined
  readonly onClick?: () => void
}

/** An address that only begins like this one is another page. */
const EXACTLY = { exact: true }

/**
 * A link within the console. It fetches the page's code when the pointer or the focus comes near. Often it is a name, which
 * is read in its own direction.
 */
export function Link({ to, ...rest }: LinkProps) {
  return <RouterLink dir="auto" to={to} preload="intent" activeOptions={EXACTLY} {...rest} />
}
