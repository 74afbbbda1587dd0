import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { eventsConfig, type LoginEvent, loginEvents } from '../../api/events.ts'
import { useErrorWords } from '../../components/event-error-words.ts'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { Chip } from '../../ui/chip.tsx'
import { Link } from '../../ui/link.tsx'
import { EventFilterBar } from './event-filter-bar.tsx'
import { useEventFilters } from './event-filters.ts'
import { EventList, type Fact } from './event-list.tsx'
import styles from './events.module.css'
import { ExactTime } from './exact-time.tsx'
import { FilterChoice, FilterField } from './filter-field.tsx'

export function LoginEvents() {
  const { t } = useTranslation('events')
  const realm = useRealm()
  const { filters } = useEventFilters()
  const { data: config } = useQuery(eventsConfig(realm))
  const types = (config?.enabledEventTypes ?? []).toSorted()
  const facts = useLoginFacts(realm)
  return (
    <>
      <EventFilterBar>
        <FilterChoice
          name="type"
          label={t('type')}
          options={[
            { value: '', label: t('anyType') },
            { value: 'errors', label: t('errorsOnly') },
            ...types.map((type) => ({ value: type, label: type })),
          ]}
        />
        <FilterField name="client" label={t('client')} />
        <FilterField name="user" label={t('user')} placeholder={t('userHint')} />
        <FilterField name="from" label={t('from')} type="date" />
        <FilterField name="to" label={t('to')} type="date" />
      </EventFilterBar>
      <EventList
        query={loginEvents(realm, filters)}
        saved={config?.eventsEnabled === true}
        timeOf={({ time = 0 }) => time}
        line={(event) => <LoginLine event={event} />}
        facts={facts}
      />
    </>
  )
}

function LoginLine({ event: { type, clientId, userId, error, details } }: { readonly event: LoginEvent }) {
  const { t } = useTranslation('events')
  const words = useErrorWords()
  const username: unknown = details?.['username']
  return (
    <>
      <Chip tone={error === undefined ? 'good' : 'bad'}>{type}</Chip>
      <span className={styles['who']}>
        {typeof username === 'string' ? username : (userId ?? t('system'))}
        {clientId !== undefined && ` → ${clientId}`}
      </span>
      {error !== undefined && <span className={styles['why']}>{words(error)}</span>}
    </>
  )
}

function useLoginFacts(realm: string): (event: LoginEvent) => readonly Fact[] {
  const { t } = useTranslation('events')
  return ({ time = 0, clientId, userId, sessionId, ipAddress, error, details = {} }) => [
    { name: t('time'), value: <ExactTime at={time} /> },
    ...code(t('error'), error),
    ...code(t('client'), clientId),
    ...(userId === undefined
      ? []
      : [{ name: t('userId'), value: <Link to={paths.user(realm, userId)}>{userId}</Link> }]),
    ...code(t('session'), sessionId),
    ...code(t('ipAddress'), ipAddress),
    ...Object.entries(details).flatMap(([name, value]) => code(name, String(value))),
  ]
}

function code(name: string, value: string | undefined): readonly Fact[] {
  return value === undefined ? [] : [{ name, value: <code>{value}</code> }]
}
