import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Mapper, type MapperHolder, mapperAbilities, mapperList } from '../../api/protocol-mappers.ts'
import { usePermission } from '../../components/permission.ts'
import { ServerList } from '../../components/server-list.tsx'
import { useRealm } from '../../components/use-realm.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { AddMapperDialog } from './add-mapper-dialog.tsx'
import styles from './mapper-list.module.css'
import { mapperPath } from './mapper-path.ts'

interface MapperListProps {
  readonly holder: MapperHolder
  readonly about: string
}

/** The mappers of a client or of a client scope: what each says, and where it is said. */
export function MapperList({ holder, about }: MapperListProps) {
  const { t } = useTranslation('mappers')
  const realm = useRealm()
  const manage = usePermission('manage-clients')
  const { data: abilities } = useQuery(mapperAbilities())
  const [adding, setAdding] = useState(false)
  const typeName = ({ protocolMapper = '' }: Mapper) =>
    abilities?.types.find(({ id }) => id === protocolMapper)?.name ?? protocolMapper
  const add = (
    <ActionButton disabledReason={manage.reason} onClick={() => setAdding(true)}>
      {t('addMapper')}
    </ActionButton>
  )
  return (
    <>
      <p className={styles['about']}>{about}</p>
      <ServerList
        label={t('mappers')}
        query={(search) => mapperList(realm, holder, search)}
        rowId={({ id }) => id}
        searchLabel={t('search')}
        actions={add}
        columns={[
          {
            id: 'name',
            header: t('name'),
            cell: ({ id, name }) => <Link to={mapperPath(realm, holder, id)}>{name}</Link>,
            sortKey: ({ name }) => name,
          },
          { id: 'type', header: t('type'), cell: typeName, sortKey: typeName, secondary: true },
          {
            id: 'claim',
            header: t('claim'),
            cell: ({ config }) => <code>{config?.['claim.name']}</code>,
            sortKey: ({ config }) => String(config?.['claim.name'] ?? ''),
          },
          { id: 'into', header: t('into'), cell: (mapper) => <Into mapper={mapper} />, secondary: true },
        ]}
        empty={
          <Notice title={t('empty')} action={add}>
            {t('emptyAbout')}
          </Notice>
        }
      />
      <AddMapperDialog holder={holder} opened={adding} onClose={() => setAdding(false)} />
    </>
  )
}

const PLACES = ['access', 'id', 'userinfo'] as const

/** Where it says it, in words. */
function Into({ mapper }: { readonly mapper: Mapper }) {
  const { t } = useTranslation('mappers')
  return PLACES.filter((place) => mapper.config?.[`${place}.token.claim`] === 'true')
    .map((place) => t(`into-${place}`))
    .join(', ')
}
