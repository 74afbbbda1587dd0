/** A list of things as an administrator writes it: JSON, alone or as the member of an object, as Keycloak's editor shows it. */
export type JsonList<Thing> =
  | { readonly list: readonly Thing[] }
  /** `syntax` with the words of the browser, `shape` when it is JSON, but no list of objects. */
  | { readonly problem: 'syntax' | 'shape'; readonly detail: string }

export function readJsonList<Thing extends object>(text: string, member: string): JsonList<Thing> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { problem: 'syntax', detail: error instanceof Error ? error.message : '' }
  }
  const list: unknown = isObject(value) ? Reflect.get(value, member) : value
  if (!Array.isArray(list) || !list.every(isObject)) return { problem: 'shape', detail: '' }
  return { list: list as Thing[] } // the server judges what is in them
}

export function writeJsonList(list: readonly object[]): string {
  return JSON.stringify(list, null, 2)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
