const PREFIX = 'client.secret.'

/** Keycloak's attribute with the secret before the present one. */
export const ROTATED = `${PREFIX}rotated`

/** Whether an attribute of a client is about its secret, and has a place of its own. */
export function isOfSecret(attribute: string): boolean {
  return attribute.startsWith(PREFIX)
}
