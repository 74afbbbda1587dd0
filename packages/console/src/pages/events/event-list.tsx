import { keepPreviousData, type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListPage } from '../../api/page-of.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { Link } from '../../ui/link.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Pager } from '../../ui/pager.tsx'
import { useEventFilters } from './event-filters.ts'
import styles from './events.module.css'

interface EventListProps<Event, Key extends QueryKey> {
  readonly query: UseQueryOptions<ListPage<Event> | null, Error, ListPage<Event> | null, Key>
  /** Whether the realm saves such events now. */
  readonly saved: boolean
  readonly timeOf: (event: Event) => number
  /** The line of an event. */
  readonly line: (event: Event) => ReactNode
  /** What stands below the line when it is opened. */
  readonly facts: (event: Event) => readonly Fact[]
}

export interface Fact {
  readonly name: string
  readonly value: ReactNode
}

/** Events, newest first, a line each that opens; paged by the server. */
export function EventList<Event, Key extends QueryKey>(props: EventListProps<Event, Key>) {
  const query = { ...props.query, placeholderData: keepPreviousData }
  const { isPlaceholderData } = useQuery(query)
  return <Loaded query={query}>{(page) => <EventRows {...props} page={page} stale={isPlaceholderData} />}</Loaded>
}

function EventRows<Event, Key extends QueryKey>({
  page,
  stale,
  saved,
  timeOf,
  line,
  facts,
}: EventListProps<Event, Key> & { readonly page: ListPage<Event> | null; readonly stale: boolean }) {
  const { t } = useTranslation('events')
  const realm = useRealm()
  const { filters, filtered, setFilters } = useEventFilters()
  const number = filters.page ?? 1
  if (page === null) return <Notice title={t('userUnknown')} />
  if (page.rows.length === 0) {
    if (filtered || number > 1) return <Notice title={t('noneFound')} />
    if (saved) return <Notice title={t('empty')} />
    return (
      <Notice title={t('off')} action={<Link to={paths.events(realm, 'settings')}>{t('toSettings')}</Link>}>
        {t('offAbout')}
      </Notice>
    )
  }
  return (
    <>
      <ol className={styles['list']} aria-label={t('list')} data-stale={stale || undefined}>
        {page.rows.map((event, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: Keycloak's admin events have no id that its client tells
          <li key={`${timeOf(event)}-${at}`}>
            <details>
              <summary>
                <span className={styles['time']}>
                  <Moment at={timeOf(event)} />
                </span>
                {line(event)}
              </summary>
              <dl className={styles['facts']}>
                {facts(event).map(({ name, value }) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </details>
          </li>
        ))}
      </ol>
      <Pager of={t('events')} page={number} more={page.more} onPage={(next) => setFilters({ page: next })} />
    </>
  )
}
