/** Where a claim stands: one name, or several when it is nested in objects. Never empty. */
export type ClaimPath = readonly string[]

/** A part is anything up to a dot that no backslash escapes; it has at least one character. */
const PART_BEFORE_DOT = /^((?:\\.|[^\\.])+)\./s

/** Deeper nesting has no use and only serves to exhaust whoever reads the token. */
const DEEPEST = 16

/**
 * Reads a mapper's `claim.name`: dots nest, `\.` is a dot in a name, `\\` a backslash. A dot where a name would be
 * empty belongs to the name that follows, as in Keycloak.
 *
 * @returns `undefined` when there is no name, it nests too deep, or a part is `__proto__`: that would reach the
 *   prototype of whoever merges the claims.
 */
export function parseClaimName(name: string | undefined): ClaimPath | undefined {
  const path: string[] = []
  let rest = name ?? ''
  while (rest !== '') {
    const part = PART_BEFORE_DOT.exec(rest)
    path.push(unescaped(part?.[1] ?? rest))
    rest = part === null ? '' : rest.slice(part[0].length)
    if (path.length > DEEPEST) return undefined
  }
  return path.length === 0 || path.includes('__proto__') ? undefined : path
}

function unescaped(part: string): string {
  return part.replaceAll(/\\([\\.])/g, '$1')
}
