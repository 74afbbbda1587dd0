const MOST = 50

/**
 * Keycloak's search by attributes: `key:value` pairs between spaces; quotation marks hold what contains spaces or colons.
 * What is no pair is passed over.
 */
export function attributesSought(q: string): readonly (readonly [name: string, value: string])[] {
  const pairs = q.matchAll(/(?:"([^"]*)"|([^\s":]+)):(?:"([^"]*)"|([^\s"]+))/g)
  return [...pairs]
    .slice(0, MOST)
    .map(([, quotedName, name, quotedValue, value]): [string, string] => [
      quotedName ?? name ?? '',
      quotedValue ?? value ?? '',
    ])
}
