/**
 * Puts environment variables into the text of a realm file, as Keycloak's import does: `${NAME}`, `${NAME:default}`,
 * `${ONE,OTHER:default}`. A name that isn't set and has no default stays as it is, because Keycloak's own files are full
 * of message keys (`${role_admin}`) that look the same.
 *
 * @param text - of the whole file, before it is parsed: a placeholder may stand for a number or a flag too.
 * @param env - names and values; only its own members count.
 */
export function replacePlaceholders(text: string, env: Readonly<Record<string, string | undefined>>): string {
  let result = ''
  let position = 0
  let inString = false
  for (const { index, length, name, otherwise } of placeholders(text)) {
    const between = text.slice(position, index)
    inString = endsInString(between, inString)
    result += between
    const value = lookUp(name, env)
    // A value is data: within a text it must not end the text. A default is part of the file, and escaped already.
    if (value !== undefined) result += inString ? JSON.stringify(value).slice(1, -1) : value
    else result += otherwise ?? text.slice(index, index + length)
    position = index + length
  }
  return result + text.slice(position)
}

interface Placeholder {
  readonly index: number
  readonly length: number
  readonly name: string
  readonly otherwise: string | undefined
}

const PLACEHOLDER = /\$\{([^{}:"\\\s][^{}:"\\\n]*)(?::((?:[^{}"\\\n]|\\.)*))?\}/g

function* placeholders(text: string): Generator<Placeholder> {
  for (const match of text.matchAll(PLACEHOLDER)) {
    yield { index: match.index, length: match[0].length, name: match[1] ?? '', otherwise: match[2] }
  }
}

function lookUp(names: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const name = names.split(',').find((each) => Object.hasOwn(env, each) && env[each] !== undefined)
  return name === undefined ? undefined : env[name]
}

/** Whether the text is left inside a JSON string: an odd number of quotes that are not escaped. */
function endsInString(text: string, inString: boolean): boolean {
  let inside = inString
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '\\' && inside) i += 1
    else if (text[i] === '"') inside = !inside
  }
  return inside
}
