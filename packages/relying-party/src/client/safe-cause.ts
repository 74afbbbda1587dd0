const MAX_DEPTH = 3

/**
 * A copy of an error that may be logged whole. Errors of fetch, JOSE and OAuth libraries carry what they were working on:
 * claims, response bodies, tokens; and a JSON parser quotes its input. What stays is name, code and, where the library's
 * words are fixed, its message.
 */
export function safeCause(error: unknown, depth = MAX_DEPTH): Error {
  if (!(error instanceof Error)) return new Error('something that is not an error was thrown')
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const nested = error.cause instanceof Error && depth > 0 ? { cause: safeCause(error.cause, depth - 1) } : undefined
  const copy = new Error(hasFixedWords(error, code) ? error.message : 'its words are left out', nested)
  copy.name = error.name
  return code === undefined ? copy : Object.assign(copy, { code })
}

/** System errors (`ECONNREFUSED`), undici's (`UND_ERR_…`), JOSE's, and fetch's own two. */
function hasFixedWords(error: Error, code: string | undefined): boolean {
  if (code !== undefined)
    return /^(E[A-Z]+|UND_ERR_\w+|ERR_J\w+|CERT_\w+|DEPTH_\w+|SELF_SIGNED_\w+|UNABLE_\w+)$/.test(code)
  return error.name === 'TimeoutError' || error.name === 'AbortError' || error.message === 'fetch failed'
}
