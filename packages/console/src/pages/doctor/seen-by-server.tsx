import { useTranslation } from 'react-i18next'
import type { ServerFacts } from '../../api/doctor.ts'
import { Chip } from '../../ui/chip.tsx'
import styles from './doctor.module.css'

interface SeenByServerProps {
  readonly issuer: string
  readonly server: ServerFacts
}

const TONES = { used: 'good', overruled: 'plain', 'not-read': 'brass', 'not-trusted': 'brass' } as const

/** Why this request has its URL, what a proxy said, and what the server stands on. */
export function SeenByServer({ issuer, server: { development, database, reached } }: SeenByServerProps) {
  const { t } = useTranslation('doctor')
  const bytes = useBytes()
  const { kind, schemaVersion, bytes: size, walBytes } = database
  return (
    <dl className={styles['facts']}>
      <dt>{t('issuer')}</dt>
      <dd>
        <code>{issuer}</code>
        <p>
          {t(`scheme-${reached.schemeFrom}`)} {t(`host-${reached.hostFrom}`, { host: reached.host ?? '' })}
        </p>
      </dd>
      <dt>{t('forwarding')}</dt>
      <dd>
        {reached.forwarding.length === 0 ? (
          t('forwardingNone')
        ) : (
          <ul>
            {reached.forwarding.map(({ name, value, outcome }) => (
              <li key={name}>
                <code>{value === undefined ? name : `${name}: ${value}`}</code>{' '}
                <Chip tone={TONES[outcome]}>{t(`forwarding-${outcome}`)}</Chip>
              </li>
            ))}
          </ul>
        )}
      </dd>
      <dt>{t('database')}</dt>
      <dd>
        {kind}, {t('schema', { version: schemaVersion })}
        {size !== undefined && `, ${bytes(size)}`}
        {walBytes !== undefined && `, ${t('log', { size: bytes(walBytes) })}`}
      </dd>
      <dt>{t('mode')}</dt>
      <dd>{t(development ? 'mode-development' : 'mode-production')}</dd>
    </dl>
  )
}

const KILO = 1024

function useBytes(): (count: number) => string {
  const { i18n } = useTranslation()
  return (count) => {
    const [size, unit] = count < KILO * KILO ? [count / KILO, 'kilobyte'] : [count / KILO / KILO, 'megabyte']
    return new Intl.NumberFormat(i18n.language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(size)
  }
}
