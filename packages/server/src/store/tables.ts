/**
 * The tables as queries see them; `migrations/` makes them. What is looked up, sorted, unique or changed by several at
 * a time is a column; the rest is Keycloak's representation in `document`, so that nothing of it is lost. Flags are 0
 * or 1, times epoch seconds (milliseconds where named `_ms`), `document` and the other JSON columns text.
 */
export interface Tables {
  schema_version: SchemaVersionRow
  realm: RealmRow
  client: ClientRow
  client_scope: ClientScopeRow
  scope_mapping: ScopeMappingRow
  role: RoleRow
  role_composite: RoleCompositeRow
  realm_group: RealmGroupRow
  group_role: GroupRoleRow
  app_user: UserRow
  credential: CredentialRow
  user_role: UserRoleRow
  user_group: UserGroupRow
  user_attribute: UserAttributeRow
  federated_identity: FederatedIdentityRow
  user_count: UserCountRow
  login_failure: LoginFailureRow
  user_session: UserSessionRow
  client_session: ClientSessionRow
  refresh_token_family: RefreshTokenFamilyRow
  authorization_code: AuthorizationCodeRow
  login_session: LoginSessionRow
  initial_access: InitialAccessRow
  login_event: LoginEventRow
  admin_event: AdminEventRow
  webhook_message: WebhookMessageRow
}

/** Every table whose rows belong to a realm, `realm` itself last. */
export const REALM_TABLES = [
  'initial_access',
  'login_event',
  'admin_event',
  'webhook_message',
  'login_session',
  'authorization_code',
  'refresh_token_family',
  'client_session',
  'user_session',
  'login_failure',
  'user_count',
  'federated_identity',
  'user_attribute',
  'user_group',
  'user_role',
  'credential',
  'app_user',
  'group_role',
  'realm_group',
  'role_composite',
  'role',
  'scope_mapping',
  'client_scope',
  'client',
  'realm',
] as const satisfies readonly (keyof Tables)[]

export type RealmTable = (typeof REALM_TABLES)[number]

export interface SchemaVersionRow {
  /** Always 1: the table has one row. */
  id: number
  version: number
}

export interface RealmRow {
  realm_id: string
  name: string
  revision: number
  default_role_id: string | null
  /** Whether users may share an e-mail address; beside the document because every new user asks. */
  duplicate_emails: number
  /** The settings. */
  document: string
  /** What a list of realms in brief shows of the settings. */
  brief: string
  /** What is long of the realm's document and has routes of its own: components, flows… */
  parts: string
}

export interface ClientRow {
  realm_id: string
  id: string
  client_id: string
  document: string
}

export interface ClientScopeRow {
  realm_id: string
  id: string
  name: string
  document: string
}

/** A role in the scope of a client or of a client scope. */
export interface ScopeMappingRow {
  realm_id: string
  /** UUID of the client or of the client scope. */
  holder_id: string
  role_id: string
}

export interface RoleRow {
  realm_id: string
  id: string
  /** Empty for a realm role: NULL would not take part in the unique constraint. */
  client_uuid: string
  name: string
  document: string
}

export interface RoleCompositeRow {
  realm_id: string
  role_id: string
  /** The role that whoever holds `role_id` holds too. */
  child_id: string
}

export interface RealmGroupRow {
  realm_id: string
  id: string
  /** Empty at the top, as with roles. */
  parent_id: string
  name: string
  document: string
}

export interface GroupRoleRow {
  realm_id: string
  group_id: string
  role_id: string
}

export interface UserRow {
  realm_id: string
  id: string
  /** Lower case. */
  username: string
  email: string | null
  /** The address in lower case, for look-up and search. */
  email_key: string | null
  /** Empty where an address must be unique, the user's id where it may be shared. */
  email_slot: string
  /** Lower case, for search only; the names as written stand in the document. */
  first_name_key: string | null
  last_name_key: string | null
  enabled: number
  email_verified: number
  created_ms: number
  /** Under which the engine's index of name parts knows the user; NULL without such an index. */
  text_key: number | null
  service_account_client_uuid: string | null
  /** JSON list; beside the document because logins change it. NULL when the representation has none. */
  required_actions: string | null
  document: string
}

