/** Arrays and objects in each other beyond this make whoever parses the token run out of stack. */
const DEEPEST_JSON = 32

/**
 * A text as a claim of the type.
 *
 * @returns `undefined` when the text is no such value: the claim is absent then. Numbers that a JSON reader would round
 *   count as no value, because a wrong number is worse than none.
 */
export function claimValue(text: string, type: string | undefined): unknown {
  switch (type) {
    case 'int':
      return wholeNumber(text, 2 ** 31 - 1)
    case 'long':
      return wholeNumber(text, Number.MAX_SAFE_INTEGER)
    case 'boolean':
      return text.toLowerCase() === 'true'
    case 'JSON':
      return jsonValue(text)
    default:
      return text
  }
}

/** Several texts as one claim: a list when the mapper is multivalued, else the first. `undefined` when nothing is left. */
export function claimValues(texts: readonly string[], type: string | undefined, multivalued: boolean): unknown {
  const [first] = texts
  if (first === undefined) return undefined
  if (!multivalued) return claimValue(first, type)
  const values = texts.map((text) => claimValue(text, type)).filter((value) => value !== undefined)
  return values.length === 0 ? undefined : values
}

function wholeNumber(text: string, largest: number): number | undefined {
  if (!/^[+-]?\d{1,16}$/.test(text)) return undefined
  const number = Number(text)
  return Math.abs(number) <= largest ? number : undefined
}

function jsonValue(text: string): unknown {
  if (nesting(text) > DEEPEST_JSON) return undefined
  try {
    return JSON.parse(text, withoutPrototype)
  } catch {
    return undefined
  }
}

/** A member called `__proto__` would change the prototype of whatever it is copied into. */
function withoutPrototype(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value
}

/** An upper bound: brackets inside strings count too. */
function nesting(text: string): number {
  let deepest = 0
  let depth = 0
  for (const char of text) {
    if (char === '[' || char === '{') deepest = Math.max(deepest, ++depth)
    else if (char === ']' || char === '}') depth--
  }
  return deepest
}
