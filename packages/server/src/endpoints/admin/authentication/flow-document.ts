/**
 * A realm's flows as its document has them, and pure edits of them: each takes a document and gives the next one, or
 * throws an {@link AdminError} in Keycloak's words and changes nothing. A sub-flow and a step's settings are named by
 * their alias in the document; the Admin API names them by id.
 */
import type {
  AuthenticationExecutionRepresentation,
  AuthenticationFlowRepresentation,
  AuthenticatorConfigRepresentation,
  RealmRepresentation,
} from '../../../representations/keycloak.ts'
import { AdminError, notFound } from '../admin-error.ts'

export type Flow = AuthenticationFlowRepresentation
export type Step = AuthenticationExecutionRepresentation
export type Config = AuthenticatorConfigRepresentation
export type Document = RealmRepresentation

export const flowsOf = (document: Document): readonly Flow[] => document.authenticationFlows ?? []
export const configsOf = (document: Document): readonly Config[] => document.authenticatorConfig ?? []

export const flowNamed = (document: Document, alias: string | undefined): Flow | undefined =>
  flowsOf(document).find((flow) => flow.alias === alias)

export const flowWithId = (document: Document, id: string): Flow | undefined =>
  flowsOf(document).find((flow) => flow.id === id)

export const configNamed = (document: Document, alias: string | undefined): Config | undefined =>
  configsOf(document).find((config) => config.alias === alias)

/** Steps in the order in which they run. */
export function stepsOf(flow: Flow): readonly Step[] {
  return [...(flow.authenticationExecutions ?? [])].sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0))
}

/** @throws {AdminError} 404 */
export function stepIn(document: Document, id: string): { readonly flow: Flow; readonly step: Step } {
  for (const flow of flowsOf(document)) {
    const step = flow.authenticationExecutions?.find((one) => one.id === id)
    if (step !== undefined) return { flow, step }
  }
  throw notFound('Illegal execution')
}

export function withFlow(document: Document, flow: Flow, next: Flow): Document {
  return { ...document, authenticationFlows: flowsOf(document).map((one) => (one === flow ? next : one)) }
}

export function withSteps(document: Document, flow: Flow, steps: readonly Step[]): Document {
  return withFlow(document, flow, { ...flow, authenticationExecutions: [...steps] })
}

/** Built-in flows keep their steps; what each asks for may change. @throws {AdminError} 400 */
export function refuseBuiltIn(flow: Flow, what: string): void {
  if (flow.builtIn === true) throw new AdminError(400, { error: `It is illegal to ${what} a built in flow` })
}

/** The priority that puts a new step behind all others. */
export function nextPriority(flow: Flow): number {
  const last = stepsOf(flow).at(-1)
  return last === undefined ? 0 : (last.priority ?? 0) + 1
}

/** The flow itself and all flows below it, by alias; a circle, which an import may have made, ends. */
export function familyOf(document: Document, flow: Flow): ReadonlySet<string> {
  const family = new Set<string>()
  const visit = (one: Flow | undefined): void => {
    if (one?.alias === undefined || family.has(one.alias)) return
    family.add(one.alias)
    for (const step of one.authenticationExecutions ?? []) {
      if (step.flowAlias !== undefined) visit(flowNamed(document, step.flowAlias))
    }
  }
  visit(flow)
  return family
}

/** Without flows, and without the settings that only their steps had. */
export function withoutFlows(document: Document, aliases: ReadonlySet<string>): Document {
  const gone = flowsOf(document).filter((flow) => aliases.has(flow.alias ?? ''))
  const kept = flowsOf(document).filter((flow) => !aliases.has(flow.alias ?? ''))
  const used = new Set(
    kept.flatMap((flow) => (flow.authenticationExecutions ?? []).map((step) => step.authenticatorConfig)),
  )
  const unused = new Set(
    gone
      .flatMap((flow) => (flow.authenticationExecutions ?? []).map((step) => step.authenticatorConfig))
      .filter((alias) => alias !== undefined && !used.has(alias)),
  )
  return {
    ...document,
    authenticationFlows: kept,
    authenticatorConfig: configsOf(document).filter(({ alias }) => !unused.has(alias)),
  }
}
