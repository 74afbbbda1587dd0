import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { deploymentFacts, judgedClients } from '../../api/deployment.ts'
import { type Examination, examination } from '../../api/doctor.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { Chip } from '../../ui/chip.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { browserChecks, type Check, checksOf } from './checks.ts'
import styles from './doctor.module.css'
import { OriginTest } from './origin-test.tsx'
import { SeenByServer } from './seen-by-server.tsx'

const TONES = { good: 'good', warn: 'brass', bad: 'bad' } as const

/** What needs a look comes first. */
const ORDER = { bad: 0, warn: 1, good: 2 } as const

export function DoctorPage() {
  const { t } = useTranslation('doctor')
  const realm = useRealm()
  const queries = useQueryClient()
  const view = usePermission('view-realm')
  return (
    <Page
      title={t('doctor')}
      about={t('about')}
      actions={
        <Button variant="default" onClick={() => void queries.invalidateQueries({ queryKey: ['doctor', realm] })}>
          {t('again')}
        </Button>
      }
    >
      {view.allowed ? (
        <Loaded query={examination(realm)}>{(told) => <Examined realm={realm} told={told} />}</Loaded>
      ) : (
        <Notice title={t('hidden')}>{view.reason}</Notice>
      )}
    </Page>
  )
}

function Examined({ realm, told }: { readonly realm: string; readonly told: Examination }) {
  const { t } = useTranslation('doctor')
  const { findings, server, aheadSeconds, clients: seen } = told
  const mayViewClients = usePermission('view-clients')
  const { data: clients = [] } = useQuery({ ...judgedClients(realm), enabled: seen !== undefined })
  const ids = new Map(clients.map(({ clientId = '', id = '' }) => [clientId, id]))
  const of = (about: string) =>
    checksOf(
      realm,
      findings.filter((one) => one.about === about),
      ids,
    )
  return (
    <>
      <Group title={t('deployment')} about={t('deploymentAbout')}>
        <Loaded query={deploymentFacts(realm)}>
          {(facts) => <Checks checks={[...browserChecks(realm, facts, aheadSeconds), ...of('server')]} />}
        </Loaded>
        {server === undefined ? <p>{t('serverHidden')}</p> : <SeenByServer issuer={told.issuer} server={server} />}
      </Group>
      <Group title={t('settings')} about={t('settingsAbout')}>
        <Checks checks={of('realm')} />
      </Group>
      <Group title={t('clients')} about={mayViewClients.reason ?? t('clientsAbout')}>
        {seen !== undefined && <Checks checks={of('clients')} />}
        {seen?.all === false && <p>{t('clientsFirst', { count: seen.judged })}</p>}
        {clients.length > 0 && <OriginTest clients={clients} />}
      </Group>
    </>
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
      {sorted.map(({ id, verdict, sentence, values, to, option }) => (
        <li key={id}>
          <span className={styles['verdict']}>
            <Chip tone={TONES[verdict]}>{t(`verdict-${verdict}`)}</Chip>
          </span>
          <div className={styles['words']}>
            {/* every check has its title, as the test sees */}
            <strong>{t(id as 'issuer')}</strong>
            <p>{t(sentence, { issuer: '', origin: '', seconds: '', names: '', ...values })}</p>
          </div>
          {option !== undefined && <code>{option}</code>}
          {to !== undefined && <Link to={to}>{t('repair')}</Link>}
        </li>
      ))}
    </ul>
  )
}
