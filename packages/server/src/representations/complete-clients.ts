import type { EpochSeconds } from '../model/time.ts'
import { withoutRotated } from '../protocol/client-policies/secret-rotation.ts'
import { SECRET_ATTRIBUTES } from '../protocol/client-secrets.ts'
import { scopeName } from './defaults/client-scopes.ts'
import {
  ACCOUNT,
  ACCOUNT_CONSOLE,
  adminClientIdOf,
  builtInClients,
  CLIENT_SETTINGS,
  REALM_MANAGEMENT,
  realmAdminClient,
} from './defaults/clients.ts'
import { MASTER } from './defaults/realm-settings.ts'
import { filledTextOf } from './fields.ts'
import type { ClientRepresentation, ProtocolMapperRepresentation, RealmRepresentation } from './keycloak.ts'

/** What Keycloak writes in place of a secret where it doesn't tell it. */
export const MASK = '**********'

/** What completing a client takes from outside. */
export interface CompletionContext {
  readonly now: EpochSeconds
  /** Makes the secret of a confidential client that has none. */
  newSecret(): string
}

/** Which scopes a realm has, and which of them its clients get. */
export type RealmScopes = Required<
  Pick<RealmRepresentation, 'clientScopes' | 'defaultDefaultClientScopes' | 'defaultOptionalClientScopes'>
>

/**
 * The file's clients with all their settings, then Keycloak's own as far as the file lacks them.
 *
 * @param standardScopes - whether the realm has the standard client scopes. If it has its own, Keycloak has made its
 *   clients before them, and those clients have no scopes.
 */
export function completeClients(
  realm: RealmRepresentation & RealmScopes,
  standardScopes: boolean,
  context: CompletionContext,
): ClientRepresentation[] {
  const given = realm.clients ?? []
  const names = new Set(given.map((client) => client.clientId))
  const noScopes = { defaultClientScopes: [], optionalClientScopes: [] }
  const missing = builtInsOf(realm.realm ?? '')
    .filter(({ clientId }) => !names.has(clientId))
    // Keycloak makes the account console together with `account`, or not at all.
    .filter(({ clientId }) => clientId !== ACCOUNT_CONSOLE || !names.has(ACCOUNT))
    .map((client) => ({ ...client, ...(standardScopes ? inheritedScopes(realm, 'openid-connect') : noScopes) }))
  const brought = new Set((realm.users ?? []).map((user) => user.serviceAccountClientId))
  return [...given.map((client) => completeClient(client, realm, !brought.has(client.clientId), context)), ...missing]
}

function builtInsOf(realm: string): ClientRepresentation[] {
  const clients = builtInClients(realm)
  if (realm !== MASTER) return clients
  return clients.map((client) => (client.clientId === REALM_MANAGEMENT ? realmAdminClient(MASTER) : client))
}

/**
 * One client with all its settings.
 *
 * @param client - its types are checked; it may lack everything but `clientId`.
 * @param makesAccount - whether its service account is made with it: then it also gets that account's scope. A file that
 *   brings the account has the scopes it wants.
 */
export function completeClient(
  client: ClientRepresentation,
  realm: RealmScopes,
  makesAccount: boolean,
  context: CompletionContext,
): ClientRepresentation {
  const { directGrantsOnly, ...given } = client
  const full: ClientRepresentation = {
    ...CLIENT_SETTINGS,
    ...(given.webOrigins === undefined && { webOrigins: originsOf(given.redirectUris ?? []) }),
    fullScopeAllowed: given.consentRequired !== true,
    ...(directGrantsOnly === true && { standardFlowEnabled: false, directAccessGrantsEnabled: true }),
    ...given,
  }
  const protocol = full.protocol ?? 'openid-connect'
  return {
    ...full,
    ...completeSecret(full, context),
    ...completeScopesOf(full, protocol, realm, makesAccount),
    ...(given.protocolMappers && { protocolMappers: given.protocolMappers.map((m) => completeMapper(m, protocol)) }),
  }
}

/** Attributes and, where needed, a new secret. A mask is not a secret: who reads this file must not know it. */
function completeSecret(client: ClientRepresentation, context: CompletionContext): ClientRepresentation {
  const told = client.attributes ?? {}
  const given = told[SECRET_ATTRIBUTES.rotated] === MASK ? withoutRotated(told) : told
  // An export of Keycloak 26 marks its clients so; then what an attribute doesn't say wasn't set.
  const exported = given.realm_client !== undefined
  const attributes = exported ? given : { realm_client: 'false', 'post.logout.redirect.uris': '+', ...given }
  const secret = filledTextOf(client.secret)
  const isPartOfRealm = given.realm_client === 'true' || client.clientId === adminClientIdOf(MASTER)
  const needsSecret = !client.publicClient && !isPartOfRealm && (secret === undefined || secret === MASK)
  if (!needsSecret) return { attributes }
  return {
    secret: context.newSecret(),
    attributes: { ...attributes, [SECRET_ATTRIBUTES.created]: String(context.now) },
  }
}

function completeScopesOf(
  client: ClientRepresentation,
  protocol: string,
  realm: RealmScopes,
  makesAccount: boolean,
): ClientRepresentation {
  const names = new Set(realm.clientScopes.map((scope) => scope.name))
  // Names of scopes that don't exist are dropped, as by Keycloak; else a scope made later would join unasked.
  const existing = (list: string[] | undefined) => (list ?? []).map(scopeName).filter((name) => names.has(name))
  const scopes =
    client.defaultClientScopes === undefined && client.optionalClientScopes === undefined
      ? inheritedScopes(realm, protocol)
      : {
          defaultClientScopes: existing(client.defaultClientScopes),
          optionalClientScopes: existing(client.optionalClientScopes),
        }
  const needed = client.serviceAccountsEnabled && makesAccount && names.has(SERVICE_ACCOUNT_SCOPE)
  return needed && !scopes.defaultClientScopes.includes(SERVICE_ACCOUNT_SCOPE)
    ? { ...scopes, defaultClientScopes: [...scopes.defaultClientScopes, SERVICE_ACCOUNT_SCOPE] }
    : scopes
}

/** The scope of a client with a service account. */
export const SERVICE_ACCOUNT_SCOPE = 'service_account'

/** What a client of this protocol has where it doesn't say it. */
export function inheritedScopes(realm: RealmScopes, protocol: string) {
  const ofProtocol = new Set(
    realm.clientScopes.filter((scope) => (scope.protocol ?? protocol) === protocol).map((scope) => scope.name),
  )
  return {
    defaultClientScopes: realm.defaultDefaultClientScopes.filter((name) => ofProtocol.has(name)),
    optionalClientScopes: realm.defaultOptionalClientScopes.filter((name) => ofProtocol.has(name)),
  }
}

/** Where userinfo is not mentioned, it follows the ID token: mappers were written so before userinfo had its switch. */
export function completeMapper(mapper: ProtocolMapperRepresentation, protocol: string): ProtocolMapperRepresentation {
  const config = mapper.config ?? {}
  const inIdToken = config['id.token.claim']
  const userinfo = config['userinfo.token.claim'] ?? inIdToken
  return {
    consentRequired: false,
    protocol,
    ...mapper,
    config: userinfo === undefined ? config : { ...config, 'userinfo.token.claim': userinfo },
  }
}

/** Scheme and authority of each web address, once. */
export function originsOf(redirectUris: readonly string[]): string[] {
  return [...new Set(redirectUris.flatMap((uri) => /^https?:\/\/[^/]+/.exec(uri)?.[0] ?? []))]
}
