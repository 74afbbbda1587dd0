/**
 * What Keycloak refuses in a client's settings, in its words; and what it fails on, in ours. Judged on the whole client,
 * after defaults were filled in or changes merged.
 */
import type { Realm } from '../../../model/realm.ts'
import { isExecuted } from '../../../protocol/redirect-uri.ts'
import { isObject, textMapOf, textOf } from '../../../representations/fields.ts'
import type { ClientRepresentation } from '../../../representations/keycloak.ts'
import { AdminError } from '../admin-error.ts'

const LONGEST = 255
const LONGEST_ATTRIBUTE = 4_000
const MOST = 1_000
const PROTOCOLS: ReadonlySet<string | undefined> = new Set(['openid-connect', 'saml', 'docker-v2'])
/** Keycloak's names of the flows that a client may have its own of. */
const BINDINGS: ReadonlySet<string> = new Set(['browser', 'direct_grant'])

/** @throws {AdminError} 400 with everything that is wrong. */
export function checkClient(client: ClientRepresentation, realm: Pick<Realm, 'attributes' | 'representation'>): void {
  const problems = [
    ...sizeProblems(client),
    ...uriProblems(client),
    ...settingProblems(client),
    ...flowProblems(client, realm),
    ...acrProblems(client, realm),
  ]
  if (problems.length > 0) {
    throw new AdminError(400, { error: 'invalid_input', error_description: problems.join('; ') })
  }
}

function sizeProblems(client: ClientRepresentation): string[] {
  const { redirectUris = [], webOrigins = [], protocolMappers = [], attributes = {} } = client
  const lists = { redirectUris, webOrigins, protocolMappers, attributes: Object.keys(attributes) }
  return [
    ...(['clientId', 'name', 'description', 'rootUrl', 'baseUrl', 'adminUrl', 'secret'] as const)
      .filter((field) => (textOf(client[field])?.length ?? 0) > LONGEST)
      .map((field) => `${field} is longer than ${LONGEST} characters`),
    ...Object.entries(lists)
      .filter(([, list]) => list.length > MOST)
      .map(([field]) => `${field} has more than ${MOST} entries`),
    ...[...redirectUris, ...webOrigins]
      .filter((uri) => uri.length > LONGEST)
      .slice(0, 1)
      .map(() => `A URI is longer than ${LONGEST} characters`),
    ...Object.entries(attributes)
      .filter(([name, value]) => name.length > LONGEST || (value.length > LONGEST_ATTRIBUTE && !mayBeLong(name)))
      .map(([name]) => `Attribute ${name.slice(0, 50)} is too long`),
  ]
}

/** Certificates, keys and lists of URIs. */
function mayBeLong(attribute: string): boolean {
  return /certificate|key|jwks|uris$/.test(attribute)
}

/** URL, by the name of its attribute. */
const URL_ATTRIBUTES: Readonly<Record<string, string>> = {
  'backchannel.logout.url': 'Backchannel logout URL',
  'frontchannel.logout.url': 'Front-channel logout URL',
  logoUri: 'Logo URL',
  policyUri: 'Policy URL',
  tosUri: 'Terms of service URL',
  'jwks.url': 'JWKS URL',
}

function uriProblems(client: ClientRepresentation): string[] {
  const attributes = client.attributes ?? {}
  const listOf = (attribute: string) => (attributes[attribute] ?? '').split('##').filter((uri) => uri !== '')
  return [
    ...rootUrlProblems(client.rootUrl),
    ...urlProblems('Base URL', client.baseUrl),
    ...urlProblems('Admin URL', textOf(client['adminUrl'])),
    ...uriListProblems('A redirect URI', client.redirectUris ?? []),
    ...uriListProblems('A post-logout redirect URI', listOf('post.logout.redirect.uris')),
    ...Object.entries(URL_ATTRIBUTES).flatMap(([attribute, words]) => urlProblems(words, attributes[attribute])),
    ...requestUriProblems(listOf('request.uris')),
  ]
}

