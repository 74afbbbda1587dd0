/**
 * Who sends a token request (RFC 6749 §2.3). The client's setting decides how it must prove itself; Keycloak's words
 * and codes are kept: `invalid_client` for a client that is not there, `unauthorized_client` for a wrong secret.
 */
import type { Client } from '../../model/client.ts'
import { judgeSecret, type SecretVerdict } from '../../protocol/client-secrets.ts'
import { invalidClient, type OAuthError, unauthorizedClient } from '../../protocol/oauth-error.ts'
import type { Reason } from '../../protocol/rules.ts'
import type { EventDetails } from '../../trace/recorder.ts'
import { type Parameters, shortened } from '../parameters.ts'
import type { RealmContext } from '../realm-endpoint.ts'

const WORDS = 'Invalid client or Invalid client credentials'

interface Claimed {
  readonly clientId: string | undefined
  /** Every secret that came; all must be right. */
  readonly secrets: readonly string[]
  readonly contradictory: boolean
}

/** Finds the client that a request names, before it has proved anything: its web origins apply to the refusals, too. */
export async function findClient(context: RealmContext, form: Parameters): Promise<Client> {
  const { clientId } = claimedBy(context, form)
  if (!clientId) throw invalidClient(WORDS, { kind: 'client_authentication_missing' })
  const client = await context.services.stores.clients.findByClientId(context.realm.id, clientId)
  if (client === undefined) throw invalidClient(WORDS, { kind: 'client_not_found', came: shortened(clientId) })
  if (!client.enabled) throw invalidClient(WORDS, { kind: 'client_disabled', came: client.clientId })
  return client
}

/**
 * Checks the credentials of `client` in a request that named it.
 *
 * @returns how it proved itself, for the event.
 * @throws {OAuthError} in Keycloak's words; the status is 401 where RFC 6749 §5.2 wants it.
 */
export function authenticateClient(context: RealmContext, form: Parameters, client: Client): EventDetails {
  const how = proveItself(context, form, client)
  if (client.protocol === 'openid-connect') return { client_auth_method: client.clientAuthenticatorType, ...how }
  throw invalidClient('Wrong client protocol.', { kind: 'client_protocol_wrong', came: client.protocol }, 400)
}

function proveItself(context: RealmContext, form: Parameters, client: Client): EventDetails {
  const claimed = claimedBy(context, form)
  if (claimed.contradictory) throw wrongCredentials({ kind: 'client_authentication_contradictory' })
  if (client.bearerOnly) throw invalidClient('Bearer-only not allowed', { kind: 'bearer_only_client' }, 400)
  if (client.publicClient) return {}
  if (client.clientAuthenticatorType !== 'client-secret') throw unsupportedAuthenticator(client, form)
  if (!client.secret || claimed.secrets.length === 0) {
    throw wrongCredentials({ kind: 'client_authentication_missing', came: 'no client_secret' })
  }
  // every secret is judged, so that time does not tell which of two was wrong
  const verdicts = claimed.secrets.map((sent) => judgeSecret(client, sent, context.now))
  const refused = verdicts.map((verdict) => secretRefused(verdict, client)).find((reason) => reason !== undefined)
  if (refused !== undefined) throw wrongCredentials(refused)
  // tells which application has yet to be given the new secret
  return verdicts.some(({ is }) => is === 'rotated') ? { client_secret_state: 'rotated' } : {}
}

function secretRefused(verdict: SecretVerdict, { clientId }: Client): Reason | undefined {
  if (verdict.is === 'wrong') return { kind: 'invalid_client_credentials', came: clientId }
  if (!('expiredAt' in verdict)) return undefined
  const kind = verdict.is === 'current_expired' ? 'client_secret_expired' : 'rotated_secret_expired'
  return { kind, came: clientId, expected: `used by ${new Date(verdict.expiredAt * 1000).toISOString()}` }
}

function claimedBy(context: RealmContext, form: Parameters): Claimed {
  const basic = basicCredentials(context.request.header('authorization'))
  const bodyId = form.get('client_id')
  const bodySecret = form.get('client_secret')
  return {
    clientId: basic?.clientId ?? bodyId,
    secrets: [basic?.secret, bodySecret].filter((secret) => secret !== undefined),
    contradictory: basic !== undefined && bodyId !== undefined && bodyId !== basic.clientId,
  }
}

/** @returns `undefined` unless the header is well-formed Basic; both parts are form-decoded (RFC 6749 §2.3.1). */
function basicCredentials(header: string | undefined): { clientId: string; secret: string } | undefined {
  const [, encoded] = /^basic +([A-Za-z0-9+/=_-]+)$/i.exec(header ?? '') ?? []
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 1) return undefined
  return { clientId: formDecoded(text.slice(0, colon)), secret: formDecoded(text.slice(colon + 1)) }
}

function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text // a secret with a bare % that its owner did not encode: taken as it is
  }
}

function wrongCredentials(reason: Reason): OAuthError {
  return unauthorizedClient(WORDS, reason, 401)
}

function unsupportedAuthenticator(client: Client, form: Parameters): OAuthError {
  const reason: Reason = { kind: 'client_authenticator_unsupported', expected: client.clientAuthenticatorType }
  return form.has('client_assertion_type')
    ? invalidClient(WORDS, reason)
    : invalidClient('Parameter client_assertion_type is missing', reason, 400)
}
