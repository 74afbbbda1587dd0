/**
 * A challenge for the header `WWW-Authenticate` (RFC 9110 §11.6.1). Whatever a quoted text can't hold as it is becomes a
 * question mark: a realm may be called anything, and a header that can't be written is a 500.
 */
export function wwwAuthenticate(
  scheme: 'Basic' | 'Bearer',
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const written = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}="${value.replaceAll(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, '?')}"`],
  )
  return `${scheme} ${written.join(', ')}`
}
