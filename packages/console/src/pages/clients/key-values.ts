import type { Client } from '../../api/clients.ts'

export interface KeyValues {
  readonly useUrl: boolean
  readonly url: string
}

export function keyValuesOf({ attributes = {} }: Pick<Client, 'attributes'>): KeyValues {
  return { useUrl: attributes['use.jwks.url'] === 'true', url: String(attributes['jwks.url'] ?? '') }
}

/** What isn't shown stays; keys are found in one place only. */
export function withKeyValues(client: Client, { useUrl, url }: KeyValues): Client {
  const { attributes = {} } = client
  const own = { 'use.jwks.url': String(useUrl), 'jwks.url': url.trim(), ...(useUrl && { 'use.jwks.string': 'false' }) }
  return { ...client, attributes: { ...attributes, ...own } }
}
