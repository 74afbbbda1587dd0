import type RequiredActionProviderRepresentation from '@keycloak/keycloak-admin-client/lib/defs/requiredActionProviderRepresentation.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { inRealm } from './in-realm.ts'
import { queryClient } from './query-client.ts'

const api = adminClient.authenticationManagement

export type RequiredAction = RequiredActionProviderRepresentation & { readonly alias: string }

export const requiredActions = (realm: string) =>
  queryOptions({
    queryKey: ['required-actions', realm, 'list'],
    queryFn: async () => (await api.getRequiredActions(inRealm(realm))).filter(isAction),
  })

/** What can be set of an action, and what is set. */
export const actionSettings = (realm: string, alias: string) =>
  queryOptions({
    queryKey: ['required-actions', realm, 'settings', alias],
    queryFn: async () => {
      const [{ properties = [] }, { config = {} }] = await Promise.all([
        api.getRequiredActionConfigDescription({ realm, alias }),
        api.getRequiredActionConfig({ realm, alias }),
      ])
      return { properties, config }
    },
    staleTime: 0,
  })

export async function updateAction(realm: string, action: RequiredAction): Promise<void> {
  await api.updateRequiredAction({ realm, alias: action.alias }, action)
  await refresh(realm)
}

export async function moveAction(realm: string, alias: string, direction: 'up' | 'down'): Promise<void> {
  await (direction === 'up'
    ? api.raiseRequiredActionPriority({ realm, alias })
    : api.lowerRequiredActionPriority({ realm, alias }))
  await refresh(realm)
}

export async function saveActionSettings(realm: string, alias: string, config: Record<string, string>): Promise<void> {
  await api.updateRequiredActionConfig({ realm, alias }, { config })
  await refresh(realm)
}

async function refresh(realm: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['required-actions', realm] })
}

function isAction(action: RequiredActionProviderRepresentation): action is RequiredAction {
  return action.alias !== undefined
}
