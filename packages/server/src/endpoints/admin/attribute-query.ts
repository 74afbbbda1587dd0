const MOST = 50
/** What is sought is looked for at each of its characters. */
const LONGEST = 2_000

/**
 * Keycloak's search by attributes: `key:value` pairs between spaces; quotation marks hold what contains spaces or colons.
 * What is no pair is passed over.
 */
export function attributesSought(q: string): readonly (readonly [name: string, value: string])[] {
  const pairs = q.slice(0, LONGEST).matchAll(/(?:"([^"]*)"|([^\s":]+)):(?:"([^"]*)"|([^\s"]+))/g)
  return [...pairs]
    .slice(0, MOST)
    .map(([, quotedName, name, quotedValue, value]): [string, string] => [
      quotedName ?? name ?? '',
      quotedValue ?? value ?? '',
    ])
}
