/** What is open in clients' settings. Pure. */
import { flagOf, textOf, textsOf } from '../../../representations/fields.ts'
import type { ClientRepresentation } from '../../../representations/keycloak.ts'
import { type Finding, type FindingId, finding, type Verdict } from './finding.ts'

/** Keycloak's own tool for the command line; it is made for passwords. */
const OF_EVERY_REALM = 'admin-cli'
/** Their pages lie below one path of the server. */
const CONSOLES = new Set(['account', 'account-console', 'security-admin-console'])
const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|.+\.localhost)$/i

export function clientFindings(clients: readonly ClientRepresentation[]): readonly Finding[] {
  const enabled = clients.filter((client) => flagOf(client.enabled, true) && !flagOf(client.bearerOnly, false))
  const named = (is: (client: ClientRepresentation) => boolean) =>
    enabled.filter(is).map((client) => textOf(client.clientId) ?? '')
  const of = (id: FindingId, names: readonly string[], verdict: Verdict, repair: string): Finding =>
    finding('clients', id, names.length > 0 ? verdict : 'good', repair, names)
  const opens = (openness: Openness) => named((client) => opennessOf(client) === openness)
  const anywhere = opens('anywhere')
  const takesPasswords = (client: ClientRepresentation) =>
    flagOf(client['directAccessGrantsEnabled'], false) && client.clientId !== OF_EVERY_REALM
  const isPublic = (client: ClientRepresentation) => flagOf(client.publicClient, false)
  return [
    anywhere.length > 0
      ? of('redirects', anywhere, 'bad', 'redirectUris')
      : of(
          'redirects',
          opens('below').filter((name) => !CONSOLES.has(name)),
          'warn',
          'redirectUris',
        ),
    of(
      'direct-public',
      named((client) => takesPasswords(client) && isPublic(client)),
      'bad',
      'directAccessGrantsEnabled',
    ),
    of(
      'direct',
      named((client) => takesPasswords(client) && !isPublic(client)),
      'warn',
      'directAccessGrantsEnabled',
    ),
    of(
      'implicit',
      named((client) => flagOf(client['implicitFlowEnabled'], false)),
      'warn',
      'implicitFlowEnabled',
    ),
    of(
      'cors',
      named((client) => textsOf(client['webOrigins']).includes('*')),
      'warn',
      'webOrigins',
    ),
  ]
}

/** Where a code may go: to any site, below a path of a site, to pages that are named. */
type Openness = 'anywhere' | 'below' | 'named'

function opennessOf(client: ClientRepresentation): Openness {
  const uris = textsOf(client['redirectUris'])
  if (uris.some((uri) => uri === '*' || /^https?:\/\/[^/?#]*\*/i.test(uri))) return 'anywhere'
  return uris.some(isBelow) ? 'below' : 'named'
}

function isBelow(uri: string): boolean {
  if (!uri.endsWith('*')) return false
  if (uri.startsWith('/')) return true
  const host = /^https?:\/\/([^/?#:]+|\[[^\]]*\])/i.exec(uri)?.[1]
  return host !== undefined && !LOCAL.test(host)
}
