/**
 * Readers for JSON that was stored or sent by someone else: each gives the value when it has the right type, and what
 * the caller says otherwise. Wrong types are refused at import; here they only must not break the server.
 */

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** As {@link textOf}, but an empty text counts as none, as in most of Keycloak's settings. */
export function filledTextOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function flagOf(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise
}

export function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise
}

export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** The entries of an object whose values are texts: attributes and configurations. */
export function textMapOf(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value)) return {}
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** The entries of an object whose values are lists of texts. */
export function textsMapOf(value: unknown): Readonly<Record<string, readonly string[]>> {
  if (!isObject(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([name, texts]) => [name, textsOf(texts)]))
}
