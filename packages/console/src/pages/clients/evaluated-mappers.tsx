import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { effectiveMappers, type Question } from '../../api/evaluate.ts'
import { mapperAbilities } from '../../api/protocol-mappers.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { DataTable } from '../../ui/data-table.tsx'
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
        <DataTable
          label={t('show-mappers')}
          rows={mappers}
          rowId={({ mapperId }) => mapperId}
          narrow="blocks"
          columns={[
            {
              id: 'mapper',
              header: t('mapper'),
              cell: (mapper) => <Link to={contributorPath(realm, client, mapper)}>{mapper.mapperName}</Link>,
            },
            {
              id: 'from',
              header: t('from'),
              cell: ({ containerType, containerId, containerName }) =>
                containerType === 'client' ? (
                  t('ofClient')
                ) : (
                  <Link to={paths.clientScope(realm, containerId)}>{containerName}</Link>
                ),
            },
            {
              id: 'kind',
              header: t('kind'),
              cell: ({ protocolMapper }) => (
                <span className={styles['aside']}>
                  {abilities?.types.find(({ id }) => id === protocolMapper)?.name ?? protocolMapper}
                </span>
              ),
            },
          ]}
        />
      )}
    </Loaded>
  )
}
