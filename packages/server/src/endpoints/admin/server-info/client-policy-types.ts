/** The conditions and executors of client policies that this server acts on, for consoles that draw their settings. */
import { SECRET_ROTATION } from '../../../protocol/client-policies/secret-rotation.ts'
import type { ComponentType } from './component-types.ts'
import { type ConfigProperty, property, switched } from './config-property.ts'

const EXECUTORS: readonly ComponentType[] = [
  type(SECRET_ROTATION, 'Secrets of clients expire, and one that was replaced works for a while longer', [
    seconds('expiration-period', 'Secret expiration', 'Seconds from when a secret was made to its end', 2_505_600),
    seconds(
      'rotated-expiration-period',
      'Rotated secret expiration',
      'Seconds that a secret works after it was replaced: not longer than the new one. 0 refuses it at once',
      172_800,
    ),
    seconds(
      'remaining-rotation-period',
      'Remaining expiration time',
      'For clients that change themselves: a secret with fewer seconds left is replaced then',
      864_000,
    ),
  ]),
]

const CONDITIONS: readonly ComponentType[] = [
  condition('any-client', 'Every client'),
  condition('client-access-type', 'Clients of a kind', [
    list('type', 'Kinds', 'One of them', {
      type: 'MultivaluedList',
      defaultValue: 'confidential',
      options: ['confidential', 'public', 'bearer-only'],
    }),
  ]),
  condition('client-attributes', 'Clients that have attributes', [
    property('attributes', 'Map', { label: 'Attributes', helpText: 'All of them, with these values' }),
  ]),
  condition('client-roles', 'Clients that own a role', [list('roles', 'Roles', 'One of them, by name')]),
  type('client-type', 'Clients of a protocol', [
    property('protocol', 'List', {
      label: 'Protocol',
      helpText: 'The protocol of the client',
      defaultValue: 'saml',
      options: ['saml', 'openid-connect'],
    }),
  ]),
  condition('client-updater-context', 'Clients that are made or changed in a way', [
    list('update-client-source', 'Ways', 'One of them', {
      type: 'MultivaluedList',
      defaultValue: 'ByAuthenticatedUser',
      options: ['ByAuthenticatedUser', 'ByAnonymous', 'ByInitialAccessToken', 'ByRegistrationAccessToken'],
    }),
  ]),
  condition('client-updater-source-groups', 'Clients that members of a group make or change', [
    list('groups', 'Groups', 'One of them, by name', { defaultValue: 'topGroup' }),
  ]),
  condition('client-updater-source-host', 'Clients that are made or changed from an address', [
    list('trusted-hosts', 'Addresses', 'One of them. Names of hosts are not looked up'),
  ]),
  condition('client-updater-source-roles', 'Clients that holders of a role make or change', [
    list('roles', 'Roles', 'One of them: the name of a realm role, or client.role', { defaultValue: 'admin' }),
  ]),
]

/** By Keycloak's provider type. */
export const CLIENT_POLICY_TYPES: Readonly<Record<string, readonly ComponentType[]>> = {
  'org.keycloak.services.clientpolicy.condition.ClientPolicyConditionProvider': CONDITIONS,
  'org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider': EXECUTORS,
}

function type(id: string, helpText: string, properties: readonly ConfigProperty[]): ComponentType {
  return { id, helpText, properties, metadata: {} }
}

function condition(id: string, helpText: string, own: readonly ConfigProperty[] = []): ComponentType {
  const negated = switched('is-negative-logic', false, { label: 'Negated', helpText: 'On: all others' })
  return type(id, helpText, [negated, ...own])
}

function seconds(name: string, label: string, helpText: string, defaultValue: number): ConfigProperty {
  return property(name, 'String', { label, helpText, defaultValue: String(defaultValue) })
}

function list(
  name: string,
  label: string,
  helpText: string,
  { type: kind = 'MultivaluedString', ...rest }: Partial<ConfigProperty> = {},
): ConfigProperty {
  return property(name, kind, { label, helpText, ...rest })
}
