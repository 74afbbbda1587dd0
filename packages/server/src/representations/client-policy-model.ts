import type { ClientPolicy, PolicyPart } from '../model/client-policy.ts'
import { type ClientProfile, policiesIn, profilesIn } from './client-policies.ts'
import { GLOBAL_PROFILES } from './defaults/client-profiles.ts'
import { flagOf, isObject, textOf, textsOf } from './fields.ts'
import type { RealmRepresentation } from './keycloak.ts'

/** The policies of a realm that are on, with the executors of their profiles. What an import left in bad shape is passed over. */
export function clientPoliciesOf(document: RealmRepresentation): readonly ClientPolicy[] {
  const policies = policiesIn(document['clientPolicies']).filter(({ enabled }) => flagOf(enabled, false))
  if (policies.length === 0) return []
  const profiles = new Map(
    // a realm's own profile can't have the name of a global one
    [...profilesIn(document['clientProfiles']), ...GLOBAL_PROFILES].map((profile) => [profile.name, profile]),
  )
  return policies.map(({ conditions, profiles: names }) => ({
    conditions: partsOf(conditions, 'condition'),
    executors: textsOf(names).flatMap((name) => executorsOf(profiles.get(name))),
  }))
}

function executorsOf(profile: ClientProfile | undefined): readonly PolicyPart[] {
  return partsOf(profile?.executors, 'executor')
}

function partsOf(list: unknown, kind: 'condition' | 'executor'): readonly PolicyPart[] {
  return (Array.isArray(list) ? list : []).filter(isObject).map((part) => ({
    provider: textOf(part[kind]) ?? '',
    settings: isObject(part['configuration']) ? part['configuration'] : {},
  }))
}
