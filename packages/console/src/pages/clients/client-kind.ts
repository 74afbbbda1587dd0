import type ClientRepresentation from '@keycloak/keycloak-admin-client/lib/defs/clientRepresentation.js'

export type ClientKind = 'web' | 'app' | 'service' | 'bearer'

/** What a client is, by the switches it has. */
export function kindOf(client: ClientRepresentation): ClientKind {
  if (client.bearerOnly) return 'bearer'
  if (client.publicClient) return 'app'
  return client.serviceAccountsEnabled && !client.standardFlowEnabled ? 'service' : 'web'
}

export interface NewClient {
  readonly kind: 'web' | 'app' | 'service'
  readonly clientId: string
  readonly name: string
  readonly redirectUris: readonly string[]
}

/** The switches that a choice stands for. A secret is the server's to make; password grants stay off. */
export function newClient({ kind, clientId, name, redirectUris }: NewClient): ClientRepresentation {
  const browser = kind !== 'service'
  return {
    clientId: clientId.trim(),
    ...(name.trim() !== '' && { name: name.trim() }),
    protocol: 'openid-connect',
    enabled: true,
    publicClient: kind === 'app',
    standardFlowEnabled: browser,
    implicitFlowEnabled: false,
    directAccessGrantsEnabled: false,
    serviceAccountsEnabled: kind === 'service',
    redirectUris: browser ? redirectUris.filter((uri) => uri !== '') : [],
    // calls from the pages of the redirect URIs
    webOrigins: kind === 'app' ? ['+'] : [],
    attributes: {
      'post.logout.redirect.uris': '+',
      ...(kind === 'app' && { 'pkce.code.challenge.method': 'S256' }),
    },
  }
}
