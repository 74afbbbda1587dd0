/** What a client's addresses must be, in Keycloak's words: whoever shows or follows them must not be harmed by it. */
import type { ClientRepresentation } from '../../../representations/keycloak.ts'
import { AdminError, badRequest } from '../admin-error.ts'

/** A link of these runs script where it is shown (attack case 5). */
const ILLEGAL_SCHEME = /^\s*(javascript|data|vbscript):/i
const LONGEST_NAME = 255
const LONGEST_URI = 4_000
const MOST_URIS = 1_000
/** Attributes that are addresses: what Keycloak calls them when it refuses one. */
const ADDRESS_ATTRIBUTES = {
  logoUri: 'Logo URL',
  policyUri: 'Policy URL',
  tosUri: 'Terms of service URL',
  'jwks.url': 'JWKS URL',
  'backchannel.logout.url': 'Backchannel logout URL',
} as const

/** @throws {AdminError} 400 with all that is wrong. */
export function checkClient(client: ClientRepresentation): void {
  checkLengths(client)
  const problems = [
    ...(client.redirectUris ?? []).flatMap(redirectUriProblems),
    ...urlProblems(client.rootUrl, 'Root URL'),
    ...urlProblems(client.baseUrl, 'Base URL', { mayBePath: true }),
    ...urlProblems(adminUrlOf(client), 'Admin URL', { mayBePath: true }),
    ...Object.entries(ADDRESS_ATTRIBUTES).flatMap(([name, label]) => urlProblems(client.attributes?.[name], label)),
  ]
  const distinct = [...new Set(problems)]
  if (distinct.length > 0) {
    throw new AdminError(400, { error: 'invalid_input', error_description: distinct.join('; ') })
  }
}

function checkLengths({ clientId, name, redirectUris = [], webOrigins = [] }: ClientRepresentation): void {
  if ((clientId?.length ?? 0) > LONGEST_NAME) throw badRequest(`A clientId has at most ${LONGEST_NAME} characters`)
  if ((name?.length ?? 0) > LONGEST_NAME)
    throw badRequest(`The name of a client has at most ${LONGEST_NAME} characters`)
  if (redirectUris.length > MOST_URIS || webOrigins.length > MOST_URIS) {
    throw badRequest(`A client has at most ${MOST_URIS} redirect URIs and web origins`)
  }
  if ([...redirectUris, ...webOrigins].some((uri) => uri.length > LONGEST_URI)) {
    throw badRequest(`A redirect URI or web origin has at most ${LONGEST_URI} characters`)
  }
}

function redirectUriProblems(uri: string): readonly string[] {
  if (ILLEGAL_SCHEME.test(uri)) return ['A redirect URI uses an illegal scheme']
  if (/\s/.test(uri) || /^:/.test(uri)) return ['A redirect URI is not a valid URI']
  return uri.includes('#') ? ['A redirect URI must not contain an URL fragment'] : []
}

/** Empty ones and those that begin with a placeholder (`${authBaseUrl}`) are left alone. */
function urlProblems(url: string | undefined, label: string, { mayBePath = false } = {}): readonly string[] {
  if (url === undefined || url === '' || url.startsWith('$')) return []
  if (ILLEGAL_SCHEME.test(url)) return [`${label} uses an illegal scheme`]
  if (mayBePath && !/\s/.test(url) && !/^[a-z][a-z0-9+.-]*:/i.test(url)) return []
  if (!URL.canParse(url)) return [`${label} is not a valid URL`]
  return url.includes('#') ? [`${label} must not contain an URL fragment`] : []
}

function adminUrlOf({ adminUrl }: ClientRepresentation): string | undefined {
  return typeof adminUrl === 'string' ? adminUrl : undefined
}
