import { useTranslation } from 'react-i18next'
import { type ExampleKind, exampleOf, type Question } from '../../api/evaluate.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Link } from '../../ui/link.tsx'
import { Moment } from '../../ui/moment.tsx'
import { Snippet } from '../../ui/snippet.tsx'
import { type ClaimRow, type Contributor, claimRows, takingPart } from './claim-sources.ts'
import styles from './client-evaluate.module.css'
import type { ClientTabProps } from './client-page.tsx'
import { contributorPath } from './contributor-path.ts'
import { useContributors } from './use-contributors.ts'

interface EvaluatedClaimsProps extends ClientTabProps {
  readonly question: Question
  readonly kind: ExampleKind
  readonly user: string
}

/** The claims of a token that is never issued, each with who makes it. */
export function EvaluatedClaims({ client, question, kind, user }: EvaluatedClaimsProps) {
  const { t } = useTranslation('scopes')
  const contributors = useContributors(client, question)
  return (
    <Loaded query={exampleOf(kind, question, user)}>
      {(claims) => (
        <>
          <DataTable
            label={t(`show-${kind}`)}
            rows={claimRows(claims, takingPart(kind, contributors))}
            rowId={({ name }) => name}
            narrow="blocks"
            columns={[
              { id: 'claim', header: t('claim'), cell: ({ name }) => <code>{name}</code> },
              { id: 'value', header: t('value'), cell: (row) => <Value row={row} /> },
              { id: 'made', header: t('madeBy'), cell: (row) => <Makers client={client} row={row} /> },
            ]}
          />
          <details className={styles['raw']}>
            <summary>{t('asJson')}</summary>
            <Snippet label={t(`show-${kind}`)} text={JSON.stringify(claims, undefined, 2)} />
          </details>
        </>
      )}
    </Loaded>
  )
}

/** Claims that are seconds since 1970 (RFC 7519 §2, NumericDate). */
const TIMES = new Set(['exp', 'iat', 'nbf', 'auth_time'])

function Value({ row: { name, value } }: { readonly row: ClaimRow }) {
  return (
    <>
      <pre className={styles['value']}>{JSON.stringify(value, undefined, 2)}</pre>
      {TIMES.has(name) && typeof value === 'number' && value > 0 && (
        <span className={styles['aside']}>
          <Moment at={value * 1000} />
        </span>
      )}
    </>
  )
}

function Makers({ client, row: { made, by } }: ClientTabProps & { readonly row: ClaimRow }) {
  const { t } = useTranslation('scopes')
  if (made !== 'mapper') return <span className={styles['aside']}>{t(`made-${made}`)}</span>
  return (
    <ul className={styles['makers']}>
      {by.map((contributor) => (
        <li key={contributor.mapperId}>
          <Maker client={client} contributor={contributor} />
        </li>
      ))}
    </ul>
  )
}

function Maker({ client, contributor }: ClientTabProps & { readonly contributor: Contributor }) {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  const { mapperName, containerName, containerType } = contributor
  return (
    <>
      <Link to={contributorPath(realm, client, contributor)}>{mapperName}</Link>{' '}
      <span className={styles['aside']}>
        {containerType === 'client' ? t('ofClient') : t('ofScope', { name: containerName })}
      </span>
    </>
  )
}
