import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { eventsConfig, type LoginEvent, MOST_RECENT, recentSignIns } from '../../api/events.ts'
import { useErrorWords } from '../../components/event-error-words.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { paths } from '../../paths.ts'
import { Link } from '../../ui/link.tsx'
import { Moment } from '../../ui/moment.tsx'
import styles from './home-page.module.css'
import { hoursOf } from './hours.ts'
import { SignInChart } from './sign-in-chart.tsx'

const DAY_MS = 86_400_000
const MOST_SHOWN = 5

/** Sign-ins and failures of the last day, and what the last failures were. */
export function LastDay({ realm }: { readonly realm: string }) {
  const { t } = useTranslation('home')
  const view = usePermission('view-events')
  return (
    <section className={styles['panel']} aria-labelledby="last-day">
      <h2 id="last-day">{t('day')}</h2>
      {view.allowed ? <Recorded realm={realm} /> : <p className={styles['about']}>{view.reason}</p>}
    </section>
  )
}

function Recorded({ realm }: { readonly realm: string }) {
  const { t } = useTranslation('home')
  const { data: config } = useQuery(eventsConfig(realm))
  // days of UTC, which is what the server counts in
  const yesterday = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10)
  return (
    <Loaded query={recentSignIns(realm, yesterday)}>
      {(events) =>
        events.length === 0 && config?.eventsEnabled === false ? (
          <div className={styles['off']}>
            <strong>{t('off')}</strong>
            <p>{t('offAbout')}</p>
            <Link to={paths.events(realm, 'settings')}>{t('toEvents')}</Link>
          </div>
        ) : (
          <Told realm={realm} events={events} />
        )
      }
    </Loaded>
  )
}

function Told({ realm, events }: { readonly realm: string; readonly events: readonly LoginEvent[] }) {
  const { t } = useTranslation('home')
  const words = useErrorWords()
  const failures = events.filter(({ error }) => error !== undefined).slice(0, MOST_SHOWN)
  return (
    <>
      <SignInChart hours={hoursOf(events, Date.now())} />
      {events.length >= MOST_RECENT && <p className={styles['about']}>{t('atLeast')}</p>}
      <h3>{t('latest')}</h3>
      {failures.length === 0 ? (
        <p className={styles['about']}>{t('latestNone')}</p>
      ) : (
        <ul className={styles['failures']}>
          {failures.map((event, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may fail in one millisecond
            <li key={`${event.time}-${at}`}>
              <strong>
                <Link to={paths.events(realm)} search={likeIt(event)}>
                  {words(event.error ?? '')}
                </Link>
              </strong>
              <span>
                {[event.details?.['username'], event.clientId].filter((one) => typeof one === 'string').join(' → ')}{' '}
                <Moment at={event.time ?? 0} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <Link to={paths.events(realm)}>{t('allEvents')}</Link>
    </>
  )
}

/** Filters of the events page: failures at this client, of this person where one is known, on this day (of UTC, as there). */
function likeIt({ type, clientId, userId, time = 0 }: LoginEvent): Readonly<Record<string, string>> {
  const day = new Date(time).toISOString().slice(0, 10)
  return {
    ...(type !== undefined && { type }),
    ...(clientId !== undefined && { client: clientId }),
    // by id: what was typed may be an address, or a name that nobody has
    ...(userId !== undefined && { user: userId }),
    from: day,
    to: day,
  }
}