function rootUrlProblems(url: string | undefined): string[] {
  if (url === undefined || url === '' || /^\$\{auth(?:Base|Admin)Url\}/.test(url)) return []
  if (isExecuted(url)) return ['Root URL uses an illegal scheme']
  if (url.includes('#')) return ['Root URL must not contain an URL fragment']
  return isUrl(url) ? [] : ['Root URL is not a valid URL']
}

/** Relative ones stand below the root URL. */
function urlProblems(words: string, url: string | undefined): string[] {
  if (url === undefined || url === '') return []
  if (isExecuted(url)) return [`${words} uses an illegal scheme`]
  return isUrl(url) || (url.startsWith('/') && isUri(url)) ? [] : [`${words} is not a valid URL`]
}

/** Each mistake once, however many have it. */
function uriListProblems(words: string, uris: readonly string[]): string[] {
  return [
    ...(uris.some((uri) => uri.includes('#')) ? [`${words} must not contain an URL fragment`] : []),
    ...(uris.some(isExecuted) ? [`${words} uses an illegal scheme`] : []),
    ...(uris.every((uri) => isUri(uri) || isExecuted(uri)) ? [] : [`${words} is not a valid URI`]),
  ]
}

function requestUriProblems(uris: readonly string[]): string[] {
  if (uris.some(isExecuted)) return ['Valid request URIs has a value with illegal scheme']
  return uris.every((uri) => isUrl(uri) || isUri(uri)) ? [] : ['Valid request URIs has an invalid value']
}

function isUrl(url: string): boolean {
  return /^(?:https?|ftp):\/\//i.test(url) && isUri(url) && URL.canParse(url)
}

/** By its characters: no spaces, brackets out of place or percent signs without their digits. */
function isUri(uri: string): boolean {
  return !/[\s<>"{}|\\^`]|%(?![0-9a-f]{2})/i.test(uri) && !/\[(?![0-9a-f:.]+\])/i.test(uri)
}

function settingProblems(client: ClientRepresentation): string[] {
  const mode = client.attributes?.['ciba.backchannel.token.delivery.mode']
  return [
    ...(client.clientId?.trim() === '' ? ['Client ID cannot be blank'] : []),
    ...(PROTOCOLS.has(client.protocol ?? 'openid-connect') ? [] : [`Invalid protocol: ${client.protocol}`]),
    ...(mode === undefined || mode === 'poll' || mode === 'ping'
      ? []
      : ['Unsupported requested CIBA Backchannel Token Delivery Mode']),
  ]
}

function flowProblems(client: ClientRepresentation, { representation }: Pick<Realm, 'representation'>): string[] {
  const known = new Set((representation.authenticationFlows ?? []).map(({ id }) => id))
  return Object.entries(client.authenticationFlowBindingOverrides ?? {})
    .filter(([binding, id]) => !BINDINGS.has(binding) || !known.has(id))
    .map(([binding]) => `Unable to resolve auth flow binding override for: ${binding.slice(0, 50)}`)
}

function acrProblems(
  { attributes = {} }: ClientRepresentation,
  realm: Pick<Realm, 'attributes' | 'representation'>,
): string[] {
  const defaults = (attributes['default.acr.values'] ?? '').split('##').filter((value) => value !== '')
  const minimum = attributes['minimum.acr.value']
  if (defaults.length === 0 && !minimum) return []
  const known = new Set([
    ...acrNames(attributes['acr.loa.map'] ?? realm.attributes['acr.loa.map']),
    ...(realm.representation.authenticatorConfig ?? []).flatMap(
      ({ config }) => textMapOf(config)['loa-condition-level'] ?? [],
    ),
  ])
  return [
    ...(defaults.every((value) => known.has(value))
      ? []
      : [
          'Default ACR values need to contain values specified in the ACR-To-Loa mapping or number levels from set realm browser flow',
        ]),
    ...(!minimum || known.has(minimum)
      ? []
      : [
          'Minimum ACR value needs to be value specified in the ACR-To-Loa mapping or number level from set realm browser flow',
        ]),
  ]
}

/** Names of `acr.loa.map`, which is JSON in a text. */
function acrNames(map: string | undefined): string[] {
  try {
    const parsed: unknown = JSON.parse(map ?? '{}')
    return isObject(parsed) ? Object.keys(parsed) : []
  } catch {
    return []
  }
}
