/**
 * Client policies and profiles, as a realm's document keeps them: which clients (conditions) are held to what
 * (executors, in profiles). Shapes, and what Keycloak refuses, in its words.
 */
import { soughtAttributes } from '../protocol/client-policies/conditions.ts'
import { SECRET_ROTATION, secretRotationOf } from '../protocol/client-policies/secret-rotation.ts'
import { GLOBAL_PROFILES } from './defaults/client-profiles.ts'
import { isObject } from './fields.ts'
import { anything, flag, listOf, mapOf, object, type ShapeOf, text } from './json-shape.ts'

const texts = listOf(text)
const configuration = mapOf(anything)

const profileShape = object('ClientProfileRepresentation', {
  name: text,
  description: text,
  executors: listOf(object('ClientPolicyExecutorRepresentation', { executor: text, configuration })),
})
const policyShape = object('ClientPolicyRepresentation', {
  name: text,
  description: text,
  enabled: flag,
  conditions: listOf(object('ClientPolicyConditionRepresentation', { condition: text, configuration })),
  profiles: texts,
})

export const profilesShape = object('ClientProfilesRepresentation', {
  profiles: listOf(profileShape),
  globalProfiles: listOf(profileShape),
})
export const policiesShape = object('ClientPoliciesRepresentation', {
  policies: listOf(policyShape),
  globalPolicies: listOf(policyShape),
})

export type ClientProfile = ShapeOf<typeof profileShape>
export type ClientPolicy = ShapeOf<typeof policyShape>
/** What a condition or an executor is set to. */
export interface PolicyPart {
  readonly configuration: Record<string, unknown>
}

const MOST = 200
const LONGEST = 255
const EXECUTORS: ReadonlySet<string> = new Set([
  ...GLOBAL_PROFILES.flatMap(({ executors = [] }) => executors.map(({ executor = '' }) => executor)),
  ...['auth-flow-enforcer', 'downscope-assertion-grant-enforcer', 'intent-client-bind-checker', 'jwt-claim-enforcer'],
  ...['registration-access-token-rotation-disabled', 'reject-request', SECRET_ROTATION, 'secure-client-uris-pattern'],
  ...[
    'secure-logout',
    'suppress-refresh-token-rotation',
    'tls-client-auth-ca-subject-dn',
    'use-lightweight-access-token',
  ],
])
/** Each condition, with its settings that are lists. */
const CONDITIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['acr-condition', []],
  ['any-client', []],
  ['client-access-type', ['type']],
  ['client-attributes', []],
  ['client-roles', ['roles']],
  ['client-scopes', ['scopes']],
  ['client-type', []],
  ['client-updater-context', ['update-client-source']],
  ['client-updater-source-groups', ['groups']],
  ['client-updater-source-host', ['trusted-hosts']],
  ['client-updater-source-roles', ['roles']],
  ['grant-type', ['grant_types']],
  ['identity-provider-alias', ['identity_provider_aliases']],
])

/** @returns what is wrong with a realm's profiles, `undefined` when nothing is. */
export function profilesProblem(profiles: readonly ClientProfile[]): string | undefined {
  if (profiles.length > MOST) return `A realm has at most ${MOST} client profiles`
  const seen = new Set<string>()
  for (const { name = '', executors = [] } of profiles) {
    if (name === '') return 'client profile without its name not allowed.'
    if (name.length > LONGEST) return `The name of a client profile has at most ${LONGEST} characters`
    if (GLOBAL_PROFILES.some((profile) => profile.name === name)) {
      return `Proposed profile name '${name}' is duplicated as a global profile`
    }
    if (seen.has(name)) return 'proposed client profile name duplicated.'
    seen.add(name)
    if (executors.length > MOST || !executors.every(isExecutor)) {
      return 'proposed client profile contains the executor, which does not have valid provider, or has invalid configuration.'
    }
  }
  return undefined
}

/**
 * @param profiles - names of the realm's own.
 * @returns as {@link profilesProblem}.
 */
export function policiesProblem(
  policies: readonly ClientPolicy[],
  profiles: ReadonlySet<string | undefined>,
): string | undefined {
  if (policies.length > MOST) return `A realm has at most ${MOST} client policies`
  const seen = new Set<string>()
  for (const policy of policies) {
    const { name = '' } = policy
    if (name === '') return 'client policy without its name not allowed.'
    if (name.length > LONGEST) return `The name of a client policy has at most ${LONGEST} characters`
    if (seen.has(name)) return 'proposed client policy name duplicated'
    seen.add(name)
    const problem = partsProblem(policy, profiles)
    if (problem !== undefined) return `Policy ${name} contains invalid ${problem}`
  }
  return undefined
}

function partsProblem(
  { conditions = [], profiles = [] }: ClientPolicy,
  known: ReadonlySet<string | undefined>,
): string | undefined {
  if (conditions.length > MOST || profiles.length > MOST) return 'number of conditions or profiles'
  const condition = conditions.find((each) => !isCondition(each))
  if (condition !== undefined) return `condition ${(condition.condition ?? '').slice(0, LONGEST)}`
  const profile = profiles.find((name) => !known.has(name) && !GLOBAL_PROFILES.some((global) => global.name === name))
  return profile === undefined ? undefined : `profile ${profile.slice(0, LONGEST)}`
}

function isExecutor({ executor = '', configuration = {} }: NonNullable<ClientProfile['executors']>[number]): boolean {
  return EXECUTORS.has(executor) && (executor !== SECRET_ROTATION || secretRotationOf(configuration) !== undefined)
}

/** A list that is sent as a text is taken by Keycloak, and then breaks every read of a client. */
function isCondition({
  condition = '',
  configuration: settings = {},
}: NonNullable<ClientPolicy['conditions']>[number]) {
  const lists = CONDITIONS.get(condition)
  if (condition === 'client-attributes' && 'attributes' in settings) return soughtAttributes(settings) !== undefined
  return lists?.every((name) => settings[name] === undefined || Array.isArray(settings[name])) ?? false
}

/** The profiles in a realm's document, whatever an import has left there. */
export function profilesIn(document: unknown): readonly ClientProfile[] {
  return isObject(document) && Array.isArray(document['profiles']) ? document['profiles'].filter(isObject) : []
}

export function policiesIn(document: unknown): readonly ClientPolicy[] {
  return isObject(document) && Array.isArray(document['policies']) ? document['policies'].filter(isObject) : []
}
