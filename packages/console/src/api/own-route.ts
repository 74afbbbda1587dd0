import { NetworkError } from '@keycloak/keycloak-admin-client'
import { environment } from '../environment.ts'
import { accessToken } from '../session/session.ts'

/**
 * Asks a route of the Admin API that is ours, and that Keycloak's client therefore doesn't know.
 *
 * @param path - below `/admin/realms`, its parts encoded.
 * @throws {NetworkError} as the client does.
 */
export async function readOwnRoute(path: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${await accessToken()}`, accept: 'application/json' }
  const response = await fetch(`${environment.serverUrl}/admin/realms${path}`, { headers, cache: 'no-store' })
  const responseData: unknown = await response.json().catch(() => '')
  if (!response.ok) throw new NetworkError(response.statusText, { response, responseData })
  return responseData
}
