import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteRealm, type Realm, realmByName, userCount } from '../../api/realms.ts'
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { environment } from '../../environment.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Link } from '../../ui/link.tsx'
import { Page } from '../../ui/page.tsx'
import { UrlTabs } from '../../ui/url-tabs.tsx'
import { RealmEmail } from './realm-email.tsx'
import { RealmGeneral } from './realm-general.tsx'
import { RealmKeysTab } from './realm-keys.tsx'
import { RealmLocalization } from './realm-localization.tsx'
import { RealmLogin } from './realm-login.tsx'
import { RealmPasswordPolicy } from './realm-password-policy.tsx'
import { RealmSecurity } from './realm-security.tsx'
import { RealmSessions } from './realm-sessions.tsx'
import { RealmTokens } from './realm-tokens.tsx'

export interface RealmTabProps {
  readonly realm: Realm
}

/** A row for each tab, in their order. */
const TABS = [
  { id: 'general', Tab: RealmGeneral },
  { id: 'login', Tab: RealmLogin },
  { id: 'email', Tab: RealmEmail },
  { id: 'keys', Tab: RealmKeysTab },
  { id: 'sessions', Tab: RealmSessions },
  { id: 'tokens', Tab: RealmTokens },
  { id: 'security-defenses', Tab: RealmSecurity },
  { id: 'localization', Tab: RealmLocalization },
  { id: 'password-policy', Tab: RealmPasswordPolicy },
] as const satisfies readonly { readonly id: string; readonly Tab: ComponentType<RealmTabProps> }[]

export function RealmSettingsPage() {
  const { t } = useTranslation('realm-settings')
  const realm = useRealm()
  return (
    <Loaded
      query={realmByName(realm)}
      missing={
        <Page title={t('missing')} about={t('missingAbout', { realm })}>
          <Link to={paths.realms(environment.realm)}>{t('toRealms')}</Link>
        </Page>
      }
    >
      {(loaded) => <LoadedRealm key={loaded.id} realm={loaded} />}
    </Loaded>
  )
}

function LoadedRealm({ realm }: RealmTabProps) {
  const { t } = useTranslation('realm-settings')
  const tab = useParam('tab')
  const { id: current, Tab } = TABS.find(({ id }) => id === tab) ?? TABS[0]
  const tabs = TABS.map(({ id }) => ({ id, label: t(`tab-${id}`), to: paths.realmSettings(realm.realm, id) }))
  return (
    <Page
      title={t('settings')}
      id={realm.realm}
      facts={<Chip tone={realm.enabled ? 'good' : 'plain'}>{t(realm.enabled ? 'enabledChip' : 'disabledChip')}</Chip>}
      actions={<RealmActions realm={realm} />}
      tabs={<UrlTabs label={t('tabs')} tabs={tabs} current={current} />}
    >
      <Tab key={current} realm={realm} />
    </Page>
  )
}

function RealmActions({ realm: { realm } }: RealmTabProps) {
  const { t } = useTranslation(['realm-settings', 'ui'])
  const navigate = useNavigate()
  const manage = usePermission('manage-realm')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  const { data: users } = useQuery({ ...userCount(realm), enabled: asked })
  const reason = realm === 'master' ? t('deleteMaster') : manage.reason
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionButton variant="default">{t('ui:more')}</ActionButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="red" disabled={reason !== undefined} title={reason} onClick={() => setAsked(true)}>
            {t('delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('deleteTitle', { realm })}
        consequences={[
          users === undefined ? t('deleteAllUsers') : t('deleteUsers', { count: users }),
          t('deleteClients'),
          t('deleteKeys'),
        ]}
        verb={t('deleteNamed', { realm })}
        explain={explain}
        onConfirm={async () => {
          await deleteRealm(realm)
          await navigate({ to: paths.realms(environment.realm), ignoreBlocker: true })
        }}
      />
    </>
  )
}
