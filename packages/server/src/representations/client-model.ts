import type { Client } from '../model/client.ts'
import { protocolMappersOf } from './client-scope-model.ts'
import { filledTextOf, flagOf, numberOf, textMapOf, textOf, textsOf } from './fields.ts'
import type { ClientRecord } from './realm-aggregate.ts'

/** The client as the protocol uses it; what the stored representation leaves open gets Keycloak's default. */
export function clientOf(record: ClientRecord): Client {
  const stored = record.representation
  return {
    id: record.id,
    clientId: record.clientId,
    name: textOf(stored.name),
    enabled: flagOf(stored.enabled, true),
    protocol: stored.protocol ?? 'openid-connect',
    publicClient: flagOf(stored.publicClient, false),
    bearerOnly: flagOf(stored.bearerOnly, false),
    consentRequired: flagOf(stored.consentRequired, false),
    standardFlowEnabled: flagOf(stored.standardFlowEnabled, true),
    implicitFlowEnabled: flagOf(stored.implicitFlowEnabled, false),
    directAccessGrantsEnabled: flagOf(stored.directAccessGrantsEnabled, false),
    serviceAccountsEnabled: flagOf(stored.serviceAccountsEnabled, false),
    frontchannelLogout: flagOf(stored.frontchannelLogout, false),
    fullScopeAllowed: flagOf(stored.fullScopeAllowed, true),
    clientAuthenticatorType: filledTextOf(stored.clientAuthenticatorType) ?? 'client-secret',
    secret: filledTextOf(stored.secret),
    rootUrl: filledTextOf(stored.rootUrl),
    baseUrl: filledTextOf(stored.baseUrl),
    redirectUris: textsOf(stored.redirectUris),
    webOrigins: textsOf(stored.webOrigins),
    notBefore: numberOf(stored.notBefore, 0),
    attributes: textMapOf(stored.attributes),
    protocolMappers: protocolMappersOf(stored.protocolMappers),
    defaultClientScopes: textsOf(stored.defaultClientScopes),
    optionalClientScopes: textsOf(stored.optionalClientScopes),
    scopeRoleIds: record.scopeRoleIds,
    flowOverrides: textMapOf(stored.authenticationFlowBindingOverrides),
  }
}
