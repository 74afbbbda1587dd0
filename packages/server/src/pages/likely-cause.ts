import type { Difference } from './first-difference.ts'

/**
 * Guesses in one sentence why a value differs, from the mistakes that people make with addresses. Developers read it,
 * so it is in English like the rules.
 *
 * @returns `undefined` rather than a guess that may mislead.
 */
export function likelyCause(came: string, { expected }: Difference): string | undefined {
  if (came.trim() === expected.trim())
    return 'White space came with it: compare how the value is written in your settings.'
  if (came === `${expected}/`) return 'A slash too many at the end. Addresses are compared character by character.'
  if (`${came}/` === expected) return 'The slash at the end is missing. Addresses are compared character by character.'
  if (decodes(came, expected)) return 'It is percent-encoded once more than it should be.'
  const sent = parsed(came)
  const known = parsed(expected.replace(/\*$/, ''))
  return sent && known && differenceOfUrls(sent, known, came, expected)
}

function differenceOfUrls(sent: URL, known: URL, came: string, expected: string): string | undefined {
  const differing = (['protocol', 'hostname', 'port', 'pathname', 'search', 'hash'] as const).filter(
    (part) => sent[part] !== known[part],
  )
  if (came.toLowerCase() === expected.toLowerCase())
    return 'Only upper and lower case differ. They count in an address.'
  if (differing.length !== 1) return undefined
  switch (differing[0]) {
    case 'protocol':
      return `One begins with ${sent.protocol}//, the other with ${known.protocol}//. Behind a proxy the application may not know how it is reached.`
    case 'hostname':
      return isLoopback(sent) && isLoopback(known)
        ? 'Both mean this machine, but localhost, 127.0.0.1 and [::1] are different names.'
        : 'The host is another one.'
    case 'port':
      return `The port differs: ${sent.port || 'the default one'} came, ${known.port || 'the default one'} is expected.`
    case 'search':
      return 'The part after the question mark differs. It belongs to the address; what changes goes into state.'
    case 'hash':
      return 'An address to return to has no fragment (#).'
    default:
      return undefined
  }
}

function parsed(text: string): URL | undefined {
  return URL.parse(text) ?? undefined
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
}

function decodes(came: string, expected: string): boolean {
  if (!came.includes('%')) return false
  try {
    return decodeURIComponent(came) === expected
  } catch {
    return false
  }
}
