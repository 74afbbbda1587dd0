import { Checkbox, SegmentedControl } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type AssignedScope, scopesOfClient } from '../../api/client-scopes.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { UserField } from '../../components/user-field.tsx'
import { Notice } from '../../ui/notice.tsx'
import styles from './client-evaluate.module.css'
import type { ClientTabProps } from './client-page.tsx'
import { EvaluatedClaims } from './evaluated-claims.tsx'
import { EvaluatedMappers } from './evaluated-mappers.tsx'
import { EvaluatedRoles } from './evaluated-roles.tsx'

const VIEWS = ['access', 'id', 'userinfo', 'mappers', 'roles'] as const
type View = (typeof VIEWS)[number]

/** What the address asks: for whom, with which scopes, and what is shown of the answer. */
interface Asked {
  readonly user?: string | undefined
  readonly scope?: string | undefined
  readonly show?: string | undefined
}

/** What tokens would say, before anybody signs in; and who makes each claim. */
export function ClientEvaluate({ client }: ClientTabProps) {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  const asked: Asked = useSearch({ strict: false })
  const navigate = useNavigate()
  const ask = (change: Asked) =>
    void navigate({ to: '.', search: (old: object) => ({ ...old, ...change }), replace: true, resetScroll: false })
  const view = VIEWS.find((one) => one === asked.show) ?? 'access'
  const scope = String(asked.scope ?? '')
  return (
    <>
      <p className={styles['about']}>{t('evaluateAbout')}</p>
      <div className={styles['question']}>
        <UserField label={t('user')} value={asked.user} onChange={(user) => ask({ user })} />
        <Loaded query={scopesOfClient(realm, client.id)}>
          {(scopes) => (
            <OptionalScopes scopes={scopes} value={scope} onChange={(next) => ask({ scope: next || undefined })} />
          )}
        </Loaded>
      </div>
      <div className={styles['views']}>
        <SegmentedControl
          aria-label={t('show')}
          value={view}
          onChange={(show) => ask({ show })}
          data={VIEWS.map((value) => ({ value, label: t(`show-${value}`) }))}
        />
      </div>
      <Answer client={client} view={view} scope={scope} user={asked.user} />
    </>
  )
}

interface AnswerProps extends ClientTabProps {
  readonly view: View
  readonly scope: string
  readonly user: string | undefined
}

function Answer({ client, view, scope, user }: AnswerProps) {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  const question = { realm, id: client.id, scope: `openid ${scope}`.trim() }
  if (view === 'mappers') return <EvaluatedMappers client={client} question={question} />
  if (view === 'roles') return <EvaluatedRoles client={client} question={question} />
  if (user === undefined) return <Notice title={t('pickUser')}>{t('pickUserAbout')}</Notice>
  return <EvaluatedClaims key={view} client={client} question={question} kind={view} user={user} />
}

interface OptionalScopesProps {
  readonly scopes: readonly AssignedScope[]
  readonly value: string
  readonly onChange: (scope: string) => void
}

function OptionalScopes({ scopes, value, onChange }: OptionalScopesProps) {
  const { t } = useTranslation('scopes')
  const named = (wanted: AssignedScope['assignment']) =>
    scopes.filter(({ assignment }) => assignment === wanted).map(({ name }) => name)
  const optional = named('optional')
  return (
    <div>
      {optional.length > 0 && (
        <Checkbox.Group
          label={t('asksFor')}
          value={value.split(' ').filter((name) => optional.includes(name))}
          onChange={(names) => onChange(names.join(' '))}
        >
          <div className={styles['scopes']}>
            {optional.map((name) => (
              <Checkbox key={name} value={name} label={name} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <p className={styles['always']}>{t('always', { names: named('default').join(', ') })}</p>
    </div>
  )
}
