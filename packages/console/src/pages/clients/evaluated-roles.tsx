import { useTranslation } from 'react-i18next'
import { effectiveRoles, type Question } from '../../api/evaluate.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useRealm } from '../../components/use-realm.ts'
import styles from './client-evaluate.module.css'
import type { ClientTabProps } from './client-page.tsx'

/** The roles that may pass into the tokens, if the user has them. */
export function EvaluatedRoles({ client, question }: ClientTabProps & { readonly question: Question }) {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  return (
    <>
      <p className={styles['about']}>{t(client.fullScopeAllowed ? 'rolesFull' : 'rolesSome')}</p>
      <div className={styles['roles']}>
        <Roles title={t('rolesOfRealm')} question={question} container={realm} />
        <Roles title={t('rolesOfClient', { clientId: client.clientId })} question={question} container={client.id} />
      </div>
    </>
  )
}

interface RolesProps {
  readonly title: string
  readonly question: Question
  readonly container: string
}

function Roles({ title, question, container }: RolesProps) {
  const { t } = useTranslation('scopes')
  return (
    <section className={styles['card']} aria-label={title}>
      <h2>{title}</h2>
      <Loaded query={effectiveRoles(question, container)}>
        {(roles) =>
          roles.length === 0 ? (
            <p>{t('noRoles')}</p>
          ) : (
            <ul>
              {roles.map((name) => (
                <li key={name}>
                  <code>{name}</code>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
