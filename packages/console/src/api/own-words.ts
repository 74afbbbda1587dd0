/**
 * Names and descriptions of what every realm has are placeholders of Keycloak's own console (`${role_admin}`).
 *
 * @returns the text, or nothing where it is a placeholder.
 */
export function ownWords(text: string | undefined): string {
  return text === undefined || text.startsWith('${') ? '' : text
}
