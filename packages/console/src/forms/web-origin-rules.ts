import type { UriProblem } from './redirect-uri-rules.ts'

/** @param origin - as typed: an origin, `+` for those of the redirect URIs, `*` for every site. */
export function webOriginProblem(origin: string): UriProblem | undefined {
  if (origin === '' || origin === '+') return undefined
  if (origin === '*') return { level: 'warning', kind: 'anyOrigin' }
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#*\s]+$/i.test(origin) ? undefined : { level: 'error', kind: 'origin' }
}
