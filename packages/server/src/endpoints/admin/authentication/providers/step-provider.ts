/**
 * What is known of a step that a flow may have, by Keycloak's provider ids. Latchkey acts on those in
 * `login/authenticators.ts`; the others are kept, so that flows can be moved and prepared, and a login that would need one of
 * them is refused. Settings have Keycloak's names, types and defaults; what a step does is said in our own words.
 */
import type { Requirement } from '../../../../model/realm.ts'
import { type ConfigProperty, property } from '../../server-info/config-property.ts'

export interface StepProvider {
  readonly id: string
  readonly displayName: string
  readonly description: string
  /** The requirements that may be chosen. */
  readonly choices: readonly Requirement[]
  readonly settings?: readonly ConfigProperty[]
  /** Of an authenticator of clients: whether the client has a secret for it. */
  readonly supportsSecret?: boolean
  /** Of an authenticator of clients: the settings that each client has for it, among its attributes. */
  readonly perClient?: readonly ConfigProperty[]
}

export const ALWAYS: readonly Requirement[] = ['REQUIRED']
export const SWITCH: readonly Requirement[] = ['REQUIRED', 'DISABLED']
export const USUAL: readonly Requirement[] = ['REQUIRED', 'ALTERNATIVE', 'DISABLED']
export const ANY: readonly Requirement[] = ['REQUIRED', 'ALTERNATIVE', 'CONDITIONAL', 'DISABLED']

type Rest = Pick<Partial<ConfigProperty>, 'defaultValue' | 'options' | 'required' | 'secret'>

/** A setting whose label says it all. */
export function setting(name: string, type: ConfigProperty['type'], label: string, rest: Rest = {}): ConfigProperty {
  return property(name, type, { label, helpText: '', ...rest })
}
