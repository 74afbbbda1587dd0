/** A policy among a realm's settings: `otpPolicyType`, `webAuthnPolicyRpId`… without and with what they begin with. */
import type { Realm } from '../../api/realms.ts'
import { type Setting, settingsOf } from '../realm-settings/realm-values.ts'

export function policyOf<Values extends { readonly [Name in keyof Values]: Setting }>(
  realm: Realm,
  prefix: string,
  defaults: Values,
): Values {
  const settings = settingsOf(realm, withPrefix(prefix, defaults))
  const short = Object.entries(settings).map(([name, value]) => [name.slice(prefix.length), value])
  return Object.fromEntries(short) as Values // the names of the defaults, which were given the prefix
}

export function withPrefix(prefix: string, values: object): Record<string, Setting> {
  const entries: readonly [string, Setting][] = Object.entries(values)
  return Object.fromEntries(entries.map(([name, value]) => [prefix + name, value]))
}
