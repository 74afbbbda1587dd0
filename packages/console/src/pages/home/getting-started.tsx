import { useTranslation } from 'react-i18next'
import { type StartFacts, startFacts } from '../../api/getting-started.ts'
import { Loaded } from '../../components/loaded.tsx'
import { environment } from '../../environment.ts'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/icon.tsx'
import { Link } from '../../ui/link.tsx'
import styles from './home-page.module.css'

interface GettingStartedProps {
  readonly realm: string
}

/** The tutorial's way for this realm; every step is ticked off by a fact, not by a click. */
export function GettingStarted({ realm }: GettingStartedProps) {
  const { t } = useTranslation('home')
  return (
    <section className={styles['panel']} aria-labelledby="getting-started">
      <h2 id="getting-started">{t('start')}</h2>
      <Loaded query={startFacts(realm)}>{(facts) => <Steps realm={realm} facts={facts} />}</Loaded>
    </section>
  )
}

function Steps({ realm, facts }: GettingStartedProps & { readonly facts: StartFacts }) {
  const { t } = useTranslation('home')
  const steps = [
    // master administers the server; applications have a realm of their own
    { id: 'realm', done: realm !== 'master', to: paths.addRealm(environment.realm) },
    { id: 'client', done: facts.client, to: paths.addClient(realm) },
    { id: 'user', done: facts.user, to: paths.users(realm) },
    { id: 'signIn', done: facts.signIn, to: paths.sessions(realm) },
  ] as const
  const next = steps.find(({ done }) => done !== true)?.id
  return (
    <>
      <p className={styles['about']}>{t(next === undefined ? 'startDone' : 'startAbout')}</p>
      <ol className={styles['steps']}>
        {steps.map(({ id, done, to }) => (
          <li key={id} data-done={done === true || undefined} data-next={id === next || undefined}>
            <span className={styles['tick']}>{done === true && <Icon name="check" size={14} />}</span>
            <div>
              <Link to={to}>{t(id)}</Link> <small>{t(done === true ? 'done' : 'open')}</small>
              <p>{done === undefined ? t('hidden') : t(`${id}About`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}
