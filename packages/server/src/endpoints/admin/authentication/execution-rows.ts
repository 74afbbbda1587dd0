/** A flow as the consoles list it: its steps, those of its sub-flows indented below the step that leads to them. */

import { providersFor } from './execution-edits.ts'
import { configNamed, type Document, type Flow, flowNamed, type Step, stepsOf } from './flow-document.ts'

export interface ExecutionRow {
  readonly id: string
  readonly requirement: string
  readonly displayName: string
  /** Of a step: the alias of its settings. */
  readonly alias?: string
  readonly description?: string
  readonly requirementChoices: readonly string[]
  readonly configurable: boolean
  readonly authenticationFlow?: true
  readonly providerId?: string
  readonly authenticationConfig?: string
  readonly flowId?: string
  readonly level: number
  readonly index: number
  readonly priority: number
}

const DEEPEST = 50

/** @param level - how far the flow is below the one that was asked for. */
export function executionRows(document: Document, flow: Flow, level = 0): readonly ExecutionRow[] {
  if (level > DEEPEST) return [] // a circle, which an import may have made
  return stepsOf(flow).flatMap((step, index) => {
    const at = {
      id: step.id ?? '',
      requirement: step.requirement ?? 'DISABLED',
      level,
      index,
      priority: step.priority ?? 0,
    }
    const subFlow = step.flowAlias === undefined ? undefined : flowNamed(document, step.flowAlias)
    if (subFlow === undefined) return [{ ...at, ...stepWords(document, flow, step) }]
    return [{ ...at, ...flowWords(subFlow, step) }, ...executionRows(document, subFlow, level + 1)]
  })
}

function stepWords(document: Document, flow: Flow, { authenticator, authenticatorConfig, requirement }: Step) {
  const provider = providersFor(flow).find(({ id }) => id === authenticator)
  const config = authenticatorConfig === undefined ? undefined : configNamed(document, authenticatorConfig)
  return {
    displayName: provider?.displayName ?? authenticator ?? '',
    ...(config?.alias !== undefined && { alias: config.alias }),
    ...(config?.id !== undefined && { authenticationConfig: config.id }),
    requirementChoices: provider?.choices ?? [requirement ?? 'DISABLED', 'DISABLED'],
    configurable: (provider?.settings?.length ?? 0) > 0,
    ...(authenticator !== undefined && { providerId: authenticator }),
  }
}

function flowWords({ id, alias, description, providerId }: Flow, { authenticator }: Step) {
  return {
    displayName: alias ?? '',
    ...(description !== undefined && { description }),
    requirementChoices:
      providerId === 'form-flow' ? ['REQUIRED', 'DISABLED'] : ['REQUIRED', 'ALTERNATIVE', 'DISABLED', 'CONDITIONAL'],
    configurable: false,
    authenticationFlow: true as const,
    ...(authenticator !== undefined && { providerId: authenticator }),
    ...(id !== undefined && { flowId: id }),
  }
}
