import { environment } from '../environment.ts'

export interface TokenAnswer {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  readonly idToken: string | undefined
  /** Seconds. */
  readonly expiresIn: number
}

/** The server would not sign this browser in; the message says why, in the server's words. */
export class SignInError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'SignInError'
  }
}

/** @throws {SignInError} for a refusal; anything else that is thrown is the network. */
export async function tokenRequest(parameters: Readonly<Record<string, string>>): Promise<TokenAnswer> {
  const { serverUrl, realm, clientId } = environment
  const response = await fetch(`${serverUrl}/realms/${encodeURIComponent(realm)}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, ...parameters }),
    credentials: 'omit',
  })
  const body: unknown = await response.json().catch(() => undefined)
  const field = (name: string): unknown =>
    typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  const text = (name: string): string | undefined => {
    const value = field(name)
    return typeof value === 'string' ? value : undefined
  }
  const accessToken = text('access_token')
  if (response.status >= 500) throw new TypeError(`the server answered ${response.status}`)
  if (!response.ok || accessToken === undefined) {
    throw new SignInError(text('error_description') ?? text('error') ?? `the server answered ${response.status}`)
  }
  const expiresIn = field('expires_in')
  return {
    accessToken,
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    expiresIn: typeof expiresIn === 'number' ? expiresIn : 60,
  }
}
