import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type AdminEvent, adminEvents, eventsConfig } from '../../api/events.ts'
import { serverInfo } from '../../api/server-info.ts'
import { useRealm } from '../../components/use-realm.ts'
import { Chip } from '../../ui/chip.tsx'
import { EventFilterBar } from './event-filter-bar.tsx'
import { useEventFilters } from './event-filters.ts'
import { EventList, type Fact } from './event-list.tsx'
import styles from './events.module.css'
import { ExactTime } from './exact-time.tsx'
import { FilterChoice, FilterField } from './filter-field.tsx'

export function AdminEvents() {
  const { t } = useTranslation('events')
  const realm = useRealm()
  const { filters } = useEventFilters()
  const { data: config } = useQuery(eventsConfig(realm))
  const { data: info } = useQuery(serverInfo())
  const options = (words: readonly string[] = []) => [
    { value: '', label: t('anyType') },
    ...words.toSorted().map((value) => ({ value, label: value })),
  ]
  const facts = useAdminFacts()
  return (
    <>
      <EventFilterBar>
        <FilterChoice name="operation" label={t('operation')} options={options(info?.enums?.['operationType'])} />
        <FilterChoice name="resource" label={t('resourceType')} options={options(info?.enums?.['resourceType'])} />
        <FilterField name="path" label={t('resourcePath')} placeholder={t('resourcePathHint')} />
        <FilterField name="from" label={t('from')} type="date" />
        <FilterField name="to" label={t('to')} type="date" />
      </EventFilterBar>
      <EventList
        query={adminEvents(realm, filters)}
        saved={config?.adminEventsEnabled === true}
        timeOf={({ time = 0 }) => time}
        line={({ operationType, resourceType, resourcePath, error }) => (
          <>
            <Chip tone={error === undefined ? 'plain' : 'bad'}>{operationType}</Chip>
            <span className={styles['who']}>{resourceType}</span>
            <code className={styles['why']}>{resourcePath}</code>
          </>
        )}
        facts={facts}
      />
    </>
  )
}

function useAdminFacts(): (event: AdminEvent) => readonly Fact[] {
  const { t } = useTranslation('events')
  return ({ time = 0, authDetails = {}, resourcePath, representation, error }) => {
    const texts: readonly (readonly [string, string | undefined])[] = [
      [t('error'), error],
      [t('resourcePath'), resourcePath],
      [t('userId'), authDetails.userId],
      [t('byClient'), authDetails.clientId],
      [t('realmId'), authDetails.realmId],
      [t('ipAddress'), authDetails.ipAddress],
    ]
    return [
      { name: t('time'), value: <ExactTime at={time} /> },
      ...texts.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value: <code>{value}</code> }])),
      ...(representation === undefined
        ? []
        : [{ name: t('representation'), value: <pre className={styles['json']}>{indented(representation)}</pre> }]),
    ]
  }
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2)
  } catch {
    // what was sent need not be JSON
    return json
  }
}
