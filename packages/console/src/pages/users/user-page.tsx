import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { lockedOut, type User, unmanagedPolicy, userById } from '../../api/users.ts'
import { Loaded } from '../../components/loaded.tsx'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { Chip } from '../../ui/chip.tsx'
import { MissingPage } from '../../ui/missing-page.tsx'
import { Moment } from '../../ui/moment.tsx'
import { TabbedPage, type TabTable } from '../../ui/tabbed-page.tsx'
import { UserActions } from './user-actions.tsx'
import { UserAttributes } from './user-attributes.tsx'
import { UserConsents } from './user-consents.tsx'
import { UserCredentials } from './user-credentials.tsx'
import { UserDetails } from './user-details.tsx'
import { UserGroups } from './user-groups.tsx'
import { UserIdentityLinks } from './user-identity-links.tsx'
import { UserRoles } from './user-roles.tsx'
import { UserSessions } from './user-sessions.tsx'

export interface UserTabProps {
  readonly user: User
}

const TABS = [
  { id: 'settings', Tab: UserDetails },
  { id: 'attributes', Tab: UserAttributes },
  { id: 'credentials', Tab: UserCredentials },
  { id: 'role-mapping', Tab: UserRoles },
  { id: 'groups', Tab: UserGroups },
  { id: 'consents', Tab: UserConsents },
  { id: 'sessions', Tab: UserSessions },
  { id: 'identity-provider-links', Tab: UserIdentityLinks },
] as const satisfies TabTable<UserTabProps>

export function UserPage() {
  const { t } = useTranslation('users')
  const realm = useRealm()
  const id = useParam('id')
  return (
    <Loaded
      query={userById(realm, id)}
      missing={
        <MissingPage
          title={t('missing')}
          about={t('missingAbout', { id })}
          crumbs={[{ label: t('users'), to: paths.users(realm) }]}
          to={paths.users(realm)}
          onward={t('toUsers')}
        />
      }
    >
      {(user) => <LoadedUser key={user.id} user={user} />}
    </Loaded>
  )
}

function LoadedUser({ user }: UserTabProps) {
  const { t } = useTranslation('users')
  const realm = useRealm()
  const tab = useParam('tab')
  const { data: policy = 'DISABLED' } = useQuery(unmanagedPolicy(realm))
  const { data: lock } = useQuery(lockedOut(realm, user.id))
  const { username, firstName = '', lastName = '', enabled, createdTimestamp = 0 } = user
  return (
    <TabbedPage
      title={`${firstName} ${lastName}`.trim() || username}
      crumbs={[{ label: t('users'), to: paths.users(realm) }]}
      crumb={username}
      id={username}
      facts={
        <>
          <Chip tone={enabled ? 'good' : 'plain'}>{t(enabled ? 'enabled' : 'disabled')}</Chip>
          {lock?.locked && <Chip tone="bad">{t('locked')}</Chip>}
          {createdTimestamp > 0 && (
            <span>
              {t('created')} <Moment at={createdTimestamp} />
            </span>
          )}
        </>
      }
      actions={<UserActions user={user} locked={lock?.locked === true} />}
      tabs={TABS.filter(({ id }) => id !== 'attributes' || policy !== 'DISABLED' || tab === id)}
      tabsLabel={t('tabs')}
      nameOf={(id) => t(`tab-${id}`)}
      pathOf={(id) => paths.user(realm, user.id, id)}
      tabProps={{ user }}
    />
  )
}
