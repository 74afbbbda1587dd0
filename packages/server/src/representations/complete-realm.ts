/**
 * Fills in what a realm file leaves out, as Keycloak does when it imports: the result is again Keycloak's JSON, with
 * names for references. What is added stands behind what the file has, so that JSON paths keep their meaning.
 */
import { type CompletionContext, completeClients } from './complete-clients.ts'
import { completeFlows } from './complete-flows.ts'
import { completeRoles } from './complete-roles.ts'
import {
  DEFAULT_SCOPE_NAMES,
  defaultClientScopes,
  OFFLINE_ACCESS,
  OPTIONAL_SCOPE_NAMES,
  offlineAccessScope,
  scopeName,
} from './defaults/client-scopes.ts'
import { ACCOUNT, ACCOUNT_CONSOLE } from './defaults/clients.ts'
import { masterUserProfile, REGISTRATION_POLICY, registrationPolicies, USER_PROFILE } from './defaults/components.ts'
import { MASTER, MASTER_SETTINGS, REALM_SETTINGS, realmAttributes } from './defaults/realm-settings.ts'
import { defaultRequiredActions, deleteAccountAction } from './defaults/required-actions.ts'
import { ACCOUNT_CONSOLE_ROLES, OFFLINE_ACCESS_ROLE } from './defaults/roles.ts'
import type {
  ClientRepresentation,
  ClientScopeRepresentation,
  ComponentRepresentation,
  GroupRepresentation,
  RealmRepresentation,
  RequiredActionRepresentation,
  RoleRepresentation,
  ScopeMappingRepresentation,
  UserRepresentation,
} from './keycloak.ts'
import { serviceAccountUser } from './service-account.ts'

/** A realm file with everything in it. Key providers alone may still be missing: making keys takes time. */
export interface CompleteRealm extends RealmRepresentation {
  realm: string
  roles: { realm: RoleRepresentation[]; client: Record<string, RoleRepresentation[]> }
  defaultRole: RoleRepresentation
  groups: GroupRepresentation[]
  users: UserRepresentation[]
  clients: ClientRepresentation[]
  clientScopes: ClientScopeRepresentation[]
  scopeMappings: ScopeMappingRepresentation[]
  clientScopeMappings: Record<string, ScopeMappingRepresentation[]>
  components: Record<string, ComponentRepresentation[]>
  requiredActions: RequiredActionRepresentation[]
}

export function completeRealm(
  file: RealmRepresentation & { realm: string },
  context: CompletionContext,
): CompleteRealm {
  const settings = { ...REALM_SETTINGS, ...(file.realm === MASTER && MASTER_SETTINGS), ...file }
  const scopes = completeScopes(file)
  const clients = completeClients({ ...file, ...scopes }, file.clientScopes === undefined, context)
  const added = clients.slice(file.clients?.length ?? 0).map((client) => client.clientId)
  const mappings = completeScopeMappings(file, added)
  const { roles, defaultRole } = completeRoles({ ...file, ...mappings, clients }, added)
  // Old ways to say which roles everybody gets; they are in `defaultRole` now.
  const { defaultRoles: _, keycloakVersion: __, ...rest } = settings
  return {
    ...rest,
    realm: file.realm,
    attributes: { ...realmAttributes(settings, file.realm), ...file.attributes },
    ...scopes,
    ...mappings,
    ...completeFlows(file, { organizations: file.realm !== MASTER }),
    clients: clients.map(({ defaultRoles: _, ...client }) => client),
    roles,
    defaultRole,
    groups: file.groups ?? [],
    users: [...(file.users ?? []), ...missingServiceAccounts(file.users ?? [], clients, defaultRole)],
    requiredActions: completeRequiredActions(file.requiredActions),
    components: completeComponents(file),
  }
}

type Scopes = Required<
  Pick<RealmRepresentation, 'clientScopes' | 'defaultDefaultClientScopes' | 'defaultOptionalClientScopes'>
>

/** A file with client scopes gets none of the standard ones but `offline_access`. */
function completeScopes(file: RealmRepresentation): Scopes {
  if (file.clientScopes === undefined) {
    return {
      clientScopes: defaultClientScopes(),
      defaultDefaultClientScopes: [...DEFAULT_SCOPE_NAMES],
      defaultOptionalClientScopes: [...OPTIONAL_SCOPE_NAMES],
    }
  }
  const clientScopes = file.clientScopes.map((scope) => ({ attributes: {}, ...scope, name: scopeName(scope.name) }))
  const names = new Set(clientScopes.map((scope) => scope.name))
  const existing = (list: string[] | undefined) => (list ?? []).map(scopeName).filter((name) => names.has(name))
  const optional = existing(file.defaultOptionalClientScopes)
  const defaults = existing(file.defaultDefaultClientScopes)
  return names.has(OFFLINE_ACCESS)
    ? { clientScopes, defaultDefaultClientScopes: defaults, defaultOptionalClientScopes: optional }
    : {
        clientScopes: [...clientScopes, offlineAccessScope()],
        defaultDefaultClientScopes: defaults,
        defaultOptionalClientScopes: [...optional, OFFLINE_ACCESS],
      }
}

type Mappings = Pick<CompleteRealm, 'scopeMappings' | 'clientScopeMappings'>

function completeScopeMappings(file: RealmRepresentation, addedClients: readonly (string | undefined)[]): Mappings {
  const scopeMappings = [...(file.scopeMappings ?? [])]
  const clientScopeMappings = { ...file.clientScopeMappings }
  const fileHasScope = file.clientScopes?.some((scope) => scope.name === OFFLINE_ACCESS) ?? false
  if (!fileHasScope) scopeMappings.push({ clientScope: OFFLINE_ACCESS, roles: [OFFLINE_ACCESS_ROLE] })
  if (addedClients.includes(ACCOUNT_CONSOLE)) {
    const consoleRoles = { client: ACCOUNT_CONSOLE, roles: [...ACCOUNT_CONSOLE_ROLES] }
    clientScopeMappings[ACCOUNT] = [...(clientScopeMappings[ACCOUNT] ?? []), consoleRoles]
  }
  return { scopeMappings, clientScopeMappings }
}

function missingServiceAccounts(
  users: readonly UserRepresentation[],
  clients: readonly ClientRepresentation[],
  defaultRole: RoleRepresentation,
): UserRepresentation[] {
  const present = new Set(users.map((user) => user.serviceAccountClientId))
  return clients.flatMap(({ clientId, serviceAccountsEnabled }) =>
    serviceAccountsEnabled && clientId !== undefined && !present.has(clientId)
      ? [serviceAccountUser(clientId, [defaultRole.name ?? ''])]
      : [],
  )
}

function completeRequiredActions(actions: RequiredActionRepresentation[] | undefined): RequiredActionRepresentation[] {
  if (actions === undefined) return defaultRequiredActions()
  const deleteAccount = deleteAccountAction()
  const given = actions.map((action) => ({ enabled: false, defaultAction: false, priority: 0, config: {}, ...action }))
  return given.some((action) => action.alias === deleteAccount.alias) ? given : [...given, deleteAccount]
}

function completeComponents(file: RealmRepresentation): Record<string, ComponentRepresentation[]> {
  const components = { ...file.components }
  components[REGISTRATION_POLICY] ??= registrationPolicies()
  if (file.realm === MASTER) components[USER_PROFILE] ??= [masterUserProfile()]
  return components
}
