/** Edits of the steps of a flow, and of a step's settings. */

import type { Requirement } from '../../../model/realm.ts'
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
  nextPriority,
  refuseBuiltIn,
  type Step,
  stepIn,
  stepsOf,
  withFlow,
  withoutFlows,
  withSteps,
} from './flow-document.ts'
import { checkAlias, checkType } from './flow-edits.ts'
import { AUTHENTICATORS } from './providers/authenticators.ts'
import { CLIENT_AUTHENTICATORS } from './providers/client-authenticators.ts'
import { FORM_ACTIONS, FORMS } from './providers/forms.ts'
import type { StepProvider } from './providers/step-provider.ts'

const MOST_STEPS = 200
const REQUIREMENTS: readonly string[] = ['REQUIRED', 'ALTERNATIVE', 'CONDITIONAL', 'DISABLED'] satisfies Requirement[]

/** The steps that a kind of flow may have. */
export function providersFor({ providerId }: Pick<Flow, 'providerId'>): readonly StepProvider[] {
  if (providerId === 'form-flow') return FORM_ACTIONS
  return providerId === 'client-flow' ? CLIENT_AUTHENTICATORS : AUTHENTICATORS
}

/** @param flow - as {@link parentOf} found it. @throws {AdminError} 400 */
export function addStep(
  document: Document,
  flow: Flow,
  { provider, requirement, priority }: { provider: string | undefined; requirement?: string; priority?: number },
  id: string,
): Document {
  const known = providersFor(flow).find((one) => one.id === provider)
  if (known === undefined) {
    throw new AdminError(400, {
      error: `No authentication provider found for id: ${provider?.slice(0, 100) ?? 'null'}`,
    })
  }
  const unless = known.choices.includes('DISABLED') ? 'DISABLED' : 'REQUIRED'
  const step: Step = {
    id,
    authenticator: known.id,
    authenticatorFlow: false,
    requirement: requirement === undefined ? unless : checkedRequirement(requirement),
    priority: priority ?? nextPriority(flow),
    autheticatorFlow: false,
    userSetupAllowed: false,
  }
  return appended(document, flow, step)
}

interface NewSubFlow {
  readonly alias: string
  readonly type: string
  readonly description: string | undefined
  /** The page of a form flow. */
  readonly provider: string | undefined
}

/** @param ids - of the flow and of the step that leads to it. @throws {AdminError} 400, 409 */
export function addSubFlow(
  document: Document,
  parent: Flow,
  { alias, type, description, provider }: NewSubFlow,
  ids: { readonly flow: string; readonly step: string },
): Document {
  checkAlias(alias)
  checkType(type)
  if (flowNamed(document, alias) !== undefined) throw conflict('New flow alias name already exists')
  const isForm = type === 'form-flow'
  if (isForm && !FORMS.some(({ id }) => id === provider)) {
    throw new AdminError(400, { error: `No form provider found for id: ${provider?.slice(0, 100) ?? 'null'}` })
  }
  const flow: Flow = {
    id: ids.flow,
    alias,
    ...(description !== undefined && { description }),
    providerId: type,
    topLevel: false,
    builtIn: false,
    authenticationExecutions: [],
  }
  const step: Step = {
    id: ids.step,
    ...(isForm && provider !== undefined && { authenticator: provider }),
    authenticatorFlow: true,
    requirement: 'DISABLED',
    priority: nextPriority(parent),
    autheticatorFlow: true,
    flowAlias: alias,
    userSetupAllowed: false,
  }
  const appendedTo = appended(document, parent, step)
  return { ...appendedTo, authenticationFlows: [...flowsOf(appendedTo), flow] }
}

/** The flow that gets a new step. @throws {AdminError} 400 */
export function parentOf(flow: Flow | undefined): Flow {
  if (flow === undefined) throw new AdminError(400, { error: "Parent flow doesn't exist" })
  refuseBuiltIn(flow, 'add execution to')
  return flow
}

function appended(document: Document, flow: Flow, step: Step): Document {
  const steps = flow.authenticationExecutions ?? []
  if (steps.length >= MOST_STEPS) throw badRequest(`A flow has at most ${MOST_STEPS} steps`)
  return withSteps(document, flow, [...steps, step])
}

interface StepChange {
  readonly id?: string
  readonly requirement?: string
  readonly priority?: number
  /** Of a sub-flow: its new alias and description. */
  readonly displayName?: string
  readonly description?: string
}

/** @throws {AdminError} 404 for a step that is not below the flow, 400 for a requirement that is none, 409 */
export function updateStep(document: Document, top: Flow, sent: StepChange): Document {
  const { flow, step } = stepIn(document, sent.id ?? '')
  if (!familyOf(document, top).has(flow.alias ?? '')) throw notFound('Illegal execution')
  const next: Step = {
    ...step,
    ...(sent.requirement !== undefined && { requirement: checkedRequirement(sent.requirement) }),
    ...(sent.priority !== undefined && { priority: sent.priority }),
  }
  const alias = sent.displayName
  const subFlow = step.flowAlias === undefined ? undefined : flowNamed(document, step.flowAlias)
  const replaced = (step_: Step, at: Document) =>
    withSteps(
      at,
      flowNamed(at, flow.alias) ?? flow,
      (flowNamed(at, flow.alias)?.authenticationExecutions ?? []).map((one) => (one.id === step.id ? step_ : one)),
    )
  if (subFlow === undefined || alias === undefined || alias === '' || subFlow.builtIn === true) {
    return replaced(next, document)
  }
  if (alias !== subFlow.alias && flowNamed(document, alias) !== undefined) {
    throw conflict('Flow alias name already exists')
  }
  checkAlias(alias)
  const description = sent.description ?? subFlow.description
  const renamed = withFlow(document, subFlow, { ...subFlow, alias, ...(description !== undefined && { description }) })
  return replaced({ ...next, flowAlias: alias }, renamed)
}

