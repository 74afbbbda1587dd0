/** What a realm uses its flows for: the setting that names the flow. */
import type { Realm } from '../../api/realms.ts'

export const BINDINGS = [
  'browserFlow',
  'registrationFlow',
  'directGrantFlow',
  'resetCredentialsFlow',
  'clientAuthenticationFlow',
  'firstBrokerLoginFlow',
  'dockerAuthenticationFlow',
] as const
export type Binding = (typeof BINDINGS)[number]

/** @returns what the flow is used for. */
export function bindingsOf(realm: Realm, alias: string): readonly Binding[] {
  return BINDINGS.filter((binding) => Reflect.get(realm, binding) === alias)
}

/** @returns what a flow of this kind can be used for. */
export function bindable(providerId: string | undefined): readonly Binding[] {
  const forClients: readonly Binding[] = ['clientAuthenticationFlow']
  return providerId === 'client-flow' ? forClients : BINDINGS.filter((binding) => !forClients.includes(binding))
}
