import { useTranslation } from 'react-i18next'
import { clientById } from '../../api/clients.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { MapperPage } from '../protocol-mappers/mapper-page.tsx'

export function ClientMapperPage() {
  const { t } = useTranslation('clients')
  const realm = useRealm()
  return (
    <Loaded query={clientById(realm, useParam('id'))}>
      {({ id, clientId }) => (
        <MapperPage
          holder={{ kind: 'client', id, name: clientId }}
          crumbs={[
            { label: t('clients'), to: paths.clients(realm) },
            { label: clientId, to: paths.clientPart(realm, id, 'clientScopes', 'dedicated') },
          ]}
        />
      )}
    </Loaded>
  )
}
