import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { deploymentFacts, judgedClients } from '../../api/deployment.ts'
import { realmKeys } from '../../api/keys.ts'
import { realmByName } from '../../api/realms.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useRealm } from '../../components/use-realm.ts'
import type { texts } from '../../locales/en/doctor.ts'
import { Chip } from '../../ui/chip.tsx'
import { Link } from '../../ui/link.tsx'
import { Page } from '../../ui/page.tsx'
import { type Check, clientChecks, deploymentChecks, realmChecks } from './checks.ts'
import styles from './doctor.module.css'
import { OriginTest } from './origin-test.tsx'

const TONES = { good: 'good', warn: 'brass', bad: 'bad' } as const
type SentenceKey = Extract<keyof typeof texts, `${Check['id']}-${Check['verdict']}`>

/** What needs a look comes first. */
const ORDER = { bad: 0, warn: 1, good: 2 } as const

export function DoctorPage() {
  const { t } = useTranslation('doctor')
  const realm = useRealm()
  const queries = useQueryClient()
  const again = async () => {
    await queries.invalidateQueries({ queryKey: ['doctor', realm] })
    await queries.invalidateQueries({ queryKey: ['realms', 'one', realm] })
    await queries.invalidateQueries({ queryKey: ['keys', realm] })
  }
  return (
    <Page
      title={t('doctor')}
      about={t('about')}
      actions={
        <Button variant="default" onClick={() => void again()}>
          {t('again')}
        </Button>
      }
    >
      <Group title={t('deployment')} about={t('deploymentAbout')}>
        <Loaded query={deploymentFacts(realm)}>{(facts) => <Checks checks={deploymentChecks(realm, facts)} />}</Loaded>
      </Group>
      <Group title={t('settings')} about={t('settingsAbout')}>
        <Loaded query={realmByName(realm)}>
          {(settings) => (
            <Loaded query={realmKeys(realm)}>
              {({ keys }) => <Checks checks={realmChecks(settings, keys, Date.now())} />}
            </Loaded>
          )}
        </Loaded>
      </Group>
      <Loaded query={judgedClients(realm)}>
        {(clients) => (
          <>
            <Checks checks={clientChecks(realm, clients)} />
            <OriginTest clients={clients} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

interface GroupProps {
  readonly title: string
  readonly about: string
  readonly children: ReactNode
}

function Group({ title, about, children }: GroupProps) {
  return (
    <section className={styles['group']}>
      <h2>{title}</h2>
      <p>{about}</p>
      {children}
    </section>
  )
}

function Checks({ checks }: { readonly checks: readonly Check[] }) {
  const { t } = useTranslation('doctor')
  const sorted = checks.toSorted((a, b) => ORDER[a.verdict] - ORDER[b.verdict])
  return (
    <ul className={styles['checks']}>
      {sorted.map((check) => (
        <li key={check.id}>
          <span className={styles['verdict']}>
            <Chip tone={TONES[check.verdict]}>{t(`verdict-${check.verdict}`)}</Chip>
          </span>
          <div className={styles['words']}>
            <strong>{t(check.id)}</strong>
            <Sentence check={check} />
          </div>
          {check.to !== undefined && check.verdict !== 'good' && <Link to={check.to}>{t('repair')}</Link>}
        </li>
      ))}
    </ul>
  )
}

function Sentence({ check: { id, verdict, values } }: { readonly check: Check }) {
  const { t } = useTranslation('doctor')
  const named = { issuer: '', origin: '', seconds: '', names: '', ...values }
  return <p>{t(`${id}-${verdict}` as SentenceKey, named)}</p> // a check has no verdict without its sentence: see the test
}
