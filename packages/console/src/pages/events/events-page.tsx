import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { Page } from '../../ui/page.tsx'
import { UrlTabs } from '../../ui/url-tabs.tsx'
import { AdminEvents } from './admin-events.tsx'
import { EventSettings } from './event-settings.tsx'
import { LoginEvents } from './login-events.tsx'

/** A row for each tab, in their order. */
const TABS = [
  { id: 'user-events', Tab: LoginEvents },
  { id: 'admin-events', Tab: AdminEvents },
  { id: 'settings', Tab: EventSettings },
] as const satisfies readonly { readonly id: string; readonly Tab: ComponentType }[]

export function EventsPage() {
  const { t } = useTranslation('events')
  const realm = useRealm()
  const tab = useParam('tab')
  const { id: current, Tab } = TABS.find(({ id }) => id === tab) ?? TABS[0]
  const tabs = TABS.map(({ id }) => ({ id, label: t(`tab-${id}`), to: paths.events(realm, id) }))
  return (
    <Page
      title={t('events')}
      about={t('eventsAbout')}
      tabs={<UrlTabs label={t('tabs')} tabs={tabs} current={current} />}
    >
      <Tab key={current} />
    </Page>
  )
}
