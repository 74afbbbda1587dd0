import type ClientScopeRepresentation from '@keycloak/keycloak-admin-client/lib/defs/clientScopeRepresentation.js'
import type { Assignment } from '../../api/client-scopes.ts'

export const ASSIGNMENTS: readonly Assignment[] = ['default', 'optional', 'none']

export const PROTOCOLS = [
  { value: 'openid-connect', title: 'OpenID Connect' },
  { value: 'saml', title: 'SAML' },
] as const

export interface ScopeValues {
  readonly name: string
  readonly description: string
  readonly inTokenScope: boolean
  readonly onConsent: boolean
  readonly consentText: string
  readonly order: string
}

export function scopeValuesOf({ name, description, attributes = {} }: ClientScopeRepresentation): ScopeValues {
  // what isn't said is on, as in Keycloak
  const on = (key: string) => attributes[key] !== 'false'
  return {
    name: name ?? '',
    description: description ?? '',
    inTokenScope: on('include.in.token.scope'),
    onConsent: on('display.on.consent.screen'),
    consentText: String(attributes['consent.screen.text'] ?? ''),
    order: String(attributes['gui.order'] ?? ''),
  }
}

/** What isn't shown stays. */
export function withScopeValues<Scope extends ClientScopeRepresentation>(scope: Scope, values: ScopeValues): Scope {
  return {
    ...scope,
    name: values.name.trim(),
    description: values.description.trim(),
    attributes: {
      ...scope.attributes,
      'include.in.token.scope': String(values.inTokenScope),
      'display.on.consent.screen': String(values.onConsent),
      'consent.screen.text': values.consentText.trim(),
      'gui.order': values.order.trim(),
    },
  }
}

/** It stands between spaces in the `scope` of requests and tokens (RFC 6749 §3.3). */
export function isScopeName(name: string): boolean {
  return name.length <= 255 && /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name)
}
