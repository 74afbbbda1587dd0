/** Edits of a realm's identity providers and their mappers; each gives the next document or throws in Keycloak's words. */
import { isObject, textMapOf } from '../../../representations/fields.ts'
import type { RealmRepresentation } from '../../../representations/keycloak.ts'
import { AdminError, badRequest, conflict, notFound } from '../admin-error.ts'
import { PROVIDER_TYPES } from './provider-types.ts'

type Document = RealmRepresentation

export interface Provider {
  readonly alias: string
  readonly internalId: string
  readonly providerId: string
  readonly enabled?: boolean
  readonly displayName?: string
  readonly config: Readonly<Record<string, string>>
  readonly [field: string]: unknown
}

export interface Mapper {
  readonly id: string
  readonly name: string
  readonly identityProviderAlias: string
  readonly identityProviderMapper: string
  readonly config: Readonly<Record<string, string>>
}

export const MASK = '**********'
const SECRETS = ['clientSecret', 'signingPrivateKey'] as const
const LONGEST = 255
const LONGEST_VALUE = 10_000
const MOST_PROVIDERS = 1_000
const MOST_MAPPERS = 1_000

/** In the order of the alias. */
export function providersOf(document: Document): readonly Provider[] {
  const stored: unknown = document['identityProviders']
  const found = (Array.isArray(stored) ? stored.filter(isObject) : []).map(providerOf)
  return found.sort((a, b) => (a.alias < b.alias ? -1 : 1))
}

/** What a document says of one, whatever it lacks. */
export function providerOf(one: Readonly<Record<string, unknown>>): Provider {
  const { alias, internalId, providerId, config } = one
  return {
    ...one,
    alias: String(alias ?? ''),
    internalId: String(internalId ?? alias ?? ''),
    providerId: String(providerId ?? ''),
    config: textMapOf(config),
  }
}

/** @throws {AdminError} 404 */
export function providerIn(document: Document, alias: string): Provider {
  const provider = providersOf(document).find((one) => one.alias === alias)
  if (provider === undefined) throw notFound('HTTP 404 Not Found')
  return provider
}

export function mappersOf(document: Document, alias: string): readonly Mapper[] {
  const stored: unknown = document['identityProviderMappers']
  return (Array.isArray(stored) ? stored.filter(isObject) : []).flatMap((one) =>
    one['identityProviderAlias'] === alias
      ? [
          {
            id: String(one['id'] ?? ''),
            name: String(one['name'] ?? ''),
            identityProviderAlias: alias,
            identityProviderMapper: String(one['identityProviderMapper'] ?? ''),
            config: textMapOf(one['config']),
          },
        ]
      : [],
  )
}

/** @throws {AdminError} 404 */
export function mapperIn(document: Document, alias: string, id: string): Mapper {
  const mapper = mappersOf(document, alias).find((one) => one.id === id)
  if (mapper === undefined) throw notFound('Model not found')
  return mapper
}

/** @throws {AdminError} 400, 409 */
export function addProvider(document: Document, provider: Provider): Document {
  checkAlias(provider.alias)
  if (providersOf(document).some(({ alias }) => alias === provider.alias)) {
    throw conflict(`Identity Provider ${provider.alias} already exists`)
  }
  return withProvider(document, provider)
}

/** With a provider, in place of the one that has its alias; that one's mappers stay. @throws {AdminError} 400 */
export function withProvider(document: Document, provider: Provider): Document {
  checkAlias(provider.alias)
  if (!PROVIDER_TYPES.has(provider.providerId)) {
    throw badRequest(`Invalid identity provider id [${provider.providerId.slice(0, 100)}]`)
  }
  const others = providersOf(document).filter(({ alias }) => alias !== provider.alias)
  if (others.length >= MOST_PROVIDERS) throw badRequest(`A realm has at most ${MOST_PROVIDERS} identity providers`)
  checkProvider(document, provider)
  return withProviders(document, [...others, provider])
}

/** What is not sent stays, a masked secret too. @throws {AdminError} 404, 400 */
export function updateProvider(document: Document, alias: string, sent: Readonly<Record<string, unknown>>): Document {
  const old = providerIn(document, alias)
  if (typeof sent['alias'] === 'string' && sent['alias'] !== alias) {
    throw badRequest('Identity Provider alias cannot be changed')
  }
  const config = sent['config'] === undefined ? old.config : keptSecrets(old.config, textMapOf(sent['config']))
  const given = Object.entries(sent).filter(([, value]) => value !== undefined && value !== null)
  const next: Provider = {
    ...old,
    ...Object.fromEntries(given),
    alias,
    internalId: old.internalId,
    providerId: old.providerId,
    config,
  }
  checkProvider(document, next)
  return withProviders(
    document,
    providersOf(document).map((one) => (one.alias === alias ? next : one)),
  )
}

/** With its mappers. @throws {AdminError} 404 */
export function removeProvider(document: Document, alias: string): Document {
  const gone = providerIn(document, alias)
  const without = withProviders(
    document,
    providersOf(document).filter((one) => one.alias !== gone.alias),
  )
  return withMappers(without, alias, [])
}

