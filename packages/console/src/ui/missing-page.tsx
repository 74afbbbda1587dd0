import { Link } from './link.tsx'
import { Page } from './page.tsx'
import type { Crumb } from './trail.ts'

interface MissingPageProps {
  readonly title: string
  readonly about: string
  readonly crumbs?: readonly Crumb[]
  /** Where to go instead, and what that is called. */
  readonly to: string
  readonly onward: string
}

/** In place of a page whose thing is not there, or not any more: says so, and leads on. */
export function MissingPage({ to, onward, ...page }: MissingPageProps) {
  return (
    <Page {...page}>
      <p>
        <Link to={to}>{onward}</Link>
      </p>
    </Page>
  )
}
