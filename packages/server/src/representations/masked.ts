import { SECRET_ATTRIBUTES } from '../protocol/client-secrets.ts'
import { MASK } from './complete-clients.ts'
import { isObject } from './fields.ts'
import type { ClientRepresentation, ComponentRepresentation, RealmRepresentation } from './keycloak.ts'
import { KEY_PROVIDER } from './realm-model.ts'

/** What Keycloak generates into a key provider and never tells. */
const GENERATED = new Set([
  ...['privateKey', 'certificate', 'secret', 'kid', 'keyUse'],
  ...['ecdsaPrivateKey', 'ecdsaPublicKey', 'ecdhPrivateKey', 'ecdhPublicKey', 'eddsaPrivateKey', 'eddsaPublicKey'],
])
/** Settings of components that are secrets someone typed in. */
const SECRET = new Set(['privateKey', 'secret', 'keystorePassword', 'keyPassword', 'bindCredential', 'password'])

/** The realm's own settings with asterisks for the mail server's password and for secrets of identity providers. */
export function maskSettings<T extends RealmRepresentation>(document: T): T {
  const { smtpServer, identityProviders } = document
  return {
    ...document,
    ...(isObject(smtpServer) && { smtpServer: maskEntries(smtpServer, new Set(['password'])) }),
    ...(Array.isArray(identityProviders) && { identityProviders: identityProviders.map(maskProvider) }),
  }
}

function maskProvider(provider: unknown): unknown {
  if (!isObject(provider) || !isObject(provider.config)) return provider
  return { ...provider, config: maskEntries(provider.config, new Set(['clientSecret'])) }
}

/** A client with asterisks for its secrets, the present one and the one before it. */
export function maskClient<T extends ClientRepresentation>(client: T): T {
  const { secret, attributes } = client
  const rotated = attributes !== undefined && SECRET_ATTRIBUTES.rotated in attributes
  return {
    ...client,
    ...(secret !== undefined && { secret: MASK }),
    ...(rotated && { attributes: { ...attributes, [SECRET_ATTRIBUTES.rotated]: MASK } }),
  }
}

/** Components without generated keys and with asterisks for other secrets. */
export function maskComponents(
  components: Record<string, ComponentRepresentation[]>,
): Record<string, ComponentRepresentation[]> {
  return Object.fromEntries(
    Object.entries(components).map(([type, list]) => [type, list.map((component) => maskComponent(type, component))]),
  )
}

export function maskComponent(type: string, component: ComponentRepresentation): ComponentRepresentation {
  const generated = type === KEY_PROVIDER && /-generated$/.test(component.providerId ?? '')
  const config = Object.entries(component.config ?? {})
    .filter(([name]) => !(generated && GENERATED.has(name)))
    .map(([name, values]): [string, string[]] => [name, SECRET.has(name) ? [MASK] : values])
  return {
    ...component,
    config: Object.fromEntries(config),
    ...(component.subComponents && { subComponents: maskComponents(component.subComponents) }),
  }
}

function maskEntries(entries: Record<string, unknown>, secrets: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, secrets.has(name) ? MASK : value]))
}
