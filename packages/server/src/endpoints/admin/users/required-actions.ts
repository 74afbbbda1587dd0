import type { Realm } from '../../../model/realm.ts'
import { PROTECTING } from '../../login/required-actions.ts'

/** Those of the aliases that the realm or this server knows, each once; Keycloak passes others over. */
export function knownActions(realm: Realm, sent: readonly string[]): string[] {
  return [...new Set(sent)].filter((alias) => isKnownAction(realm, alias))
}

export function isKnownAction(realm: Realm, alias: string): boolean {
  return PROTECTING.has(alias) || realm.requiredActions.some((action) => action.alias === alias)
}
