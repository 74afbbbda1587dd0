import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { Page } from '../../ui/page.tsx'
import { UrlTabs } from '../../ui/url-tabs.tsx'
import { CreateFlow } from './create-flow.tsx'
import { Flows } from './flows.tsx'
import { RequiredActions } from './required-actions.tsx'

/** A row for each tab, in their order. */
const TABS = [
  { id: 'flows', Tab: Flows },
  { id: 'required-actions', Tab: RequiredActions },
] as const satisfies readonly { readonly id: string; readonly Tab: ComponentType<{ readonly realm: string }> }[]

export function AuthenticationPage() {
  const { t } = useTranslation('authentication')
  const realm = useRealm()
  const tab = useParam('tab')
  const { id: current, Tab } = TABS.find(({ id }) => id === tab) ?? TABS[0]
  const tabs = TABS.map(({ id }) => ({ id, label: t(`tab-${id}`), to: paths.authentication(realm, id) }))
  return (
    <Page
      title={t('authentication')}
      about={t('authenticationAbout')}
      actions={current === 'flows' ? <CreateFlow realm={realm} /> : undefined}
      tabs={<UrlTabs label={t('tabs')} tabs={tabs} current={current} />}
    >
      <Tab realm={realm} />
    </Page>
  )
}
