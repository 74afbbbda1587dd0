import type { Request } from '../exchange.ts'
import { AdminError, unreadable } from './admin-error.ts'

type Kind = 'string' | 'boolean' | 'number' | 'object' | 'array'

/** @throws {AdminError} in Keycloak's words unless the body is a JSON object. */
export function objectBody(request: Request): Readonly<Record<string, unknown>> {
  const type = request.header('content-type')?.split(';')[0]?.trim()
  if (type !== undefined && type !== '' && !type.endsWith('json')) {
    throw new AdminError(415, { error: 'The content-type header value did not match the value in @Consumes' })
  }
  const { json } = request
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw unreadable()
  return json as Readonly<Record<string, unknown>>
}

/** Refuses a representation whose known fields have another type than Keycloak's. `null` counts as absent. */
export function checkFields(body: Readonly<Record<string, unknown>>, kinds: Readonly<Record<string, Kind>>): void {
  for (const [field, kind] of Object.entries(kinds)) {
    const value = body[field]
    if (value === undefined || value === null) continue
    const is = Array.isArray(value) ? 'array' : typeof value
    if (is !== kind) throw unreadable()
  }
}

/** What was sent over what is there: absent and `null` fields keep their value, as Keycloak's partial PUT does. */
export function merged<T extends object>(old: T, sent: Readonly<Record<string, unknown>>): T {
  const given = Object.entries(sent).filter(([, value]) => value !== null && value !== undefined)
  return { ...old, ...Object.fromEntries(given) }
}

export const CLIENT_FIELDS: Readonly<Record<string, Kind>> = {
  clientId: 'string',
  name: 'string',
  enabled: 'boolean',
  publicClient: 'boolean',
  bearerOnly: 'boolean',
  secret: 'string',
  clientAuthenticatorType: 'string',
  redirectUris: 'array',
  webOrigins: 'array',
  rootUrl: 'string',
  baseUrl: 'string',
  protocol: 'string',
  standardFlowEnabled: 'boolean',
  implicitFlowEnabled: 'boolean',
  directAccessGrantsEnabled: 'boolean',
  serviceAccountsEnabled: 'boolean',
  consentRequired: 'boolean',
  frontchannelLogout: 'boolean',
  fullScopeAllowed: 'boolean',
  notBefore: 'number',
  attributes: 'object',
  protocolMappers: 'array',
  defaultClientScopes: 'array',
  optionalClientScopes: 'array',
}

export const USER_FIELDS: Readonly<Record<string, Kind>> = {
  username: 'string',
  email: 'string',
  emailVerified: 'boolean',
  firstName: 'string',
  lastName: 'string',
  enabled: 'boolean',
  attributes: 'object',
  requiredActions: 'array',
  notBefore: 'number',
  credentials: 'array',
}
