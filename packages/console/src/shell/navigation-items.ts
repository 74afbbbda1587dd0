import type { AdminRole } from '../components/permission.ts'
import { paths } from '../paths.ts'
import type { IconName } from '../ui/icon.tsx'

export interface NavigationItem {
  /** A key of `locales/…/shell.ts`. */
  readonly label:
    | 'home'
    | 'clients'
    | 'clientScopes'
    | 'users'
    | 'groups'
    | 'roles'
    | 'sessions'
    | 'events'
    | 'authentication'
    | 'identityProviders'
    | 'doctor'
    | 'realmSettings'
    | 'realms'
  readonly icon: IconName
  readonly to: (realm: string) => string
  /** Without it the entry is shown as what it is: there, but not for this administrator. */
  readonly needs?: AdminRole
}

export interface NavigationGroup {
  readonly label?: 'whoAndWhat' | 'whatHappens' | 'howItWorks'
  readonly items: readonly NavigationItem[]
}

/** Grouped by the question a person comes with; every entry is one click away. */
export const NAVIGATION: readonly NavigationGroup[] = [
  { items: [{ label: 'home', icon: 'home', to: paths.home }] },
  {
    label: 'whoAndWhat',
    items: [
      { label: 'clients', icon: 'client', to: paths.clients, needs: 'view-clients' },
      { label: 'clientScopes', icon: 'scope', to: paths.clientScopes, needs: 'view-clients' },
      { label: 'users', icon: 'user', to: paths.users, needs: 'view-users' },
      { label: 'groups', icon: 'group', to: paths.groups, needs: 'view-users' },
      { label: 'roles', icon: 'role', to: paths.roles, needs: 'view-realm' },
    ],
  },
  {
    label: 'whatHappens',
    items: [
      { label: 'sessions', icon: 'session', to: paths.sessions, needs: 'view-realm' },
      { label: 'events', icon: 'event', to: (realm) => paths.events(realm), needs: 'view-events' },
    ],
  },
  {
    label: 'howItWorks',
    items: [
      { label: 'authentication', icon: 'lock', to: (realm) => paths.authentication(realm), needs: 'view-realm' },
      {
        label: 'identityProviders',
        icon: 'link',
        to: paths.identityProviders,
        needs: 'view-identity-providers',
      },
      { label: 'realmSettings', icon: 'settings', to: paths.realmSettings, needs: 'view-realm' },
      { label: 'doctor', icon: 'doctor', to: paths.doctor, needs: 'view-realm' },
      { label: 'realms', icon: 'folder', to: paths.realms },
    ],
  },
]
