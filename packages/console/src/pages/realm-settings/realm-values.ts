/** Settings of a realm that a form shows as they are, by their names in the representation. */
import type { Realm } from '../../api/realms.ts'

export type Setting = string | number | boolean

/** @returns what the realm says, and the default where it says nothing or something of another kind. */
export function settingsOf<Values extends { readonly [Name in keyof Values]: Setting }>(
  realm: Realm,
  defaults: Values,
): Values {
  const said = Object.entries<Setting>(defaults).map(([name, fallback]) => {
    const value: unknown = Reflect.get(realm, name)
    return [name, typeof value === typeof fallback ? value : fallback]
  })
  return Object.fromEntries(said) as Values // the same names, and values of the same kinds
}

/** @returns only what differs: what somebody else changed meanwhile stays as it is. */
export function changesOf<Values extends object>(before: Values, after: Values): Partial<Values> {
  const changed = Object.entries(after).filter(([name, value]) => Reflect.get(before, name) !== value)
  return Object.fromEntries(changed) as Partial<Values> // names of Values, with its values
}
