/** What is wrong with an address before it is sent: `error` can't be saved or never matches, `warning` is unsafe. */
export interface UriProblem {
  readonly level: 'error' | 'warning'
  readonly kind:
    | 'relative'
    | 'fragment'
    | 'space'
    | 'star'
    | 'anything'
    | 'host'
    | 'wildcard'
    | 'http'
    | 'scheme'
    | 'origin'
    | 'anyOrigin'
  /** What the sentence names. */
  readonly host?: string
}

const EXECUTES = /^(?:javascript|data|vbscript|blob|about|view-source):/i
const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|.+\.localhost)$/i

/** @param uri - as typed, without spaces around it. Empty is no problem: it is not sent. */
export function redirectUriProblem(uri: string): UriProblem | undefined {
  if (uri === '') return undefined
  if (uri === '*') return { level: 'warning', kind: 'anything' }
  if (/\s/.test(uri)) return { level: 'error', kind: 'space' }
  if (EXECUTES.test(uri)) return { level: 'error', kind: 'scheme' }
  if (uri.includes('#')) return { level: 'error', kind: 'fragment' }
  const star = uri.indexOf('*')
  if (star !== -1 && star !== uri.length - 1) return { level: 'error', kind: 'star' }
  // below the client's root URL
  if (uri.startsWith('/')) return star === -1 ? undefined : { level: 'warning', kind: 'wildcard', host: '/' }
  const [, scheme = '', rest] = /^([a-z][a-z0-9+.-]*):(.*)$/i.exec(uri) ?? []
  if (rest === undefined) return { level: 'error', kind: 'relative' }
  if (!/^https?$/i.test(scheme)) return undefined
  const [, host = '', path = ''] = /^\/\/([^/?]*)(.*)$/.exec(rest) ?? []
  if (host === '') return { level: 'error', kind: 'relative' }
  if (host.includes('*')) return { level: 'warning', kind: 'host', host }
  const name = host.replace(/:\d+$/, '')
  if (path.endsWith('*') && !LOCAL.test(name)) return { level: 'warning', kind: 'wildcard', host }
  if (/^http$/i.test(scheme) && !LOCAL.test(name)) return { level: 'warning', kind: 'http', host }
  return undefined
}
