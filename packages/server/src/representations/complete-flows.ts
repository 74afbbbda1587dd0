import { type BuiltInFlow, builtInFlows } from './defaults/flows.ts'
import type {
  AuthenticationFlowRepresentation,
  AuthenticatorConfigRepresentation,
  RealmRepresentation,
} from './keycloak.ts'

type Flows = Required<Pick<RealmRepresentation, 'authenticationFlows' | 'authenticatorConfig'>>

/** The file's flows; of Keycloak's own those it lacks, each with the flows and configurations that belong to it. */
export function completeFlows(file: RealmRepresentation, options: { readonly organizations: boolean }): Flows {
  const given = file.authenticationFlows ?? []
  const aliases = new Set(given.map((flow) => flow.alias))
  const missing = builtInFlows(options).filter((flow) => !aliases.has(flow.alias))
  return {
    authenticationFlows: [...given.map(completeFlow), ...addedFlows(missing, aliases)],
    authenticatorConfig: [
      ...(file.authenticatorConfig ?? []),
      ...addedConfigs(missing, file.authenticatorConfig ?? []),
    ],
  }
}

function completeFlow(flow: AuthenticationFlowRepresentation): AuthenticationFlowRepresentation {
  return { providerId: 'basic-flow', topLevel: false, builtIn: false, authenticationExecutions: [], ...flow }
}

/** A file's own flow may have the name of a built-in sub-flow (`forms`); then it is the one. */
function addedFlows(missing: readonly BuiltInFlow[], aliases: ReadonlySet<string | undefined>) {
  return missing.flatMap((flow) => flow.flows).filter((flow) => !aliases.has(flow.alias))
}

function addedConfigs(missing: readonly BuiltInFlow[], given: readonly AuthenticatorConfigRepresentation[]) {
  const aliases = new Set(given.map((config) => config.alias))
  return missing.flatMap((flow) => flow.configs).filter((config) => !aliases.has(config.alias))
}