export interface CredentialRow {
  realm_id: string
  user_id: string
  id: string
  type: string
  user_label: string | null
  created_ms: number
  priority: number
  secret_data: string
  credential_data: string
  /** JSON: what a realm file said beyond the columns. */
  more: string
}

export interface UserRoleRow {
  realm_id: string
  user_id: string
  role_id: string
}

export interface UserGroupRow {
  realm_id: string
  user_id: string
  group_id: string
}

/** Attributes by value: for search only, the document has them as written. */
export interface UserAttributeRow {
  realm_id: string
  user_id: string
  name: string
  /** Lower case; a digest where the value is long. */
  value_key: string
}

/** An account elsewhere that a user signs in with. */
export interface FederatedIdentityRow {
  realm_id: string
  user_id: string
  /** Alias of the identity provider. */
  identity_provider: string
  external_id: string
  external_name: string | null
}

/** How many people (service accounts aside) a realm has: kept beside them, because to count a million takes a while. */
export interface UserCountRow {
  realm_id: string
  /** Always 0; more of them would spread the counting over rows. */
  shard: number
  people: number
}

/** Wrong passwords of one user, until the right one. */
export interface LoginFailureRow {
  realm_id: string
  user_id: string
  failures: number
  secondary_failures: number
  temporary_lockouts: number
  last_failure_ms: number
  last_ip: string
  /** No log-in before that second; {@link Number.MAX_SAFE_INTEGER} means never. */
  locked_until: number
}

export interface UserSessionRow {
  realm_id: string
  id: string
  offline: number
  user_id: string
  username: string
  ip_address: string
  auth_method: string
  remember_me: number
  started: number
  last_refresh: number
  notes: string
}

export interface ClientSessionRow {
  realm_id: string
  user_session_id: string
  offline: number
  client_uuid: string
  started: number
  last_refresh: number
  redirect_uri: string | null
  scope: string
  auth_time: number | null
  notes: string
}

/** Rotating refresh tokens that come from one: each tab of an application has a family of its own. */
export interface RefreshTokenFamilyRow {
  realm_id: string
  user_session_id: string
  offline: number
  client_uuid: string
  /** `jti` of the family's first token. */
  family_id: string
  newest_id: string
  /** The one before it, which may be used again as often as the realm says. */
  previous_id: string
  previous_uses: number
}

export interface AuthorizationCodeRow {
  realm_id: string
  id: string
  user_session_id: string
  client_uuid: string
  redirect_uri: string
  redirect_uri_parameter: string | null
  scope: string
  nonce: string | null
  code_challenge: string | null
  code_challenge_method: 'S256' | 'plain' | null
  expires_at: number
  redeemed_at: number | null
}

export interface LoginSessionRow {
  realm_id: string
  root_id: string
  tab_id: string
  client_uuid: string
  /** Changes with every page; a form post must name it. */
  session_code: string | null
  created_at: number
  expires_at: number
  /** The rest of the login session, JSON. */
  document: string
}

/** A token by which applications may register themselves. */
export interface InitialAccessRow {
  realm_id: string
  id: string
  created: number
  /** The largest safe integer for one without end. */
  expires_at: number
  count: number
  remaining: number
}

export interface LoginEventRow {
  realm_id: string
  /** Grows with time. */
  id: string
  time_ms: number
  type: string
  /** Public name, also of a client that does not exist. */
  client_id: string | null
  user_id: string | null
  session_id: string | null
  ip_address: string | null
  error: string | null
  /** JSON. */
  details: string
}

export interface AdminEventRow {
  realm_id: string
  /** Grows with time. */
  id: string
  time_ms: number
  operation: string
  resource: string
  path: string
  by_realm_id: string
  by_client_uuid: string
  by_user_id: string
  by_ip_address: string
  /** JSON, without secrets. */
  representation: string | null
}

/** Waits to be sent. */
export interface WebhookMessageRow {
  realm_id: string
  id: string
  body: string
  attempts: number
  due_ms: number
}
