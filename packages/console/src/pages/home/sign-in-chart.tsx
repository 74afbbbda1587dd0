import { useTranslation } from 'react-i18next'
import styles from './home-page.module.css'
import type { Hour } from './hours.ts'

const WIDTH = 480
const HEIGHT = 110
const GAP = 4

/** A bar for every hour: failures stand on the ground, sign-ins above them. The same is told as a table. */
export function SignInChart({ hours }: { readonly hours: readonly Hour[] }) {
  const { t, i18n } = useTranslation('home')
  const most = Math.max(1, ...hours.map(({ signIns, failures }) => signIns + failures))
  const signIns = hours.reduce((sum, hour) => sum + hour.signIns, 0)
  const failures = hours.reduce((sum, hour) => sum + hour.failures, 0)
  const sentence = `${t('signIns', { count: signIns })}, ${t('failures', { count: failures })}`
  const clock = new Intl.DateTimeFormat(i18n.language, { hour: '2-digit', minute: '2-digit' })
  const step = WIDTH / hours.length
  const heightOf = (count: number) => (count / most) * (HEIGHT - GAP)
  if (signIns + failures === 0) return <p className={styles['about']}>{t('quiet')}</p>
  return (
    <div className={styles['chart']}>
      <p>
        <span data-kind="good">{t('signIns', { count: signIns })}</span>
        <span data-kind="bad">{t('failures', { count: failures })}</span>
      </p>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={sentence} preserveAspectRatio="none">
        {hours.map((hour, at) => {
          const bad = heightOf(hour.failures)
          const good = heightOf(hour.signIns)
          const bar = { x: at * step + GAP / 2, width: step - GAP }
          return (
            <g key={hour.from}>
              <title>{`${clock.format(hour.from)}: ${hour.signIns} / ${hour.failures}`}</title>
              <rect {...bar} y={HEIGHT - 1} height={1} data-kind="ground" />
              <rect {...bar} y={HEIGHT - bad} height={bad} data-kind="bad" />
              <rect {...bar} y={HEIGHT - bad - good} height={good} data-kind="good" />
            </g>
          )
        })}
      </svg>
      <div className={styles['axis']} aria-hidden="true">
        <span>{clock.format(hours[0]?.from)}</span>
        <span>{clock.format(hours[Math.floor(hours.length / 2)]?.from)}</span>
        <span>{clock.format(hours.at(-1)?.from)}</span>
      </div>
      <details>
        <summary>{t('asTable')}</summary>
        <table aria-label={t('day')}>
          <thead>
            <tr>
              <th scope="col">{t('hour')}</th>
              <th scope="col">{t('signedIn')}</th>
              <th scope="col">{t('failed')}</th>
            </tr>
          </thead>
          <tbody>
            {hours
              .filter((hour) => hour.signIns + hour.failures > 0)
              .map((hour) => (
                <tr key={hour.from}>
                  <th scope="row">{clock.format(hour.from)}</th>
                  <td>{hour.signIns}</td>
                  <td>{hour.failures}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </div>
  )
}
