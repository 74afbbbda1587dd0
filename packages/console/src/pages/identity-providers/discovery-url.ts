const WELL_KNOWN = '/.well-known/openid-configuration'

/** @param typed - a discovery document's address, or the issuer whose it is (OpenID Connect Discovery 1.0 §4). */
export function discoveryUrlOf(typed: string): string | undefined {
  const text = typed.trim()
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined
  return text.includes('/.well-known/') ? text : text.replace(/\/+$/, '') + WELL_KNOWN
}
