import { useTranslation } from 'react-i18next'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { TabbedPage, type TabTable } from '../../ui/tabbed-page.tsx'
import { CreateFlow } from './create-flow.tsx'
import { Flows } from './flows.tsx'
import { RequiredActions } from './required-actions.tsx'

const TABS = [
  { id: 'flows', Tab: Flows },
  { id: 'required-actions', Tab: RequiredActions },
] as const satisfies TabTable<{ readonly realm: string }>

export function AuthenticationPage() {
  const { t } = useTranslation('authentication')
  const realm = useRealm()
  const tab = useParam('tab')
  return (
    <TabbedPage
      title={t('authentication')}
      about={t('authenticationAbout')}
      actions={tab === 'required-actions' ? undefined : <CreateFlow realm={realm} />}
      tabs={TABS}
      tabsLabel={t('tabs')}
      nameOf={(id) => t(`tab-${id}`)}
      pathOf={(id) => paths.authentication(realm, id)}
      tabProps={{ realm }}
    />
  )
}
