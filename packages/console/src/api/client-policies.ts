import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { queryClient } from './query-client.ts'
import {
  type ClientPolicies,
  type ClientPolicy,
  type ClientProfile,
  type RotationPeriods,
  withRotation,
} from './secret-rotation.ts'

export const clientPolicies = (realm: string) =>
  queryOptions({
    queryKey: ['client-policies', realm],
    queryFn: async (): Promise<ClientPolicies> => {
      const [{ policies = [] }, { profiles = [] }] = await Promise.all([
        adminClient.clientPolicies.listPolicies({ realm }),
        adminClient.clientPolicies.listProfiles({ realm }),
      ])
      return { policies, profiles }
    },
  })

/** In place of all the policies there were. */
export async function savePolicies(realm: string, policies: readonly ClientPolicy[]): Promise<void> {
  await adminClient.clientPolicies.updatePolicy({ realm, policies: [...policies] })
  await queryClient.invalidateQueries({ queryKey: ['client-policies', realm] })
}

/** In place of all the realm's own profiles there were. */
export async function saveProfiles(realm: string, profiles: readonly ClientProfile[]): Promise<void> {
  await adminClient.clientPolicies.createProfiles({ realm, profiles: [...profiles] })
  await queryClient.invalidateQueries({ queryKey: ['client-policies', realm] })
}

/** A profile and a policy more, by which the secrets of all confidential clients rotate. */
export async function turnRotationOn(realm: string, periods: RotationPeriods): Promise<void> {
  const before = await queryClient.fetchQuery({ ...clientPolicies(realm), staleTime: 0 })
  const { policies, profiles } = withRotation(before, periods)
  // the policy names the profile, which must be there then
  await saveProfiles(realm, profiles)
  await savePolicies(realm, policies)
}
