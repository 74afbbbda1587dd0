import { useTranslation } from 'react-i18next'
import { scopeById } from '../../api/client-scopes.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { MapperPage } from '../protocol-mappers/mapper-page.tsx'

export function ScopeMapperPage() {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  return (
    <Loaded query={scopeById(realm, useParam('id'))}>
      {({ id, name }) => (
        <MapperPage
          holder={{ kind: 'clientScope', id, name }}
          crumbs={[
            { label: t('scopes'), to: paths.clientScopes(realm) },
            { label: name, to: paths.clientScope(realm, id, 'mappers') },
          ]}
        />
      )}
    </Loaded>
  )
}
