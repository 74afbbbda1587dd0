/** Settings of a realm that a form shows as they are, by their names in the representation. */
import type { Realm } from '../../api/realms.ts'

export type Setting = string | number | boolean | readonly string[]

/** @returns what the realm says, and the default where it says nothing or something of another kind. */
export function settingsOf<Values extends { readonly [Name in keyof Values]: Setting }>(
  realm: Realm,
  defaults: Values,
): Values {
  const said = Object.entries<Setting>(defaults).map(([name, fallback]) => {
    const value: unknown = Reflect.get(realm, name)
    return [name, isLike(value, fallback) ? value : fallback]
  })
  return Object.fromEntries(said) as Values // the same names, and values of the same kinds
}

/** @returns only what differs: what somebody else changed meanwhile stays as it is. */
export function changesOf<Values extends object>(before: Values, after: Values): Partial<Values> {
  const isChanged = (name: string, value: unknown) =>
    JSON.stringify(Reflect.get(before, name)) !== JSON.stringify(value)
  const changed = Object.entries(after).filter(([name, value]) => isChanged(name, value))
  return Object.fromEntries(changed) as Partial<Values> // names of Values, with its values
}

function isLike(value: unknown, fallback: Setting): boolean {
  if (Array.isArray(fallback)) return Array.isArray(value) && value.every((one) => typeof one === 'string')
  return typeof value === typeof fallback
}
