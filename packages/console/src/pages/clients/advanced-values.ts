/** A client's rarer settings as the form shows them: what Keycloak keeps in its attributes. */
import type { Client } from '../../api/clients.ts'
import { isOfSecret } from '../../api/secret-attributes.ts'
import type { AttributeRow } from '../../forms/attributes-field.tsx'

export interface AdvancedValues {
  /** Seconds; 0 is the realm's. */
  readonly accessTokenLifespan: number
  readonly attributes: readonly AttributeRow[]
}

const LIFESPAN = 'access.token.lifespan'
/** Those that another form of the client shows. */
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set([LIFESPAN, 'post.logout.redirect.uris'])
const isShownElsewhere = (key: string) => SHOWN_ELSEWHERE.has(key) || isOfSecret(key)

export function advancedValuesOf({ attributes = {} }: Client): AdvancedValues {
  return {
    accessTokenLifespan: Number(attributes[LIFESPAN] ?? 0) || 0,
    attributes: Object.entries(attributes)
      .filter(([key]) => !isShownElsewhere(key))
      .map(([key, value]) => ({ key, value: String(value) })),
  }
}

/** @returns the client with what the form says. An attribute goes by being sent empty. */
export function withAdvancedValues(client: Client, { accessTokenLifespan, attributes }: AdvancedValues): Client {
  const old = Object.keys(client.attributes ?? {}).filter((key) => !isShownElsewhere(key))
  return {
    ...client,
    attributes: {
      ...client.attributes,
      ...Object.fromEntries(old.map((key) => [key, ''])),
      ...Object.fromEntries(attributes.filter(({ key }) => key !== '').map(({ key, value }) => [key, value])),
      [LIFESPAN]: accessTokenLifespan === 0 ? '' : String(accessTokenLifespan),
    },
  }
}
