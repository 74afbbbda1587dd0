import type { KeyProviderComponent, Lifespans, Realm, RequiredActionSetting } from '../model/realm.ts'
import type { Role, RoleGraph } from '../model/role.ts'
import type { Seconds } from '../model/time.ts'
import { clientScopeOf } from './client-scope-model.ts'
import { eventSettingsOf } from './event-settings.ts'
import { filledTextOf, flagOf, numberOf, textMapOf, textOf, textsMapOf, textsOf } from './fields.ts'
import { flowsOf } from './flow-model.ts'
import type { ComponentRepresentation, RealmRepresentation, RequiredActionRepresentation } from './keycloak.ts'
import type { ClientScopeRecord, RoleRecord } from './realm-aggregate.ts'

/** Keycloak's provider type of components that hold a realm's keys. */
export const KEY_PROVIDER = 'org.keycloak.keys.KeyProvider'

/** What a store holds of a realm beside clients, groups and users. */
export interface RealmParts {
  readonly document: RealmRepresentation & { readonly id: string; readonly realm: string }
  readonly revision: number
  readonly defaultRoleId: string | undefined
  readonly clientScopes: readonly ClientScopeRecord[]
  readonly roles: readonly GraphRole[]
}

/** A role without what only administrators see of it, with the public name of the client that owns it. */
export type GraphRole = Omit<RoleRecord, 'representation'> & { readonly clientId: string | undefined }

/** The realm as the protocol uses it; what the stored document leaves open gets Keycloak's default. */
export function realmOf({ document, revision, defaultRoleId, clientScopes, roles }: RealmParts): Realm {
  return {
    id: document.id,
    name: document.realm,
    revision,
    enabled: flagOf(document.enabled, false),
    displayName: textOf(document.displayName),
    sslRequired: sslRequiredOf(document.sslRequired),
    notBefore: numberOf(document.notBefore, 0),
    lifespans: lifespansOf(document),
    refreshTokens: {
      rotate: flagOf(document.revokeRefreshToken, false),
      maxReuse: numberOf(document.refreshTokenMaxReuse, 0),
    },
    login: loginOf(document),
    internationalization: {
      enabled: flagOf(document.internationalizationEnabled, false),
      supportedLocales: textsOf(document.supportedLocales),
      defaultLocale: filledTextOf(document.defaultLocale),
    },
    passwordPolicy: filledTextOf(document.passwordPolicy),
    defaultSignatureAlgorithm: filledTextOf(document.defaultSignatureAlgorithm) ?? 'RS256',
    defaultRoleId,
    clientScopes: new Map(clientScopes.map((record) => [record.name, clientScopeOf(record)])),
    defaultClientScopes: textsOf(document.defaultDefaultClientScopes),
    optionalClientScopes: textsOf(document.defaultOptionalClientScopes),
    roles: roleGraphOf(roles),
    flows: flowsOf(document),
    flowBindings: {
      browser: filledTextOf(document.browserFlow) ?? 'browser',
      directGrant: filledTextOf(document.directGrantFlow) ?? 'direct grant',
    },
    requiredActions: (document.requiredActions ?? []).map(requiredActionOf).sort((a, b) => a.priority - b.priority),
    keyProviders: (document.components?.[KEY_PROVIDER] ?? []).map(keyProviderOf),
    events: eventSettingsOf(document),
    attributes: textMapOf(document.attributes),
    representation: document,
  }
}

function sslRequiredOf(value: unknown): Realm['sslRequired'] {
  // Old files and clients spell it in capitals (EXTERNAL), which Keycloak takes.
  const spelt = typeof value === 'string' ? value.toLowerCase() : ''
  return spelt === 'all' || spelt === 'none' ? spelt : 'external'
}

function lifespansOf(document: RealmRepresentation): Lifespans {
  return {
    accessToken: numberOf(document.accessTokenLifespan, 300),
    accessTokenForImplicitFlow: numberOf(document.accessTokenLifespanForImplicitFlow, 900),
    ssoSessionIdle: numberOf(document.ssoSessionIdleTimeout, 1_800),
    ssoSessionMax: numberOf(document.ssoSessionMaxLifespan, 36_000),
    ssoSessionIdleRememberMe: numberOf(document.ssoSessionIdleTimeoutRememberMe, 0),
    ssoSessionMaxRememberMe: numberOf(document.ssoSessionMaxLifespanRememberMe, 0),
    clientSessionIdle: numberOf(document.clientSessionIdleTimeout, 0),
    clientSessionMax: numberOf(document.clientSessionMaxLifespan, 0),
    offlineSessionIdle: numberOf(document.offlineSessionIdleTimeout, 2_592_000),
    offlineSessionMax: flagOf(document.offlineSessionMaxLifespanEnabled, false)
      ? numberOf(document.offlineSessionMaxLifespan, 5_184_000)
      : undefined,
    accessCode: numberOf(document.accessCodeLifespan, 60),
    accessCodeUserAction: numberOf(document.accessCodeLifespanUserAction, 300),
    accessCodeLogin: numberOf(document.accessCodeLifespanLogin, 1_800),
  }
}

function loginOf(document: RealmRepresentation): Realm['login'] {
  const duplicateEmails = flagOf(document.duplicateEmailsAllowed, false)
  return {
    rememberMe: flagOf(document.rememberMe, false),
    // an address that several may have names nobody, as in Keycloak
    withEmail: flagOf(document.loginWithEmailAllowed, true) && !duplicateEmails,
    duplicateEmails,
    verifyEmail: flagOf(document.verifyEmail, false),
    registrationAllowed: flagOf(document.registrationAllowed, false),
    resetPasswordAllowed: flagOf(document.resetPasswordAllowed, false),
    editUsernameAllowed: flagOf(document.editUsernameAllowed, false),
    registrationEmailAsUsername: flagOf(document.registrationEmailAsUsername, false) && !duplicateEmails,
  }
}

/** Roles of one client share what tells of it, and roles of one name the name: master has the rights over every realm. */
function roleGraphOf(roles: RealmParts['roles']): RoleGraph {
  const names = new Map<string, string>()
  const clients = new Map<string, NonNullable<Role['client']>>()
  return new Map<string, Role>(
    roles.map(({ id, name, clientUuid, clientId, composites }) => {
      if (!names.has(name)) names.set(name, name)
      if (clientUuid !== undefined && clientId !== undefined && !clients.has(clientUuid)) {
        clients.set(clientUuid, { id: clientUuid, clientId })
      }
      const client = clientUuid === undefined ? undefined : clients.get(clientUuid)
      return [id, { id, name: names.get(name) ?? name, client, composites }]
    }),
  )
}

function requiredActionOf(action: RequiredActionRepresentation): RequiredActionSetting {
  const alias = action.alias ?? action.providerId ?? ''
  return {
    alias,
    name: action.name ?? alias,
    enabled: flagOf(action.enabled, false),
    defaultAction: flagOf(action.defaultAction, false),
    priority: numberOf(action.priority, 0),
    maxAuthAge: wholeSecondsOf(textMapOf(action.config)['max_auth_age']),
  }
}

/** Settings of actions are texts. */
function wholeSecondsOf(text: string | undefined): Seconds | undefined {
  return /^\d{1,9}$/.test(text ?? '') ? Number(text) : undefined
}

function keyProviderOf(component: ComponentRepresentation): KeyProviderComponent {
  return {
    id: component.id ?? '',
    name: component.name ?? component.providerId ?? '',
    providerId: component.providerId ?? '',
    config: textsMapOf(component.config),
  }
}
