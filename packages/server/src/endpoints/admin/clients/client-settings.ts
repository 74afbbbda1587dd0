/** How what an administrator sends becomes a client, new or changed. Pure: the callers bring time and randomness. */
import type { Realm } from '../../../model/realm.ts'
import { SECRET_ATTRIBUTES } from '../../../protocol/client-secrets.ts'
import {
  type CompletionContext,
  completeClient,
  inheritedScopes,
  MASK,
  originsOf,
  type RealmScopes,
  SERVICE_ACCOUNT_SCOPE,
} from '../../../representations/complete-clients.ts'
import type { ShapeOf } from '../../../representations/json-shape.ts'
import type { ClientRepresentation, ProtocolMapperRepresentation } from '../../../representations/keycloak.ts'
import type { ClientRecord } from '../../../representations/realm-aggregate.ts'
import type { clientShape } from '../../../representations/shapes.ts'
import { conflict } from '../admin-error.ts'
import { merged } from '../merged.ts'

export type SentClient = ShapeOf<typeof clientShape>

export interface ClientContext extends CompletionContext {
  newId(): string
}

/** Fields that are only told, or that Keycloak passes over: whoever sends one changes nothing by it. */
function changeable(sent: SentClient): SentClient {
  const {
    access: _,
    registrationAccessToken: __,
    origin: ___,
    defaultRoles: ____,
    clientTemplate: _____,
    useTemplateConfig: ______,
    useTemplateScope: _______,
    useTemplateMappers: ________,
    ...own
  } = sent
  return own
}

/** A new client with all its settings. One that has no name is called by its id. */
export function newClient(sent: SentClient, realm: Realm, context: ClientContext): ClientRecord {
  const id = sent.id ?? context.newId()
  const clientId = sent.clientId ?? id
  const own: ClientRepresentation = {
    ...changeable(sent),
    clientId,
    // marked as an export of Keycloak's is, so that nothing is added that only an old file needs
    attributes: { realm_client: 'false', ...filled(sent.attributes ?? {}) },
    authenticationFlowBindingOverrides: filled(sent.authenticationFlowBindingOverrides ?? {}),
  }
  const complete = completeClient(own, scopesOf(realm), true, context)
  const representation: ClientRepresentation = { ...complete, id, clientId }
  if (representation.publicClient) delete representation.secret
  return { id, clientId, representation: withMapperIds(representation, [], context), scopeRoleIds: [] }
}

/**
 * A client as it is after a PUT: what was not sent stays; an attribute or a flow that is sent empty goes. Scopes have
 * resources of their own and stay, but another protocol brings its own, and a service account its scope.
 */
export function changedClient(old: ClientRecord, sent: SentClient, realm: Realm, context: ClientContext): ClientRecord {
  const before = old.representation
  const { defaultClientScopes: _, optionalClientScopes: __, directGrantsOnly: ___, ...own } = changeable(sent)
  const next: ClientRepresentation = {
    ...merged(before, own),
    id: old.id,
    attributes: changedAttributes(before.attributes, sent.attributes),
    authenticationFlowBindingOverrides: filled({
      ...before.authenticationFlowBindingOverrides,
      ...sent.authenticationFlowBindingOverrides,
    }),
  }
  if (sent.redirectUris !== undefined) next.redirectUris = [...new Set(sent.redirectUris)]
  if (sent.webOrigins !== undefined) next.webOrigins = [...new Set(sent.webOrigins)]
  else if (before.webOrigins?.length === 0) next.webOrigins = originsOf(next.redirectUris ?? []) // as Keycloak does
  const clientId = next.clientId ?? old.clientId
  const scoped = withScopes(
    withMapperIds(withSecret(next, before, context), before.protocolMappers ?? [], context),
    before,
    realm,
  )
  return { ...old, clientId, representation: { ...scoped, clientId } }
}

/** A client that becomes confidential gets a secret, one that becomes public loses it; a mask is no new secret. */
function withSecret(
  next: ClientRepresentation,
  before: ClientRepresentation,
  context: ClientContext,
): ClientRepresentation {
  const { secret: sent, ...rest } = next
  if (next.publicClient) return rest
  const secret = sent === MASK ? before.secret : sent
  if (secret !== undefined) return { ...rest, secret }
  return before.publicClient ? withNewSecret(rest, context) : rest
}

function withNewSecret(
  { attributes, ...client }: ClientRepresentation,
  { newSecret, now }: CompletionContext,
): ClientRepresentation {
  return { ...client, secret: newSecret(), attributes: { ...attributes, [SECRET_ATTRIBUTES.created]: String(now) } }
}

/** @throws {AdminError} 409 when two mappers have one name. */
function withMapperIds(
  client: ClientRepresentation,
  before: readonly ProtocolMapperRepresentation[],
  { newId }: ClientContext,
): ClientRepresentation {
  const mappers = client.protocolMappers ?? []
  if (mappers === before) return client
  if (new Set(mappers.map(({ name }) => name)).size < mappers.length) {
    throw conflict('Protocol mapper exists with same name')
  }
  const idOf = (name: string | undefined) => before.find((mapper) => mapper.name === name)?.id ?? newId()
  const protocolMappers = mappers.map((mapper) => ({
    consentRequired: false,
    config: {},
    ...mapper,
    id: mapper.id ?? idOf(mapper.name),
  }))
  const { protocolMappers: _, ...rest } = client
  return protocolMappers.length === 0 ? rest : { ...rest, protocolMappers }
}

function withScopes(next: ClientRepresentation, before: ClientRepresentation, realm: Realm): ClientRepresentation {
  const protocol = next.protocol ?? 'openid-connect'
  const lists =
    protocol === (before.protocol ?? 'openid-connect')
      ? {
          defaultClientScopes: before.defaultClientScopes ?? [],
          optionalClientScopes: before.optionalClientScopes ?? [],
        }
      : inheritedScopes(scopesOf(realm), protocol)
  const others = lists.defaultClientScopes.filter((name) => name !== SERVICE_ACCOUNT_SCOPE)
  const needed = next.serviceAccountsEnabled === true && realm.clientScopes.has(SERVICE_ACCOUNT_SCOPE)
  return { ...next, ...lists, defaultClientScopes: needed ? [...others, SERVICE_ACCOUNT_SCOPE] : others }
}

function scopesOf({ clientScopes, defaultClientScopes, optionalClientScopes }: Realm): RealmScopes {
  return {
    clientScopes: [...clientScopes.values()].map(({ name, protocol }) => ({ name, protocol })),
    defaultDefaultClientScopes: [...defaultClientScopes],
    defaultOptionalClientScopes: [...optionalClientScopes],
  }
}

/** A mask is no secret, neither for a client nor for the one it had before: everybody knows it. */
function changedAttributes(before: ClientRepresentation['attributes'], sent: SentClient['attributes']) {
  const { [SECRET_ATTRIBUTES.rotated]: rotated, ...others } = sent ?? {}
  const known = rotated === undefined || rotated === MASK
  return filled({ ...before, ...others, ...(!known && { [SECRET_ATTRIBUTES.rotated]: rotated }) })
}

function filled(entries: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== ''))
}
