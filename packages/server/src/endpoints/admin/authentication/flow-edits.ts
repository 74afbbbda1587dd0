/** Edits of whole flows: made, copied, renamed, removed. */
import { AdminError, badRequest, conflict, notFound } from '../admin-error.ts'
import {
  type Config,
  configNamed,
  configsOf,
  type Document,
  type Flow,
  familyOf,
  flowNamed,
  flowsOf,
  flowWithId,
  withFlow,
  withoutFlows,
} from './flow-document.ts'

const FLOW_TYPES = ['basic-flow', 'form-flow', 'client-flow']
const LONGEST_ALIAS = 255
const MOST_FLOWS = 1_000

interface NewFlow {
  readonly alias?: string
  readonly description?: string
  readonly providerId?: string
  readonly topLevel?: boolean
}

/** @param id - of the new flow. @throws {AdminError} 400, 409 */
export function createFlow(
  document: Document,
  { alias, description, providerId, topLevel }: NewFlow,
  id: string,
): Document {
  if (alias === undefined || alias === '') throw conflict('Failed to create flow with empty alias name')
  if (flowNamed(document, alias) !== undefined) throw conflict(`Flow ${alias} already exists`)
  checkAlias(alias)
  checkType(providerId ?? 'basic-flow')
  const flow: Flow = {
    id,
    alias,
    ...(description !== undefined && { description }),
    providerId: providerId ?? 'basic-flow',
    topLevel: topLevel ?? true,
    builtIn: false,
    authenticationExecutions: [],
  }
  return added(document, [flow])
}

/**
 * A copy with all flows and settings below, each under its old alias behind the new name.
 *
 * @param newId - gives the ids of what is made; the first one is the new flow's.
 */
export function copyFlow(document: Document, alias: string, newName: string, newId: () => string): Document {
  const original = flowNamed(document, alias)
  if (original === undefined) throw notFound('Flow not found')
  checkAlias(newName)
  const nameOf = (old: string) => (old === alias ? newName : `${newName} ${old}`)
  const family = familyOf(document, original)
  const originals = flowsOf(document).filter((flow) => flow === original || family.has(flow.alias ?? ''))
  // the copy's own id is the first that is made
  originals.sort((a, b) => Number(b === original) - Number(a === original))
  if (originals.some((flow) => flowNamed(document, nameOf(flow.alias ?? '')) !== undefined)) {
    throw conflict('New flow alias name already exists')
  }
  const configs: Config[] = []
  const copies = originals.map(
    (flow): Flow => ({
      ...flow,
      id: newId(),
      alias: nameOf(flow.alias ?? ''),
      builtIn: false,
      authenticationExecutions: (flow.authenticationExecutions ?? []).map((step) => {
        const config = configNamed(document, step.authenticatorConfig)
        const copied = config && {
          ...config,
          id: newId(),
          alias: freeAlias(document, configs, `${newName} ${config.alias}`),
        }
        if (copied) configs.push(copied)
        return {
          ...step,
          id: newId(),
          ...(step.flowAlias !== undefined && { flowAlias: nameOf(step.flowAlias) }),
          ...(copied && { authenticatorConfig: copied.alias }),
        }
      }),
    }),
  )
  return { ...added(document, copies), authenticatorConfig: [...configsOf(document), ...configs] }
}

function freeAlias(document: Document, more: readonly Config[], wanted: string): string {
  const taken = new Set([...configsOf(document), ...more].map(({ alias }) => alias))
  let alias = wanted
  for (let number = 2; taken.has(alias); number += 1) alias = `${wanted} ${number}`
  return alias
}

/** A new name goes to all that name the flow: steps, the realm's bindings, identity providers. */
export function updateFlow(document: Document, id: string, sent: NewFlow): Document {
  const flow = flowWithId(document, id)
  if (flow === undefined) throw notFound('Could not find flow with id')
  const from = flow.alias ?? ''
  const alias = sent.alias || from
  if (alias !== from && flowNamed(document, alias) !== undefined) throw conflict('Flow alias name already exists')
  checkAlias(alias)
  const description = sent.description ?? flow.description
  const renamed = withFlow(document, flow, { ...flow, alias, ...(description !== undefined && { description }) })
  return alias === from ? renamed : withNewName(renamed, from, alias)
}

function withNewName(document: Document, from: string, to: string): Document {
  const bindings = BINDINGS.filter((binding) => document[binding] === from).map((binding) => [binding, to])
  return {
    ...document,
    ...Object.fromEntries(bindings),
    authenticationFlows: flowsOf(document).map((flow) => ({
      ...flow,
      authenticationExecutions: (flow.authenticationExecutions ?? []).map((step) =>
        step.flowAlias === from ? { ...step, flowAlias: to } : step,
      ),
    })),
    ...(Array.isArray(document['identityProviders']) && {
      identityProviders: document['identityProviders'].map((provider: Record<string, unknown>) => ({
        ...provider,
        ...Object.fromEntries(
          PROVIDER_BINDINGS.filter((field) => provider[field] === from).map((field) => [field, to]),
        ),
      })),
    }),
  }
}

/** The settings of a realm that name a flow. */
const BINDINGS = [
  'browserFlow',
  'registrationFlow',
  'directGrantFlow',
  'resetCredentialsFlow',
  'clientAuthenticationFlow',
  'dockerAuthenticationFlow',
  'firstBrokerLoginFlow',
] as const
const PROVIDER_BINDINGS = ['firstBrokerLoginFlowAlias', 'postBrokerLoginFlowAlias'] as const

/**
 * Removes a flow with what is below it, and the step that led to it.
 *
 * @param boundByClient - whether a client has the flow in place of the realm's.
 * @throws {AdminError} 404; 400 for a built-in one and for one that is in use
 */
export function deleteFlow(document: Document, id: string, boundByClient: boolean): Document {
  const flow = flowWithId(document, id)
  if (flow === undefined) throw notFound('Flow not found')
  if (flow.builtIn === true) throw new AdminError(400, { error: "Can't delete built in flow" })
  if (boundByClient || isBound(document, flow)) {
    throw badRequest(`Flow ${flow.alias} is in use: bind another one first`)
  }
  const without = withoutFlows(document, familyOf(document, flow))
  return {
    ...without,
    authenticationFlows: flowsOf(without).map((one) => ({
      ...one,
      authenticationExecutions: (one.authenticationExecutions ?? []).filter((step) => step.flowAlias !== flow.alias),
    })),
  }
}

function isBound(document: Document, { alias }: Flow): boolean {
  const providers: unknown = document['identityProviders']
  return (
    BINDINGS.some((binding) => document[binding] === alias) ||
    (Array.isArray(providers) &&
      providers.some((provider) => PROVIDER_BINDINGS.some((field) => provider?.[field] === alias)))
  )
}

function added(document: Document, flows: readonly Flow[]): Document {
  if (flowsOf(document).length + flows.length > MOST_FLOWS) throw badRequest(`A realm has at most ${MOST_FLOWS} flows`)
  return { ...document, authenticationFlows: [...flowsOf(document), ...flows] }
}

export function checkAlias(alias: string): void {
  if (alias === '') throw badRequest('A flow needs a name')
  if (alias.length > LONGEST_ALIAS) throw badRequest(`The alias of a flow has at most ${LONGEST_ALIAS} characters`)
}

export function checkType(type: string): void {
  if (!FLOW_TYPES.includes(type)) throw badRequest(`The type of a flow is one of ${FLOW_TYPES.join(', ')}`)
}
