/** `client-policies`: which clients are held to what. Kept and checked; nothing acts on them yet. */
import {
  type ClientPolicy,
  type ClientProfile,
  policiesIn,
  policiesProblem,
  policiesShape,
  profilesIn,
  profilesProblem,
  profilesShape,
} from '../../../representations/client-policies.ts'
import { GLOBAL_PROFILES } from '../../../representations/defaults/client-profiles.ts'
import { flag } from '../../../representations/json-shape.ts'
import { noContent } from '../../answers.ts'
import { badRequest } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminRoute, realmRoute } from '../admin-route.ts'

export const clientPolicyRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/client-policies/profiles',
    summary: 'Read the client profiles',
    needs: 'view-realm',
    query: { 'include-global-profiles': flag },
    answer: async ({ realm, query }) =>
      adminJson({
        profiles: profilesIn(realm.representation['clientProfiles']).map(completeProfile),
        ...(query['include-global-profiles'] === true && { globalProfiles: GLOBAL_PROFILES }),
      }),
  }),
  realmRoute({
    method: 'PUT',
    path: '/client-policies/profiles',
    summary: 'Replace the client profiles',
    needs: 'manage-realm',
    body: profilesShape,
    changes: 'REALM',
    answer: async ({ services, realm, body }) => {
      const profiles = (body.profiles ?? []).map(completeProfile)
      refuse(profilesProblem(profiles))
      await services.stores.realms.change(realm.id, (document) => ({ ...document, clientProfiles: { profiles } }))
      return noContent()
    },
  }),
  realmRoute({
    method: 'GET',
    path: '/client-policies/policies',
    summary: 'Read the client policies',
    needs: 'view-realm',
    query: { 'include-global-policies': flag },
    answer: async ({ realm, query }) =>
      adminJson({
        policies: policiesIn(realm.representation['clientPolicies']).map(completePolicy),
        ...(query['include-global-policies'] === true && { globalPolicies: [] }),
      }),
  }),
  realmRoute({
    method: 'PUT',
    path: '/client-policies/policies',
    summary: 'Replace the client policies',
    needs: 'manage-realm',
    body: policiesShape,
    changes: 'REALM',
    answer: async ({ services, realm, body }) => {
      const policies = (body.policies ?? []).map(completePolicy)
      await services.stores.realms.change(realm.id, (document) => {
        refuse(policiesProblem(policies, namesOf(profilesIn(document['clientProfiles']))))
        return { ...document, clientPolicies: { policies } }
      })
      return noContent()
    },
  }),
]

/** @throws {AdminError} 400 when there is a problem. */
function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw badRequest(problem)
}

function namesOf(profiles: readonly ClientProfile[]): ReadonlySet<string | undefined> {
  return new Set(profiles.map(({ name }) => name))
}

function completeProfile(profile: ClientProfile): ClientProfile {
  return { executors: [], ...profile }
}

function completePolicy(policy: ClientPolicy): ClientPolicy {
  return { enabled: false, conditions: [], profiles: [], ...policy }
}
