/**
 * Keycloak's JSON, as far as Latchkey acts on it. Every representation keeps the fields it does not know: they are
 * stored and given back, so that an import followed by an export loses nothing.
 */
interface Open {
  [field: string]: unknown
}

export interface RealmRepresentation extends Open {
  id?: string
  realm?: string
  enabled?: boolean
  displayName?: string
  attributes?: Record<string, string>
  roles?: { realm?: RoleRepresentation[]; client?: Record<string, RoleRepresentation[]> }
  defaultRole?: RoleRepresentation
  groups?: GroupRepresentation[]
  users?: UserRepresentation[]
  clients?: ClientRepresentation[]
  clientScopes?: ClientScopeRepresentation[]
  defaultDefaultClientScopes?: string[]
  defaultOptionalClientScopes?: string[]
  scopeMappings?: ScopeMappingRepresentation[]
  clientScopeMappings?: Record<string, ScopeMappingRepresentation[]>
  components?: Record<string, ComponentRepresentation[]>
  authenticationFlows?: AuthenticationFlowRepresentation[]
  authenticatorConfig?: AuthenticatorConfigRepresentation[]
  requiredActions?: RequiredActionRepresentation[]
}

export interface RoleRepresentation extends Open {
  id?: string
  name?: string
  description?: string
  composite?: boolean
  composites?: { realm?: string[]; client?: Record<string, string[]> }
  clientRole?: boolean
  containerId?: string
  attributes?: Record<string, string[]>
}

export interface GroupRepresentation extends Open {
  id?: string
  name?: string
  path?: string
  parentId?: string
  attributes?: Record<string, string[]>
  realmRoles?: string[]
  clientRoles?: Record<string, string[]>
  subGroups?: GroupRepresentation[]
}

export interface CredentialRepresentation extends Open {
  id?: string
  type?: string
  userLabel?: string
  createdDate?: number
  secretData?: string
  credentialData?: string
  priority?: number
  /** Plain text, only ever on the way in. */
  value?: string
  temporary?: boolean
}

export interface UserRepresentation extends Open {
  id?: string
  username?: string
  email?: string
  emailVerified?: boolean
  firstName?: string
  lastName?: string
  enabled?: boolean
  createdTimestamp?: number
  attributes?: Record<string, string[]>
  credentials?: CredentialRepresentation[]
  requiredActions?: string[]
  realmRoles?: string[]
  clientRoles?: Record<string, string[]>
  groups?: string[]
  serviceAccountClientId?: string
  notBefore?: number
}

export interface ProtocolMapperRepresentation extends Open {
  id?: string
  name?: string
  protocol?: string
  protocolMapper?: string
  config?: Record<string, string>
}

export interface ClientScopeRepresentation extends Open {
  id?: string
  name?: string
  description?: string
  protocol?: string
  attributes?: Record<string, string>
  protocolMappers?: ProtocolMapperRepresentation[]
}

export interface ClientRepresentation extends Open {
  id?: string
  clientId?: string
  name?: string
  enabled?: boolean
  publicClient?: boolean
  bearerOnly?: boolean
  secret?: string
  clientAuthenticatorType?: string
  redirectUris?: string[]
  webOrigins?: string[]
  rootUrl?: string
  baseUrl?: string
  standardFlowEnabled?: boolean
  implicitFlowEnabled?: boolean
  directAccessGrantsEnabled?: boolean
  serviceAccountsEnabled?: boolean
  consentRequired?: boolean
  frontchannelLogout?: boolean
  fullScopeAllowed?: boolean
  protocol?: string
  notBefore?: number
  attributes?: Record<string, string>
  authenticationFlowBindingOverrides?: Record<string, string>
  /** When each node of the application registered itself, in epoch seconds. */
  registeredNodes?: Record<string, number>
  protocolMappers?: ProtocolMapperRepresentation[]
  defaultClientScopes?: string[]
  optionalClientScopes?: string[]
}

export interface ScopeMappingRepresentation extends Open {
  client?: string
  clientScope?: string
  roles?: string[]
}

export interface ComponentRepresentation extends Open {
  id?: string
  name?: string
  providerId?: string
  subType?: string
  config?: Record<string, string[]>
  subComponents?: Record<string, ComponentRepresentation[]>
}

export interface AuthenticationFlowRepresentation extends Open {
  id?: string
  alias?: string
  description?: string
  providerId?: string
  topLevel?: boolean
  builtIn?: boolean
  authenticationExecutions?: AuthenticationExecutionRepresentation[]
}

export interface AuthenticationExecutionRepresentation extends Open {
  /** Ours: given at import, so that a login form can name its step; Keycloak's files don't have it. */
  id?: string
  authenticator?: string
  authenticatorConfig?: string
  authenticatorFlow?: boolean
  flowAlias?: string
  requirement?: string
  priority?: number
  userSetupAllowed?: boolean
}

export interface AuthenticatorConfigRepresentation extends Open {
  id?: string
  alias?: string
  config?: Record<string, string>
}

export interface RequiredActionRepresentation extends Open {
  alias?: string
  name?: string
  providerId?: string
  enabled?: boolean
  defaultAction?: boolean
  priority?: number
  config?: Record<string, string>
}
