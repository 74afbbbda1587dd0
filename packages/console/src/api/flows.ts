import type AuthenticationExecutionInfoRepresentation from '@keycloak/keycloak-admin-client/lib/defs/authenticationExecutionInfoRepresentation.js'
import type AuthenticationFlowRepresentation from '@keycloak/keycloak-admin-client/lib/defs/authenticationFlowRepresentation.js'
import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'
import { inRealm } from './in-realm.ts'
import { NotThere } from './problem.ts'
import { queryClient } from './query-client.ts'

const api = adminClient.authenticationManagement

export type Flow = AuthenticationFlowRepresentation & { readonly id: string; readonly alias: string }
export type Step = AuthenticationExecutionInfoRepresentation & { readonly id: string; readonly displayName: string }
/** What a step may be made of. */
export interface StepProvider {
  readonly id: string
  readonly displayName: string
  readonly description: string
}

export const flowList = (realm: string) =>
  queryOptions({
    queryKey: ['flows', realm, 'list'],
    queryFn: async () => (await api.getFlows({ realm })).filter(isFlow),
  })

export const flowById = (realm: string, id: string) =>
  queryOptions({
    queryKey: ['flows', realm, 'one', id],
    queryFn: async () => {
      const flow = await api.getFlow({ realm, flowId: id })
      if (!isFlow(flow)) throw new NotThere()
      return flow
    },
  })

/** The steps of a flow and of those below it, in the order in which they run. */
export const flowSteps = (realm: string, alias: string) =>
  queryOptions({
    queryKey: ['flows', realm, 'steps', alias],
    queryFn: async () => (await api.getExecutions({ realm, flow: alias })).filter(isStep),
  })

export type StepKind = 'people' | 'clients' | 'form'

export const stepProviders = (realm: string, kind: StepKind) =>
  queryOptions({
    queryKey: ['flows', realm, 'providers', kind],
    queryFn: async (): Promise<readonly StepProvider[]> => {
      const found = await {
        people: () => api.getAuthenticatorProviders(inRealm(realm)),
        clients: () => api.getClientAuthenticatorProviders(inRealm(realm)),
        form: () => api.getFormActionProviders(inRealm(realm)),
      }[kind]()
      return found
        .map(({ id = '', displayName = id, description = '' }) => ({ id, displayName, description }))
        .toSorted((a, b) => a.displayName.localeCompare(b.displayName))
    },
    staleTime: Number.POSITIVE_INFINITY,
  })

/** What can be set of a step, and what is set. */
export const stepSettings = (realm: string, { id, providerId = '', authenticationConfig }: Step) =>
  queryOptions({
    queryKey: ['flows', realm, 'settings', id],
    queryFn: async () => {
      const [description, config] = await Promise.all([
        api.getConfigDescription({ realm, providerId }),
        authenticationConfig === undefined ? undefined : api.getConfig({ realm, id: authenticationConfig }),
      ])
      return { properties: description.properties ?? [], alias: config?.alias ?? '', config: config?.config ?? {} }
    },
    staleTime: 0,
  })

/** @returns the new flow's id. */
export async function createFlow(realm: string, flow: AuthenticationFlowRepresentation): Promise<string> {
  await api.createFlow({ realm, topLevel: true, builtIn: false, ...flow })
  return idOf(realm, flow.alias ?? '')
}

export async function copyFlow(realm: string, alias: string, newName: string): Promise<string> {
  await api.copyFlow({ realm, flow: alias, newName })
  return idOf(realm, newName)
}

export async function deleteFlow(realm: string, { id }: Flow): Promise<void> {
  await api.deleteFlow({ realm, flowId: id })
  queryClient.removeQueries({ queryKey: ['flows', realm, 'one', id] })
  await refresh(realm)
}

/** @param flow - the alias of the flow that was asked for, also when the step is further below. */
export async function setRequirement(realm: string, flow: string, step: Step, requirement: string): Promise<void> {
  await api.updateExecution({ realm, flow }, { ...step, requirement })
  await refresh(realm)
}

export async function moveStep(realm: string, { id }: Step, direction: 'up' | 'down'): Promise<void> {
  await (direction === 'up' ? api.raisePriorityExecution({ realm, id }) : api.lowerPriorityExecution({ realm, id }))
  await refresh(realm)
}

export async function removeStep(realm: string, { id }: Step): Promise<void> {
  await api.delExecution({ realm, id })
  await refresh(realm)
}

export async function addStep(realm: string, flow: string, provider: string): Promise<void> {
  await api.addExecutionToFlow({ realm, flow, provider })
  await refresh(realm)
}

export interface NewSubFlow {
  readonly alias: string
  readonly description: string
  readonly type: 'basic-flow' | 'form-flow'
}

export async function addSubFlow(realm: string, flow: string, sub: NewSubFlow): Promise<void> {
  // the only form there is
  await api.addFlowToFlow({ realm, flow, provider: 'registration-page-form', ...sub })
  await refresh(realm)
}

export async function saveStepSettings(
  realm: string,
  { id, authenticationConfig }: Step,
  settings: { readonly alias: string; readonly config: Record<string, string> },
): Promise<void> {
  await (authenticationConfig === undefined
    ? api.createConfig({ realm, id, ...settings })
    : api.updateConfig({ realm, id: authenticationConfig, ...settings }))
  await refresh(realm)
}

async function idOf(realm: string, alias: string): Promise<string> {
  await refresh(realm)
  const flows = await queryClient.fetchQuery(flowList(realm))
  return flows.find((flow) => flow.alias === alias)?.id ?? ''
}

async function refresh(realm: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['flows', realm] })
}

function isFlow(flow: AuthenticationFlowRepresentation): flow is Flow {
  return flow.id !== undefined && flow.alias !== undefined
}

function isStep(step: AuthenticationExecutionInfoRepresentation): step is Step {
  return step.id !== undefined && step.displayName !== undefined
}
