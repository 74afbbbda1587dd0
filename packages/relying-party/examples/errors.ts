import { type Failure, type OidcClient, RelyingPartyError, validateAccessToken } from '@latchkey/relying-party'

/** What a service tells its caller; a new kind of failure would not compile. */
function statusOf(failure: Failure): number {
  switch (failure.kind) {
    case 'token_expired':
    case 'invalid_token':
      return 401
    case 'invalid_callback':
      return 400
    case 'refused':
      return failure.error === 'access_denied' ? 403 : 502
    case 'server_unreachable':
      return 503
    case 'discovery_failed':
    case 'invalid_configuration':
      return 500
  }
}

/** @returns the user's id, or the status to answer with. */
export async function subjectOf(client: OidcClient, token: string): Promise<string | number> {
  try {
    const claims = await validateAccessToken(client, token, { audience: 'orders' })
    return claims.sub ?? 401
  } catch (error) {
    if (!(error instanceof RelyingPartyError)) throw error
    console.warn(error.message, error.failure)
    return statusOf(error.failure)
  }
}
