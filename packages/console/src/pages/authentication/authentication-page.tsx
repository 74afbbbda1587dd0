import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { type Realm, realmByName } from '../../api/realms.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { TabbedPage, type TabTable } from '../../ui/tabbed-page.tsx'
import { RealmPasswordPolicy } from '../realm-settings/realm-password-policy.tsx'
import { CreateFlow } from './create-flow.tsx'
import { Flows } from './flows.tsx'
import { OtpPolicy } from './otp-policy.tsx'
import { RequiredActions } from './required-actions.tsx'
import { WebAuthnPasswordlessPolicy, WebAuthnPolicy } from './webauthn-policy.tsx'

interface TabProps {
  readonly realm: string
}

const TABS = [
  { id: 'flows', Tab: Flows },
  { id: 'required-actions', Tab: RequiredActions },
  { id: 'password-policy', Tab: ofSettings(RealmPasswordPolicy) },
  { id: 'otp-policy', Tab: ofSettings(OtpPolicy) },
  { id: 'webauthn-policy', Tab: ofSettings(WebAuthnPolicy) },
  { id: 'webauthn-passwordless-policy', Tab: ofSettings(WebAuthnPasswordlessPolicy) },
] as const satisfies TabTable<TabProps>

export function AuthenticationPage() {
  const { t } = useTranslation('authentication')
  const realm = useRealm()
  const tab = useParam('tab')
  return (
    <TabbedPage
      title={t('authentication')}
      about={t('authenticationAbout')}
      actions={tab === '' || tab === 'flows' ? <CreateFlow realm={realm} /> : undefined}
      tabs={TABS}
      tabsLabel={t('tabs')}
      nameOf={(id) => t(`tab-${id}`)}
      pathOf={(id) => paths.authentication(realm, id)}
      tabProps={{ realm }}
    />
  )
}

/** A tab for settings that stand in the realm itself. */
function ofSettings(Form: ComponentType<{ readonly realm: Realm }>): ComponentType<TabProps> {
  return function SettingsTab({ realm }) {
    return <Loaded query={realmByName(realm)}>{(loaded) => <Form realm={loaded} />}</Loaded>
  }
}
