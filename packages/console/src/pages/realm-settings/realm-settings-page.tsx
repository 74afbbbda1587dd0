import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { deleteRealm, type Realm, realmByName, userCount } from '../../api/realms.ts'
import { DeleteAction } from '../../components/delete-action.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { environment } from '../../environment.ts'
import { paths } from '../../paths.ts'
import { Chip } from '../../ui/chip.tsx'
import { MissingPage } from '../../ui/missing-page.tsx'
import { TabbedPage, type TabTable } from '../../ui/tabbed-page.tsx'
import { RealmClientPolicies } from './realm-client-policies.tsx'
import { RealmEmail } from './realm-email.tsx'
import { RealmGeneral } from './realm-general.tsx'
import { RealmKeysTab } from './realm-keys.tsx'
import { RealmLocalization } from './realm-localization.tsx'
import { RealmLogin } from './realm-login.tsx'
import { RealmRegistration } from './realm-registration.tsx'
import { RealmSecurity } from './realm-security.tsx'
import { RealmSessions } from './realm-sessions.tsx'
import { RealmThemes } from './realm-themes.tsx'
import { RealmTokens } from './realm-tokens.tsx'

export interface RealmTabProps {
  readonly realm: Realm
}

const TABS = [
  { id: 'general', Tab: RealmGeneral },
  { id: 'login', Tab: RealmLogin },
  { id: 'email', Tab: RealmEmail },
  { id: 'themes', Tab: RealmThemes },
  { id: 'keys', Tab: RealmKeysTab },
  { id: 'sessions', Tab: RealmSessions },
  { id: 'tokens', Tab: RealmTokens },
  { id: 'security-defenses', Tab: RealmSecurity },
  { id: 'localization', Tab: RealmLocalization },
  { id: 'client-policies', Tab: RealmClientPolicies },
  { id: 'user-registration', Tab: RealmRegistration },
] as const satisfies TabTable<RealmTabProps>

export function RealmSettingsPage() {
  const { t } = useTranslation('realm-settings')
  const realm = useRealm()
  return (
    <Loaded
      query={realmByName(realm)}
      missing={
        <MissingPage
          title={t('missing')}
          about={t('missingAbout', { realm })}
          to={paths.realms(environment.realm)}
          onward={t('toRealms')}
        />
      }
    >
      {(loaded) => <LoadedRealm key={loaded.id} realm={loaded} />}
    </Loaded>
  )
}

function LoadedRealm({ realm }: RealmTabProps) {
  const { t } = useTranslation('realm-settings')
  return (
    <TabbedPage
      title={t('settings')}
      id={realm.realm}
      facts={<Chip tone={realm.enabled ? 'good' : 'plain'}>{t(realm.enabled ? 'enabledChip' : 'disabledChip')}</Chip>}
      actions={<RealmActions realm={realm} />}
      tabs={TABS}
      tabsLabel={t('tabs')}
      nameOf={(tab) => t(`tab-${tab}`)}
      pathOf={(tab) => paths.realmSettings(realm.realm, tab)}
      tabProps={{ realm }}
    />
  )
}

function RealmActions({ realm: { realm } }: RealmTabProps) {
  const { t } = useTranslation('realm-settings')
  const manage = usePermission('manage-realm')
  return (
    <DeleteAction
      look="menu"
      label={t('delete')}
      disabledReason={realm === 'master' ? t('deleteMaster') : manage.reason}
      title={t('deleteTitle', { realm })}
      consequences={[<DeletedUsers key="users" realm={realm} />, t('deleteClients'), t('deleteKeys')]}
      verb={t('deleteNamed', { realm })}
      onDelete={() => deleteRealm(realm)}
      leadsTo={paths.realms(environment.realm)}
    />
  )
}

function DeletedUsers({ realm }: { readonly realm: string }) {
  const { t } = useTranslation('realm-settings')
  const { data: users } = useQuery(userCount(realm))
  return users === undefined ? t('deleteAllUsers') : t('deleteUsers', { count: users })
}
