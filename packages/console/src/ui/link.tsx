import { Link as RouterLink } from '@tanstack/react-router'
import type { ReactNode } from 'react'

export interface LinkProps {
  /** An address from `paths.ts`. */
  readonly to: string
  readonly children: ReactNode
  readonly className?: string | undefined
  readonly 'aria-current'?: 'page' | undefined
  readonly onClick?: () => void
}

/** A link within the console. It fetches the page's code when the pointer or the focus comes near. */
export function Link({ to, ...rest }: LinkProps) {
  // what is current is said by whoever shows the link: the router would call the start of every address so
  return <RouterLink to={to} preload="intent" activeProps={{ 'aria-current': rest['aria-current'] }} {...rest} />
}
