import type { texts as authentication } from '../locales/en/authentication.ts'
import type { texts as clientPolicies } from '../locales/en/client-policies.ts'
import type { texts as clients } from '../locales/en/clients.ts'
import type { texts as doctor } from '../locales/en/doctor.ts'
import type { texts as events } from '../locales/en/events.ts'
import type { texts as groups } from '../locales/en/groups.ts'
import type { texts as home } from '../locales/en/home.ts'
import type { texts as identityProviders } from '../locales/en/identity-providers.ts'
import type { texts as installation } from '../locales/en/installation.ts'
import type { texts as mappers } from '../locales/en/mappers.ts'
import type { texts as realmSettings } from '../locales/en/realm-settings.ts'
import type { texts as realms } from '../locales/en/realms.ts'
import type { texts as roles } from '../locales/en/roles.ts'
import type { texts as scopes } from '../locales/en/scopes.ts'
import type { texts as shell } from '../locales/en/shell.ts'
import type { texts as ui } from '../locales/en/ui.ts'
import type { texts as users } from '../locales/en/users.ts'

/** One row for each part of the catalogue: `t('part:key')` is checked against it. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    keySeparator: false
    resources: {
      authentication: typeof authentication
      'client-policies': typeof clientPolicies
      clients: typeof clients
      doctor: typeof doctor
      events: typeof events
      groups: typeof groups
      home: typeof home
      'realm-settings': typeof realmSettings
      'identity-providers': typeof identityProviders
      installation: typeof installation
      mappers: typeof mappers
      realms: typeof realms
      roles: typeof roles
      scopes: typeof scopes
      shell: typeof shell
      ui: typeof ui
      users: typeof users
    }
  }
}
