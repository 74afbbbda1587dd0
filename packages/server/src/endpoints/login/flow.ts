/**
 * Runs the realm's authentication flow for one login (Keycloak's model): executions in order, each an authenticator or
 * another flow. REQUIRED and fulfilled CONDITIONAL ones must all succeed; only where there are none, the first
 * ALTERNATIVE that succeeds is enough. What is not known is never skipped where it might have protected something.
 */
import type { AuthenticationFlow, FlowExecution } from '../../model/realm.ts'
import type { User } from '../../model/user.ts'
import type { Authenticator, Condition, LoginAttempt, Step } from './authenticator.ts'

export type FlowOutcome =
  | { readonly kind: 'success' }
  /** Nothing in the flow was to be done: it is empty, or its conditions do not hold. */
  | { readonly kind: 'skipped' }
  /** Something was to be done, and nobody could do it. */
  | { readonly kind: 'attempted' }
  /** A page must be answered first; `execution` is its id. */
  | { readonly kind: 'waits'; readonly execution: FlowExecution; readonly step: Extract<Step, { kind: 'challenge' }> }
  | { readonly kind: 'unsupported'; readonly providerId: string }

export interface Modules {
  readonly authenticators: ReadonlyMap<string, Authenticator>
  readonly conditions: ReadonlyMap<string, Condition>
}

/** A flow that contains itself ends here instead of never. */
const DEEPEST = 16

export class FlowRunner {
  readonly #modules: Modules
  readonly #flows: ReadonlyMap<string, AuthenticationFlow>

  constructor(modules: Modules, flows: ReadonlyMap<string, AuthenticationFlow>) {
    this.#modules = modules
    this.#flows = flows
  }

  /** Runs the flow from its beginning; what `attempt.done` names has succeeded already. */
  run(attempt: LoginAttempt, alias: string): Promise<FlowOutcome> {
    return this.#flow(attempt, alias, 0)
  }

  /** The execution with this id, wherever it stands below `alias`, if it may run. */
  find(alias: string, id: string, depth = 0): FlowExecution | undefined {
    if (depth > DEEPEST) return undefined
    for (const execution of enabled(this.#flows.get(alias))) {
      if (execution.id === id) return execution
      const below = execution.flowAlias === undefined ? undefined : this.find(execution.flowAlias, id, depth + 1)
      if (below !== undefined) return below
    }
    return undefined
  }

  async #flow(attempt: LoginAttempt, alias: string, depth: number): Promise<FlowOutcome> {
    if (depth > DEEPEST) return { kind: 'unsupported', providerId: `flow ${alias} contains itself` }
    const executions = enabled(this.#flows.get(alias)).filter((execution) => !this.#isCondition(execution))
    const needed = executions.filter(({ requirement }) => requirement !== 'ALTERNATIVE')
    return needed.length > 0 ? this.#all(attempt, needed, depth) : this.#any(attempt, executions, depth)
  }

  async #all(attempt: LoginAttempt, executions: readonly FlowExecution[], depth: number): Promise<FlowOutcome> {
    let outcome: FlowOutcome = { kind: 'skipped' }
    for (const execution of executions) {
      if (execution.requirement === 'CONDITIONAL' && !(await this.#conditionsHold(attempt, execution))) continue
      const one = await this.#execution(attempt, execution, depth)
      // a fulfilled condition makes its flow required: a second factor that nobody can ask for lets nobody through
      if (one.kind === 'attempted') {
        return { kind: 'unsupported', providerId: execution.authenticator ?? execution.flowAlias ?? execution.id }
      }
      if (one.kind === 'success') outcome = one
      else if (one.kind !== 'skipped') return one
    }
    return outcome
  }

  async #any(attempt: LoginAttempt, executions: readonly FlowExecution[], depth: number): Promise<FlowOutcome> {
    for (const execution of executions) {
      const outcome = await this.#execution(attempt, execution, depth)
      if (outcome.kind !== 'attempted' && outcome.kind !== 'skipped') return outcome
    }
    return { kind: executions.length === 0 ? 'skipped' : 'attempted' }
  }

  async #execution(attempt: LoginAttempt, execution: FlowExecution, depth: number): Promise<FlowOutcome> {
    if (execution.flowAlias !== undefined) return this.#flow(attempt, execution.flowAlias, depth + 1)
    if (attempt.done.has(execution.id)) return { kind: 'success' }
    const authenticator = this.#modules.authenticators.get(execution.authenticator ?? '')
    if (authenticator === undefined) {
      const providerId = execution.authenticator ?? execution.id
      // an alternative that we can't offer is one way in fewer; a required one is a protection that we can't give
      return execution.requirement === 'ALTERNATIVE' ? { kind: 'attempted' } : { kind: 'unsupported', providerId }
    }
    return this.outcomeOf(attempt, execution, await authenticator.begin(attempt))
  }

  /** Records what an authenticator decided, after its `begin` or its `answer`. */
  outcomeOf(attempt: LoginAttempt, execution: FlowExecution, step: Step): FlowOutcome {
    if (step.kind === 'challenge') return { kind: 'waits', execution, step }
    if (step.kind === 'attempted') return { kind: 'attempted' }
    attempt.succeeded(execution.id, step)
    return { kind: 'success' }
  }

  /** All conditions of a conditional flow must hold; a flow without any is off, as in Keycloak. */
  async #conditionsHold(attempt: LoginAttempt, execution: FlowExecution): Promise<boolean> {
    const executions = enabled(this.#flows.get(execution.flowAlias ?? ''))
    const conditions = executions.filter((one) => this.#isCondition(one))
    if (conditions.length === 0) return false
    for (const { authenticator } of conditions) {
      const condition = this.#modules.conditions.get(authenticator ?? '')
      // a condition that we don't know holds: what it guards is asked for rather than left out
      if (
        condition !== undefined &&
        !(await condition.holds(attempt, (user) => this.#configured(attempt, user, executions)))
      ) {
        return false
      }
    }
    return true
  }

  /** Whether the user has set up what these executions ask for: all required ones, or one of the alternatives. */
  async #configured(attempt: LoginAttempt, user: User, executions: readonly FlowExecution[]): Promise<boolean> {
    const asked = executions.filter((one) => !this.#isCondition(one) && one.authenticator !== undefined)
    const types = new Set((await attempt.credentials(user)).map(({ type }) => type))
    const has = ({ authenticator }: FlowExecution) => {
      const type = CREDENTIAL_TYPES.get(authenticator ?? '')
      return type === undefined || types.has(type)
    }
    const required = asked.filter(({ requirement }) => requirement === 'REQUIRED')
    return required.length > 0 ? required.every(has) : asked.some(has)
  }

  #isCondition({ authenticator }: FlowExecution): boolean {
    return authenticator?.startsWith('conditional-') ?? false
  }
}

/** The credential each authenticator asks for, also of those that this version can't run: it must notice them. */
const CREDENTIAL_TYPES: ReadonlyMap<string, string> = new Map([
  ['auth-otp-form', 'otp'],
  ['direct-grant-validate-otp', 'otp'],
  ['webauthn-authenticator', 'webauthn'],
  ['webauthn-authenticator-passwordless', 'webauthn-passwordless'],
  ['auth-recovery-authn-code-form', 'recovery-authn-codes'],
  ['organization', 'organization'],
])

function enabled(flow: AuthenticationFlow | undefined): readonly FlowExecution[] {
  return (flow?.executions ?? []).filter(({ requirement }) => requirement !== 'DISABLED')
}
