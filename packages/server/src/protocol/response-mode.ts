/** How an authorization response travels (OAuth 2.0 Multiple Response Type Encoding Practices §2.1, Form Post §2). */
export type ResponseMode = 'query' | 'fragment' | 'form_post'

/** Adds the response to the redirect URI's query or fragment; what the URI has stays as it is written. */
export function responseUri(
  redirectUri: string,
  mode: Exclude<ResponseMode, 'form_post'>,
  parameters: URLSearchParams,
): string {
  const [withoutFragment = '', ...fragment] = redirectUri.split('#')
  if (mode === 'fragment') return `${withoutFragment}#${parameters}`
  const separator = withoutFragment.includes('?') ? (/[?&]$/.test(withoutFragment) ? '' : '&') : '?'
  return `${withoutFragment}${separator}${parameters}${fragment.length > 0 ? `#${fragment.join('#')}` : ''}`
}