/** With the sub-flow or the settings that only it had. @throws {AdminError} 404, 400 */
export function deleteStep(document: Document, id: string): Document {
  const { flow, step } = stepIn(document, id)
  refuseBuiltIn(flow, 'remove execution from')
  const without = withSteps(
    document,
    flow,
    (flow.authenticationExecutions ?? []).filter((one) => one !== step),
  )
  const subFlow = step.flowAlias === undefined ? undefined : flowNamed(document, step.flowAlias)
  if (subFlow !== undefined) return withoutFlows(without, familyOf(without, subFlow))
  return withoutConfigOf(without, step)
}

/** @throws {AdminError} 404, 400. The first step can't come sooner, the last not later: then nothing changes. */
export function moveStep(document: Document, id: string, direction: 'raise' | 'lower'): Document {
  const { flow, step } = stepIn(document, id)
  refuseBuiltIn(flow, 'modify execution in')
  const steps = stepsOf(flow)
  const at = steps.indexOf(step)
  const other = steps[direction === 'raise' ? at - 1 : at + 1]
  if (other === undefined) return document
  const swapped = steps.map((one) => {
    if (one === step) return { ...step, priority: other.priority ?? 0 }
    return one === other ? { ...other, priority: step.priority ?? 0 } : one
  })
  return withSteps(document, flow, swapped)
}

/** @throws {AdminError} 404; 409 without an alias, and for an alias that is taken */
export function configureStep(document: Document, id: string, config: Config): Document {
  const { flow, step } = stepIn(document, id)
  const without = withoutConfigOf(document, step)
  const next = addConfig(without, config)
  return withSteps(
    next,
    flow,
    (flow.authenticationExecutions ?? []).map((one) =>
      one === step && config.alias !== undefined ? { ...one, authenticatorConfig: config.alias } : one,
    ),
  )
}

/** @throws {AdminError} 409 */
export function addConfig(document: Document, config: Config): Document {
  const { alias } = config
  if (alias === undefined || alias === '') {
    throw conflict('Failed to create authentication execution configuration with empty alias name')
  }
  if (configNamed(document, alias) !== undefined) throw conflict(`Authenticator config ${alias} already exists`)
  return { ...document, authenticatorConfig: [...configsOf(document), config] }
}

/** Under a new alias it stays the step's. @throws {AdminError} 404, 409 */
export function updateConfig(document: Document, id: string, sent: Config): Document {
  const config = configWithId(document, id)
  const alias = sent.alias || config.alias || ''
  if (alias !== config.alias && configNamed(document, alias) !== undefined) {
    throw conflict(`Authenticator config ${alias} already exists`)
  }
  const settings = Object.fromEntries(Object.entries(sent.config ?? {}).filter(([, value]) => value !== ''))
  const next = { ...config, alias, config: settings }
  return renamedInSteps(
    { ...document, authenticatorConfig: configsOf(document).map((one) => (one === config ? next : one)) },
    config.alias,
    alias,
  )
}

/** @throws {AdminError} 404 */
export function deleteConfig(document: Document, id: string): Document {
  const config = configWithId(document, id)
  return renamedInSteps(
    { ...document, authenticatorConfig: configsOf(document).filter((one) => one !== config) },
    config.alias,
    undefined,
  )
}

/** @throws {AdminError} 404 */
export function configWithId(document: Document, id: string): Config {
  const config = configsOf(document).find((one) => one.id === id)
  if (config === undefined) throw notFound('Could not find authenticator config')
  return config
}

function renamedInSteps(document: Document, from: string | undefined, to: string | undefined): Document {
  return {
    ...document,
    authenticationFlows: flowsOf(document).map((flow) => ({
      ...flow,
      authenticationExecutions: (flow.authenticationExecutions ?? []).map(({ authenticatorConfig, ...step }) => {
        const alias = authenticatorConfig === from ? to : authenticatorConfig
        return alias === undefined ? step : { ...step, authenticatorConfig: alias }
      }),
    })),
  }
}

function withoutConfigOf(document: Document, { id, authenticatorConfig }: Step): Document {
  if (authenticatorConfig === undefined) return document
  const isShared = flowsOf(document).some((flow) =>
    flow.authenticationExecutions?.some((step) => step.id !== id && step.authenticatorConfig === authenticatorConfig),
  )
  if (isShared) return document
  return { ...document, authenticatorConfig: configsOf(document).filter(({ alias }) => alias !== authenticatorConfig) }
}

function checkedRequirement(requirement: string): string {
  if (!REQUIREMENTS.includes(requirement)) {
    throw badRequest(`The requirement of an execution is one of ${REQUIREMENTS.join(', ')}`)
  }
  return requirement
}
