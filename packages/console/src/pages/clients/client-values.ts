/** A client's settings as the form shows them, and back. */
import type { Client } from '../../api/clients.ts'

export interface ClientValues {
  readonly clientId: string
  readonly name: string
  readonly description: string
  readonly enabled: boolean
  readonly access: 'confidential' | 'public'
  readonly standardFlow: boolean
  readonly directAccess: boolean
  readonly serviceAccount: boolean
  readonly implicitFlow: boolean
  readonly redirectUris: readonly string[]
  readonly postLogoutUris: readonly string[]
  readonly webOrigins: readonly string[]
  readonly rootUrl: string
  readonly baseUrl: string
  readonly consent: boolean
}

const POST_LOGOUT = 'post.logout.redirect.uris'
/** Keycloak keeps several in one attribute. */
const BETWEEN = '##'

export function valuesOf(client: Client): ClientValues {
  const postLogout = client.attributes?.[POST_LOGOUT] ?? ''
  return {
    clientId: client.clientId,
    name: client.name ?? '',
    description: client.description ?? '',
    enabled: client.enabled ?? false,
    access: client.publicClient ? 'public' : 'confidential',
    standardFlow: client.standardFlowEnabled ?? false,
    directAccess: client.directAccessGrantsEnabled ?? false,
    serviceAccount: client.serviceAccountsEnabled ?? false,
    implicitFlow: client.implicitFlowEnabled ?? false,
    redirectUris: client.redirectUris ?? [],
    postLogoutUris: postLogout === '' ? [] : postLogout.split(BETWEEN),
    webOrigins: client.webOrigins ?? [],
    rootUrl: client.rootUrl ?? '',
    baseUrl: client.baseUrl ?? '',
    consent: client.consentRequired ?? false,
  }
}

/** @returns the client with what the form says; everything the form doesn't show stays. */
export function withValues(client: Client, values: ClientValues): Client {
  const filled = (uris: readonly string[]): string[] => uris.filter((uri) => uri !== '')
  return {
    ...client,
    clientId: values.clientId.trim(),
    name: values.name.trim(),
    description: values.description.trim(),
    enabled: values.enabled,
    publicClient: values.access === 'public',
    standardFlowEnabled: values.standardFlow,
    directAccessGrantsEnabled: values.directAccess,
    // only who can prove himself has an account
    serviceAccountsEnabled: values.serviceAccount && values.access === 'confidential',
    implicitFlowEnabled: values.implicitFlow,
    redirectUris: filled(values.redirectUris),
    webOrigins: filled(values.webOrigins),
    rootUrl: values.rootUrl.trim(),
    baseUrl: values.baseUrl.trim(),
    consentRequired: values.consent,
    attributes: { ...client.attributes, [POST_LOGOUT]: filled(values.postLogoutUris).join(BETWEEN) },
  }
}
