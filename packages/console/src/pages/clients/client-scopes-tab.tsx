import { useTranslation } from 'react-i18next'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { UrlTabs } from '../../ui/url-tabs.tsx'
import { MapperList } from '../protocol-mappers/mapper-list.tsx'
import { ClientEvaluate } from './client-evaluate.tsx'
import type { ClientTabProps } from './client-page.tsx'
import { ClientScopeRoles } from './client-scope-roles.tsx'
import { ClientScopesSetup } from './client-scopes-setup.tsx'

const PARTS = [
  { id: 'setup', Part: ClientScopesSetup },
  { id: 'dedicated', Part: DedicatedMappers },
  { id: 'scope', Part: ClientScopeRoles },
  { id: 'evaluate', Part: ClientEvaluate },
] as const

export function ClientScopesTab({ client }: ClientTabProps) {
  const { t } = useTranslation('scopes')
  const realm = useRealm()
  const asked = useParam('part')
  const { id: current, Part } = PARTS.find(({ id }) => id === asked) ?? PARTS[0]
  const tabs = PARTS.map(({ id }) => ({
    id,
    label: t(`part-${id}`),
    to: paths.clientPart(realm, client.id, 'clientScopes', id),
  }))
  return (
    <>
      <UrlTabs label={t('parts')} tabs={tabs} current={current} level="second" />
      <Part client={client} />
    </>
  )
}

function DedicatedMappers({ client }: ClientTabProps) {
  const { t } = useTranslation('scopes')
  return <MapperList holder={{ kind: 'client', id: client.id, name: client.clientId }} about={t('dedicatedAbout')} />
}
