/** What was sent over what is there: absent and `null` fields keep their value, as Keycloak's partial PUT does. */
export function merged<T extends object>(old: T, sent: Readonly<Record<string, unknown>>): T {
  const given = Object.entries(sent).filter(([, value]) => value !== null && value !== undefined)
  return { ...old, ...Object.fromEntries(given) }
}
