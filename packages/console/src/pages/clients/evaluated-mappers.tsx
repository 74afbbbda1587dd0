import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { effectiveMappers, type Question } from '../../api/evaluate.ts'
import { mapperAbilities } from '../../api/protocol-mappers.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { Link } from '../../ui/link.tsx'
import styles from './client-evaluate.module.css'
import type { ClientTabProps } from './client-page.tsx'
import { contributorPath } from './contributor-path.ts'

/** Every mapper that takes part, and where it comes from. */
export function EvaluatedMappers({ client, question }: ClientTabProps & { readonly question: Question }) {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  const { data: abilities } = useQuery(mapperAbilities())
  return (
    <Loaded query={effectiveMappers(question)}>
      {(mappers) => (
        <div className={styles['frame']}>
          <table className={styles['table']} aria-label={t('show-mappers')}>
            <thead>
              <tr>
                <th scope="col">{t('mapper')}</th>
                <th scope="col">{t('from')}</th>
                <th scope="col">{t('kind')}</th>
              </tr>
            </thead>
            <tbody>
              {mappers.map((mapper) => (
                <tr key={mapper.mapperId}>
                  <th scope="row">
                    <Link to={contributorPath(realm, client, mapper)}>{mapper.mapperName}</Link>
                  </th>
                  <td>
                    {mapper.containerType === 'client' ? (
                      t('ofClient')
                    ) : (
                      <Link to={paths.clientScope(realm, mapper.containerId)}>{mapper.containerName}</Link>
                    )}
                  </td>
                  <td className={styles['aside']}>
                    {abilities?.types.find(({ id }) => id === mapper.protocolMapper)?.name ?? mapper.protocolMapper}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Loaded>
  )
}