/** @throws {AdminError} 400, 404 */
export function addMapper(document: Document, alias: string, mapper: Mapper): Document {
  const provider = providerIn(document, alias)
  const all = mappersOf(document, alias)
  checkMapper(mapper)
  if (all.some(({ name }) => name === mapper.name)) {
    throw badRequest(`Failed to add mapper '${mapper.name}' to identity provider [${provider.providerId}].`)
  }
  if (all.length >= MOST_MAPPERS) throw badRequest(`An identity provider has at most ${MOST_MAPPERS} mappers`)
  return withMappers(document, alias, [...all, mapper])
}

/** @throws {AdminError} 400, 404 */
export function updateMapper(document: Document, alias: string, mapper: Mapper): Document {
  mapperIn(document, alias, mapper.id)
  checkMapper(mapper)
  const all = mappersOf(document, alias)
  if (all.some(({ id, name }) => id !== mapper.id && name === mapper.name)) {
    throw badRequest(`Another mapper is called '${mapper.name}'`)
  }
  return withMappers(
    document,
    alias,
    all.map((one) => (one.id === mapper.id ? mapper : one)),
  )
}

/** @throws {AdminError} 404 */
export function removeMapper(document: Document, alias: string, id: string): Document {
  mapperIn(document, alias, id)
  return withMappers(
    document,
    alias,
    mappersOf(document, alias).filter((one) => one.id !== id),
  )
}

/** With asterisks for what nobody who looks at it may know. */
export function masked(provider: Provider): Provider {
  const config = Object.entries(provider.config).map(([name, value]) => [name, isSecret(name) && value ? MASK : value])
  return { ...provider, config: Object.fromEntries(config) }
}

function isSecret(name: string): boolean {
  return SECRETS.some((secret) => secret === name)
}

function keptSecrets(old: Readonly<Record<string, string>>, sent: Readonly<Record<string, string>>) {
  const entries = Object.entries(sent).flatMap(([name, value]): [string, string][] => {
    if (!isSecret(name) || value !== MASK) return value === '' ? [] : [[name, value]]
    const before = old[name]
    return before === undefined ? [] : [[name, before]]
  })
  return Object.fromEntries(entries)
}

function withProviders(document: Document, providers: readonly Provider[]): Document {
  return { ...document, identityProviders: [...providers] }
}

function withMappers(document: Document, alias: string, mappers: readonly Mapper[]): Document {
  const stored: unknown = document['identityProviderMappers']
  const others = (Array.isArray(stored) ? stored : []).filter(
    (one) => !isObject(one) || one['identityProviderAlias'] !== alias,
  )
  return { ...document, identityProviderMappers: [...others, ...mappers] }
}

/** It stands in URLs. */
function checkAlias(alias: string): void {
  if (alias === '') throw badRequest('The alias of the identity provider is missing')
  if (alias.length > LONGEST) throw badRequest(`The alias of an identity provider has at most ${LONGEST} characters`)
  if (/\s/.test(alias)) throw new AdminError(400, { error: 'Empty Space not allowed.' })
  const [unwanted] = /[/?#:;\\@!$&()*+,=[\]]/.exec(alias) ?? []
  if (unwanted !== undefined) throw new AdminError(400, { error: `Character '${unwanted}' not allowed.` })
}

/** Settings that are addresses, and Keycloak's names for them. */
const URLS = {
  authorizationUrl: 'authorization_url',
  tokenUrl: 'token_url',
  userInfoUrl: 'userinfo_url',
  jwksUrl: 'jwks_url',
  logoutUrl: 'logout_url',
  tokenIntrospectionUrl: 'introspection_url',
  singleSignOnServiceUrl: 'single_sign_on_service_url',
  singleLogoutServiceUrl: 'single_logout_service_url',
} as const

function checkProvider(document: Document, { config, ...provider }: Provider): void {
  for (const [name, value] of Object.entries(config)) {
    if (value.length > LONGEST_VALUE) throw badRequest(`${name} has at most ${LONGEST_VALUE} characters`)
  }
  for (const [setting, name] of Object.entries(URLS)) {
    const url = config[setting]
    if (url === undefined || url === '') continue
    if (!URL.canParse(url) || !/^https?:\/\//i.test(url)) throw badRequest(`The url [${name}] is malformed`)
    if (!isSecureEnough(new URL(url), document['sslRequired'])) {
      throw badRequest(`The url [${name}] requires secure connections`)
    }
  }
  for (const field of ['firstBrokerLoginFlowAlias', 'postBrokerLoginFlowAlias']) {
    const alias = provider[field]
    if (typeof alias !== 'string' || alias === '') continue
    if (!document.authenticationFlows?.some((flow) => flow.alias === alias)) {
      throw badRequest(`No available authentication flow with alias: ${alias.slice(0, LONGEST)}`)
    }
  }
}

function isSecureEnough({ protocol, hostname }: URL, sslRequired: unknown): boolean {
  if (protocol === 'https:' || sslRequired === 'none') return true
  if (sslRequired === 'all') return false
  return hostname === 'localhost' || /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[::1\]$)/.test(hostname)
}

function checkMapper({ name, identityProviderMapper }: Mapper): void {
  if (name.trim() === '') throw badRequest('A mapper needs a name')
  if (name.length > LONGEST) throw badRequest(`The name of a mapper has at most ${LONGEST} characters`)
  if (identityProviderMapper === '' || identityProviderMapper.length > LONGEST) {
    throw badRequest('A mapper needs a type: one of those that mapper-types lists')
  }
}
