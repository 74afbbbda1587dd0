import { useTranslation } from 'react-i18next'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { TabbedPage, type TabTable } from '../../ui/tabbed-page.tsx'
import { AdminEvents } from './admin-events.tsx'
import { EventSettings } from './event-settings.tsx'
import { LoginEvents } from './login-events.tsx'

const TABS = [
  { id: 'user-events', Tab: LoginEvents },
  { id: 'admin-events', Tab: AdminEvents },
  { id: 'settings', Tab: EventSettings },
] as const satisfies TabTable<object>

export function EventsPage() {
  const { t } = useTranslation('events')
  const realm = useRealm()
  return (
    <TabbedPage
      title={t('events')}
      about={t('eventsAbout')}
      tabs={TABS}
      tabsLabel={t('tabs')}
      nameOf={(tab) => t(`tab-${tab}`)}
      pathOf={(tab) => paths.events(realm, tab)}
      tabProps={{}}
    />
  )
}
