/**
 * Every address of the console, below `/admin/{realm}/console`. They are those of Keycloak's console without its `#`, so
 * that a bookmark, a tutorial or a link in a ticket leads to the same page.
 */
const at = (...segments: readonly string[]): string => `/${segments.map(encodeURIComponent).join('/')}`

/** Without a tab the page shows its first one. */
const area = (realm: string, name: string, tab: string | undefined): string =>
  tab === undefined ? at(realm, name) : at(realm, name, tab)

export const paths = {
  home: (realm: string) => at(realm),
  realms: (realm: string) => at(realm, 'realms'),
  addRealm: (realm: string) => at(realm, 'add-realm'),
  flows: (realm: string) => at(realm, 'flows'),
  clients: (realm: string) => at(realm, 'clients'),
  addClient: (realm: string) => at(realm, 'clients', 'add-client'),
  client: (realm: string, id: string, tab = 'settings') => at(realm, 'clients', id, tab),
  addClientRole: (realm: string, id: string) => at(realm, 'clients', id, 'create-role'),
  clientRole: (realm: string, id: string, roleId: string, tab = 'details') =>
    at(realm, 'clients', id, 'roles', roleId, tab),
  clientPart: (realm: string, id: string, tab: string, part: string) => at(realm, 'clients', id, tab, part),
  clientMapper: (realm: string, id: string, mapper: string) =>
    at(realm, 'clients', id, 'clientScopes', 'dedicated', 'mappers', mapper),
  clientScopes: (realm: string) => at(realm, 'client-scopes'),
  addClientScope: (realm: string) => at(realm, 'client-scopes', 'new'),
  clientScope: (realm: string, id: string, tab = 'settings') => at(realm, 'client-scopes', id, tab),
  clientScopeMapper: (realm: string, id: string, mapper: string) => at(realm, 'client-scopes', id, 'mappers', mapper),
  users: (realm: string) => at(realm, 'users'),
  addUser: (realm: string) => at(realm, 'users', 'add-user'),
  user: (realm: string, id: string, tab = 'settings') => at(realm, 'users', id, tab),
  groups: (realm: string) => at(realm, 'groups'),
  group: (realm: string, id: string, tab = 'children') => at(realm, 'groups', id, tab),
  roles: (realm: string) => at(realm, 'roles'),
  addRole: (realm: string) => at(realm, 'roles', 'new'),
  role: (realm: string, id: string, tab = 'details') => at(realm, 'roles', id, tab),
  sessions: (realm: string) => at(realm, 'sessions'),
  events: (realm: string, tab?: string) => area(realm, 'events', tab),
  authentication: (realm: string, tab?: string) => area(realm, 'authentication', tab),
  flow: (realm: string, id: string) => at(realm, 'authentication', id, 'default'),
  identityProviders: (realm: string) => at(realm, 'identity-providers'),
  addIdentityProvider: (realm: string) => at(realm, 'identity-providers', 'oidc', 'add'),
  identityProvider: (realm: string, providerId: string, alias: string, tab = 'settings') =>
    at(realm, 'identity-providers', providerId, alias, tab),
  /** @param mapper - a mapper's id; or a kind, for a new one of it. */
  identityProviderMapper: (realm: string, providerId: string, alias: string, mapper: string) =>
    at(realm, 'identity-providers', providerId, alias, 'mappers', mapper),
  userFederation: (realm: string) => at(realm, 'user-federation'),
  realmSettings: (realm: string, tab?: string) => area(realm, 'realm-settings', tab),
  doctor: (realm: string) => at(realm, 'doctor'),
}
