import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ProviderMapper, providerMappers, providerMapperTypes } from '../../api/identity-providers.ts'
import type { MapperType } from '../../api/protocol-mappers.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import kinds from '../protocol-mappers/mapper-list.module.css'
import { useMapperWords } from '../protocol-mappers/mapper-words.ts'
import styles from './identity-providers.module.css'
import type { ProviderProps } from './provider-page.tsx'

/** What is taken over from a provider, and where a mapper is added. */
export function ProviderMappers({ realm, provider }: ProviderProps) {
  return (
    <Loaded query={providerMappers(realm, provider.alias)}>
      {(mappers) => (
        <Loaded query={providerMapperTypes(realm, provider.alias)}>
          {(types) => <MapperTable realm={realm} provider={provider} mappers={mappers} types={types} />}
        </Loaded>
      )}
    </Loaded>
  )
}

interface MapperTableProps extends ProviderProps {
  readonly mappers: readonly ProviderMapper[]
  readonly types: readonly MapperType[]
}

function MapperTable({ realm, provider, mappers, types }: MapperTableProps) {
  const { t } = useTranslation(['identity-providers', 'mappers', 'ui'])
  const manage = usePermission('manage-identity-providers')
  const [adding, setAdding] = useState(false)
  const { alias, displayName, providerId = 'oidc' } = provider
  const pathOf = (mapper: string) => paths.identityProviderMapper(realm, providerId, alias, mapper)
  const add = (
    <ActionButton disabledReason={manage.reason} onClick={() => setAdding(true)}>
      {t('mappers:addMapper')}
    </ActionButton>
  )
  return (
    <>
      {mappers.length === 0 ? (
        <Notice title={t('mappersEmpty')} action={add}>
          {t('mappersEmptyAbout')}
        </Notice>
      ) : (
        <>
          <div className={styles['tools']}>
            <p>{t('mappersEmptyAbout')}</p>
            {add}
          </div>
          <DataTable
            label={t('tab-mappers')}
            rows={mappers}
            rowId={({ id }) => id}
            columns={[
              { id: 'name', header: t('mapperName'), cell: ({ id, name }) => <Link to={pathOf(id)}>{name}</Link> },
              {
                id: 'kind',
                header: t('mapperKind'),
                cell: ({ identityProviderMapper: kind = '' }) => types.find(({ id }) => id === kind)?.name ?? kind,
              },
              {
                id: 'sync',
                header: t('mapperSync'),
                cell: ({ config }) => String(Reflect.get(Object(config), 'syncMode') ?? ''),
                secondary: true,
              },
            ]}
          />
        </>
      )}
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        size="lg"
        title={t('mappers:addMapperTo', { name: displayName || alias })}
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        <Kinds types={types} pathOf={pathOf} />
      </Modal>
    </>
  )
}

interface KindsProps {
  readonly types: readonly MapperType[]
  readonly pathOf: (kind: string) => string
}

function Kinds({ types, pathOf }: KindsProps) {
  const { t } = useTranslation('mappers')
  const words = useMapperWords()
  return (
    <ul className={kinds['kinds']} aria-label={t('kinds')}>
      {types.map(({ id, name, help }) => (
        <li key={id}>
          <Link to={pathOf(id)} className={kinds['kind']}>
            <strong>{name}</strong>
            {words(`about-${id}`) || help}
          </Link>
        </li>
      ))}
    </ul>
  )
}
