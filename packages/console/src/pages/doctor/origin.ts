/** Whether a script of an origin may call with a client, by the rules of the server. */
import type ClientRepresentation from '@keycloak/keycloak-admin-client/lib/defs/clientRepresentation.js'

/** @returns `undefined` for what is no origin. */
export function originAllowed(client: ClientRepresentation, typed: string): boolean | undefined {
  const origin = originOf(typed)
  if (origin === undefined || origin !== typed.trim().toLowerCase()) return undefined
  const { webOrigins = [], redirectUris = [], rootUrl = '' } = client
  if (webOrigins.includes('*') || webOrigins.some((one) => one.toLowerCase() === origin)) return true
  if (!webOrigins.includes('+')) return false
  return redirectUris.some((uri) => originOf(uri.startsWith('/') ? rootUrl : uri.replace(/\*$/, '')) === origin)
}

function originOf(address: string): string | undefined {
  if (!/^https?:\/\//i.test(address.trim()) || !URL.canParse(address.trim())) return undefined
  return new URL(address.trim()).origin
}
