import type { AuthenticationFlow, FlowExecution, Requirement } from '../model/realm.ts'
import { numberOf } from './fields.ts'
import type {
  AuthenticationExecutionRepresentation,
  AuthenticationFlowRepresentation,
  RealmRepresentation,
} from './keycloak.ts'

/** A realm's authentication flows by alias, executions in the order in which they run. */
export function flowsOf(document: RealmRepresentation): ReadonlyMap<string, AuthenticationFlow> {
  return new Map(
    (document.authenticationFlows ?? []).flatMap((flow) =>
      flow.alias === undefined ? [] : [[flow.alias, flowOf(flow.alias, flow)]],
    ),
  )
}

function flowOf(alias: string, flow: AuthenticationFlowRepresentation): AuthenticationFlow {
  return {
    id: flow.id ?? alias,
    alias,
    topLevel: flow.topLevel ?? false,
    executions: [...(flow.authenticationExecutions ?? [])]
      .sort((a, b) => numberOf(a.priority, 0) - numberOf(b.priority, 0))
      .map((execution, position) => executionOf(execution, `${alias}#${position}`)),
  }
}

/** @param fallbackId - for documents written before executions had ids of their own. */
function executionOf(execution: AuthenticationExecutionRepresentation, fallbackId: string): FlowExecution {
  return {
    id: execution.id ?? fallbackId,
    requirement: requirementOf(execution.requirement),
    // A form flow (registration) names both its page's provider and the flow of its fields: it is a flow.
    authenticator: execution.flowAlias === undefined ? execution.authenticator : undefined,
    flowAlias: execution.flowAlias,
    configAlias: execution.authenticatorConfig,
  }
}

function requirementOf(value: string | undefined): Requirement {
  switch (value) {
    case 'REQUIRED':
    case 'ALTERNATIVE':
    case 'CONDITIONAL':
      return value
    default: // an import refuses other words, so this is a document that was written into the database by hand
      return 'DISABLED'
  }
}
