import { useParams } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { Page, type PageProps } from './page.tsx'
import { UrlTabs } from './url-tabs.tsx'

/** A row for each tab, in their order. The first is shown where the address names none. */
export type TabTable<TabProps, Id extends string = string> = readonly {
  readonly id: Id
  readonly Tab: ComponentType<TabProps>
}[]

interface TabbedPageProps<TabProps, Id extends string> extends Omit<PageProps, 'tabs' | 'children'> {
  readonly tabs: TabTable<TabProps, Id>
  /** What the tabs are of, for those who hear it. */
  readonly tabsLabel: string
  readonly nameOf: (tab: Id) => string
  readonly pathOf: (tab: Id) => string
  /** What every tab is about. */
  readonly tabProps: TabProps
}

/** A page of one thing that has parts: the address ends with the part that is shown, in the route's `$tab`. */
export function TabbedPage<TabProps extends object, Id extends string>(props: TabbedPageProps<TabProps, Id>) {
  const { tabs, tabsLabel, nameOf, pathOf, tabProps, ...page } = props
  const { tab: asked } = useParams({ strict: false })
  const shown = tabs.find(({ id }) => id === asked) ?? tabs[0]
  const links = tabs.map(({ id }) => ({ id, label: nameOf(id), to: pathOf(id) }))
  return (
    <Page {...page} tabs={<UrlTabs label={tabsLabel} tabs={links} current={shown?.id} />}>
      {shown && <shown.Tab {...tabProps} />}
    </Page>
  )
}
