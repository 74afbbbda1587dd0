/** How an area of the console tells its pages: `pages/<area>/routes.ts` holds a table of these, `routes.tsx` makes routes of them. */
import type { ComponentType } from 'react'
import type { PartOfCatalogue } from './i18n/i18n.ts'

export interface PageParameters {
  readonly realm: string
  /** What stands in the path after a `$`. */
  readonly path: Readonly<Record<string, string>>
  readonly search: Readonly<Record<string, unknown>>
}

export interface PageRoute {
  /** Below the realm, parameters with a dollar: `clients/$id/$tab`. */
  readonly path: string
  /** Loaded when the page is opened, or when the pointer comes near a link to it. */
  readonly page: () => Promise<ComponentType>
  /** The parts of the catalogue that the page speaks from; loaded beside its code. */
  readonly parts: readonly PartOfCatalogue[]
  /** Begins to fetch what the page shows first, beside its code. The page asks for the same query. */
  readonly prefetch?: (parameters: PageParameters) => Promise<unknown>
}
